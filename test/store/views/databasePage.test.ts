import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { RIGHTS } from '../../../src/model/access/grants.ts';
import { temporarySqliteStore } from '../temporaryStore.ts';
import { CONTRACT } from './contract.ts';
import { queryFile } from './queryFile.ts';
import { playViewStory } from './viewStory.ts';

const HOUR = 60 * 60_000;
/** A story of today, so that something changed last week. */
const recently = (minutes: number): string => new Date(Date.now() - 24 * HOUR + minutes * 60_000).toISOString();

/** The page as its reader has it, and what it promises. */
const readPage = async () => {
  const text = await readFile(new URL('../../../docs/database.md', import.meta.url), 'utf8');
  const sections = text.split(/^### /m).slice(1);
  return {
    text,
    examples: [...text.matchAll(/^```sql\n(.*?)^```$/gms)].map(([, example]) => String(example)),
    columns: Object.fromEntries(
      sections.map((section) => [
        section.slice(0, section.indexOf('\n')),
        [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, column]) => column),
      ])
    ),
  };
};

describe('docs/database.md', () => {
  let page: Awaited<ReturnType<typeof readPage>>;
  let path: string;
  let destroy: () => Promise<void>;
  before(async () => {
    page = await readPage();
    const fixture = await temporarySqliteStore();
    ({ path, destroy } = fixture);
    await playViewStory(fixture.store, recently);
    await fixture.store.close();
  });
  after(() => destroy());

  it('names each view and column of the contract, in order', () => {
    expect(page.columns).to.deep.equal(CONTRACT);
  });

  it('names the rights as the views do', () => {
    expect(page.text).to.include(RIGHTS.map((right) => `\`${right}\``).join(', '));
  });

  it('has examples that find something', () => {
    expect(page.examples).to.have.lengthOf(8);
    for (const example of page.examples) expect(queryFile(path, example), example).to.not.be.empty;
  });

  it('has examples that the sqlite3 program understands', function () {
    for (const example of page.examples) {
      const { error, stdout, stderr } = spawnSync('sqlite3', ['-readonly', '-csv', path], {
        input: example,
        encoding: 'utf8',
      });
      if (error !== undefined) return this.skip();
      expect(stderr, example).to.equal('');
      expect(stdout.trim().split('\n'), example).to.have.lengthOf(queryFile(path, example).length);
    }
  });
});
