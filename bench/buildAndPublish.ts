import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reporter } from '../src/engine/reporter.ts';
import { createGuard } from '../src/policy/createGuard.ts';
import { openSqliteStore } from '../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../src/store/store.ts';
import { cutBatches } from '../src/sync/plan/batches.ts';
import type { SyncCollaborators } from '../src/sync/syncCollaborators.ts';
import { syncOrg } from '../src/sync/syncOrg.ts';
import { orgOf } from '../test/store/builders.ts';
import { answeringSession, type Watch } from './org/answeringSession.ts';
import { measuring, tell } from './org/measured.ts';
import { readAnswers, readZips } from './org/orgFolder.ts';
import { createSteps } from './org/steps.ts';
import { corporateReadings } from '../test/policy/corporateReadings.ts';

/*
 * One first sync of `npm run bench`, a process of its own: `syncOrg` as it is, over a session that answers from memory,
 * into a new SQLite file. The folder of the generated org is its argument.
 */

const folder = process.argv[2] ?? '';
const zips = readZips(folder);
const answers = readAnswers(folder);
const scratch = mkdtempSync(join(tmpdir(), 'elements-bench-'));
const path = join(scratch, 'elements.db');
// Loaded by the first retrieve otherwise.
await import('@salesforce/source-deploy-retrieve');

const store = await openSqliteStore(path);
const org = orgOf('one');
await store.saveOrg(org);

const measured = measuring();
const steps = createSteps('Check');

const batchOf = new Map<string, number>();
let batchCount = 0;
const cut: SyncCollaborators['cut'] = (wanted) => {
  const batches = cutBatches(wanted.map(({ entry, component }) => ({ entry, component })));
  for (const batch of batches) {
    for (const { entry, component } of batch)
      batchOf.set(`${entry.folderOf ?? entry.type}:${component.rawName}`, batchCount);
    batchCount += 1;
  }
  return batches;
};

/** Work on the zips themselves is told apart from what carries them: their turn begins with waiting for the job. */
const waiting: Array<() => void> = [];
let busy = false;
const watch: Watch = {
  turn: async () => {
    if (busy) await new Promise<void>((resolve) => waiting.push(resolve));
    busy = true;
    steps.enter('carry');
  },
  arrived: () => void steps.enter('read'),
  zipWith: (type, member) => {
    const zip = zips[batchOf.get(`${type}:${member}`) ?? -1];
    if (zip === undefined) throw new Error(`No zip holds ${type}:${member}.`);
    return zip;
  },
};

const reporter: Reporter = {
  stage: (stage) => void steps.enter(stage),
  figures: ({ retrieved, toRetrieve }) => {
    if (retrieved === undefined || toRetrieve !== undefined) return;
    steps.enter('carry');
    busy = false;
    waiting.shift()?.();
  },
};

const watched: Store = {
  ...store,
  putDocuments: async (...put) => {
    const before = steps.enter('put');
    await store.putDocuments(...put);
    steps.enter(before);
  },
};

let ids = 0;
const outcome = await syncOrg(
  { org, trigger: 'manual', actor: 'bench' },
  {
    store: watched,
    guard: createGuard(
      async () => corporateReadings(),
      async () => ['manager']
    ),
    connect: async () => answeringSession(answers, watch),
    clock: { now: () => new Date(), sleep: async () => undefined },
    newId: () => `run-${String((ids += 1))}`,
    reporter,
    cut,
    process: { holder: { host: 'bench', pid: process.pid }, isAlive: () => true },
  }
);
if (outcome.kind !== 'published') throw outcome.error;
const { run } = outcome;
if (batchCount !== zips.length) throw new Error('The zips are cut in another way than the sync cuts.');
const result = { ...measured(), steps: steps.seconds() };
const counts = await store.counts(org.key);
await store.close();
if (run.state !== 'succeeded' || run.warnings.length > 0) {
  throw new Error(`The sync was to succeed: ${run.state}\n${run.warnings.slice(0, 10).join('\n')}`);
}
tell({
  ...result,
  ...counts,
  types: run.types.filter(({ components }) => components > 0).length,
  size: statSync(path).size,
});
rmSync(scratch, { recursive: true, force: true });
