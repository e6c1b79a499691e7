import { expect } from 'chai';
import { copyFileSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import { watchFile } from '../../src/store/sqlite/file/openedFile.ts';
import type { Store } from '../../src/store/store.ts';
import { orgOf } from './builders.ts';
import { rejection } from './contract/factory.ts';
import { temporaryFolder } from './temporaryStore.ts';

describe('the file that a store has opened', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let store: Store | undefined;
  const at = (...names: readonly string[]): string => join(folder.path, ...names);
  beforeEach(async () => {
    folder = await temporaryFolder();
    mkdirSync(at('real'));
    const first = await openSqliteStore(at('real', 'e.db'));
    await first.saveOrg(orgOf('one'));
    await first.close();
    symlinkSync(at('real'), at('link'), 'dir');
    copyFileSync(at('real', 'e.db'), at('other.db'));
  });
  afterEach(async () => {
    await store?.close().catch(() => undefined);
    store = undefined;
    await folder.remove();
  });

  const swaps: { readonly [what: string]: () => void } = {
    'another file stands there': () => renameSync(at('other.db'), at('real', 'e.db')),
    'it is a link': () => {
      renameSync(at('real', 'e.db'), at('kept'));
      symlinkSync(at('kept'), at('real', 'e.db'));
    },
    'a link on the way leads elsewhere': () => {
      rmSync(at('link'));
      mkdirSync(at('link'));
      copyFileSync(at('other.db'), at('link', 'e.db'));
    },
    'nothing is there': () => rmSync(at('real', 'e.db')),
  };
  for (const [what, swap] of Object.entries(swaps)) {
    it(`is not written, nor a policy read back from it, once ${what}`, async function () {
      // A file that is open can't be moved there.
      if (process.platform === 'win32') this.skip();
      store = await openSqliteStore(at('link', 'e.db'));
      await store.saveOrg(orgOf('one', { policies: { 'manual-sync-only': true } }));

      swap();

      for (const attempt of [
        store.saveOrg(orgOf('one', { policies: {} })),
        store.setCorporatePolicy('manual-sync-only', false),
        store.audit({ at: '2026-01-01T00:00:00.000Z', actor: 'ada', from: 'here', action: 'a', detail: {} }),
        store.org('one'),
        store.orgs(),
        store.corporatePolicies(),
        store.audits(),
      ]) {
        const error = await rejection(attempt);
        expect(error.name).to.equal('BackendUnavailableError');
        expect(error.message).to.include('another file was put in its place');
      }
    });
  }

  it('is not taken for one that stood there before and after another was opened', function () {
    if (process.platform !== 'linux') this.skip();
    const watched = watchFile(at('real', 'e.db'), at('real', 'e.db'), 'the store');
    expect(watched.stillTheFile()).to.equal(true);
    // Nothing has opened it: something else was opened.
    expect(() => watched.checkOpened()).to.throw('another file was put in its place');
  });
});
