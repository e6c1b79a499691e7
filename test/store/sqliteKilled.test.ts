import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../../src/store/store.ts';
import { documentOf, EXTRACTOR, publishRun, runOf } from './builders.ts';
import { generation, names } from './programs/generation.ts';
import { temporaryFolder } from './temporaryStore.ts';

const program = fileURLToPath(new URL('programs/publishForever.ts', import.meta.url));

/** Lets the program reach its third publication and kills it some milliseconds into it. */
const killWhilePublishing = async (path: string, milliseconds: number): Promise<void> => {
  const child = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  let lines = '';
  for await (const chunk of child.stdout) {
    lines += String(chunk);
    if (lines.split('\n').length > 3) break;
  }
  await sleep(milliseconds);
  child.kill('SIGKILL');
  const [, signal] = (await exit) as [number | null, string | null];
  expect(signal, 'it went on until it was killed').to.equal('SIGKILL');
};

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];

const expectWholeModel = async (store: Store): Promise<string> => {
  const published = await store.lastPublished('one');
  if (published === undefined) throw new Error('Nothing was published');
  const label = generation(published);
  const known = await store.known('one');
  expect(known).to.have.lengthOf(names.length);
  expect(unique(known.map((component) => component.label))).to.deep.equal([label]);
  const references = await store.references('one', {});
  expect(references).to.have.lengthOf(names.length);
  expect(unique(references.map(({ to }) => to.fullName))).to.deep.equal([label]);
  const grants = await store.grants('one', {});
  expect(grants).to.have.lengthOf(names.length);
  expect(unique(grants.map(({ rights }) => rights))).to.deep.equal([published.number]);
  expect(await store.documents('one')).to.deep.equal([
    { path: 'all', hash: documentOf(label).document.hash, extractorVersion: EXTRACTOR },
  ]);
  return label;
};

describe('a SQLite store whose program is killed while it publishes', () => {
  it('holds the old model or the new one, whole', async function () {
    this.timeout(120_000);
    const folder = await temporaryFolder();
    const path = `${folder.path}/e.db`;
    try {
      for (const milliseconds of [0, 2, 5, 9, 14, 20, 30, 45]) {
        await killWhilePublishing(path, milliseconds);

        const store = await openSqliteStore(path);
        const label = await expectWholeModel(store);
        const [newest] = await store.runs('one', { limit: 1 });
        expect(newest?.state).to.be.oneOf(['running', 'succeeded']);
        const taken = await store.beginRun(runOf('one', `after ${milliseconds}`), () => false);
        expect(taken).to.have.property('begun');
        expect((await store.runs('one')).filter(({ state }) => state === 'running')).to.have.lengthOf(1);
        expect(await expectWholeModel(store)).to.equal(label);
        await store.close();
      }
    } finally {
      await folder.remove();
    }
  });

  it('removes what the killed run had put, with the next publication', async function () {
    this.timeout(60_000);
    const folder = await temporaryFolder();
    const path = `${folder.path}/e.db`;
    try {
      await killWhilePublishing(path, 0);
      const store = await openSqliteStore(path);
      const runs = await store.runs('one');
      await store
        .beginRun(runOf('one', 'taken over'), () => false)
        .then(async (result) => {
          if ('begun' in result) await store.saveRun({ ...result.begun, state: 'failed' });
        });
      await publishRun(store, runOf('one', 'next'));

      for (const run of runs) {
        const { document } = documentOf(generation(run));
        const stored = await store.storedDocuments('one', [document.hash], EXTRACTOR);
        expect(stored, generation(run)).to.have.lengthOf(
          run.state === 'succeeded' && !run.runId.startsWith('start') ? 1 : 0
        );
      }
      await store.close();
    } finally {
      await folder.remove();
    }
  });
});
