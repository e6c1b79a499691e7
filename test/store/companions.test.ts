import { expect } from 'chai';
import { chmodSync, chownSync, copyFileSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { refusePlanted } from '../../src/store/sqlite/file/companions.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import { orgOf } from './builders.ts';
import { rejection } from './contract/factory.ts';
import { temporaryFolder } from './temporaryStore.ts';

/** No account of the machine: nothing is known of them but their numbers. */
const [ADA, BOB, EVE, TEAM, OTHERS] = [4321, 4322, 4323, 4400, 4401];

type Owned = { readonly uid: number; readonly gid: number; readonly mode: number };

/** The store, its folder and what lies beside it; `names` of the latter. */
type Case = { readonly folder: Owned; readonly store: Owned; readonly beside: Owned; readonly names?: number };

const shared = { uid: ADA, gid: TEAM, mode: 0o660 };
const teams = { uid: ADA, gid: TEAM, mode: 0o2770 };
const everybodys = { uid: 0, gid: 0, mode: 0o1777 };
const own = { uid: ADA, gid: ADA, mode: 0o600 };

const ACCEPTED: { readonly [what: string]: Case } = {
  'the owner’s own': { folder: everybodys, store: own, beside: own },
  'root’s': { folder: everybodys, store: own, beside: { uid: 0, gid: 0, mode: 0o600 } },
  'a member’s, in a folder of the group': { folder: teams, store: shared, beside: { ...shared, uid: BOB } },
  'the owner’s, with a group of that owner alone': {
    folder: { uid: ADA, gid: TEAM, mode: 0o770 },
    store: shared,
    beside: { uid: ADA, gid: ADA, mode: 0o660 },
  },
  'anybody’s, of a store that everybody writes': {
    folder: everybodys,
    store: { ...shared, mode: 0o666 },
    beside: { uid: EVE, gid: EVE, mode: 0o666 },
  },
};

const REFUSED: { readonly [what: string]: Case & { readonly says: readonly string[] } } = {
  'a stranger’s, in a folder that everybody writes': {
    folder: everybodys,
    store: shared,
    beside: { uid: EVE, gid: EVE, mode: 0o660 },
    says: [String(EVE), 'not known', `chgrp ${TEAM}`],
  },
  'a stranger’s with the group that an open folder hands down': {
    folder: { uid: 0, gid: TEAM, mode: 0o3777 },
    store: shared,
    beside: { ...shared, uid: EVE },
    says: [String(EVE), 'not known'],
  },
  'a stranger’s, in a folder of another group': {
    folder: { uid: ADA, gid: OTHERS, mode: 0o770 },
    store: shared,
    beside: { ...shared, uid: EVE },
    says: [String(EVE), 'not known'],
  },
  'a stranger’s, in that stranger’s folder': {
    folder: { uid: EVE, gid: TEAM, mode: 0o2770 },
    store: shared,
    beside: { ...shared, uid: EVE },
    says: [String(EVE), 'not known'],
  },
  'a stranger’s, of a store of one user': {
    folder: everybodys,
    store: own,
    beside: { uid: EVE, gid: EVE, mode: 0o600 },
    says: [String(EVE), 'may not write the store'],
  },
  'the owner’s, which a group may write': {
    folder: everybodys,
    store: own,
    beside: { ...own, mode: 0o660 },
    says: ['mode 660', 'mode 600'],
  },
  'the owner’s, which another group may write': {
    folder: teams,
    store: shared,
    beside: { ...shared, gid: OTHERS },
    says: [String(ADA), 'more users than the store'],
  },
  'the owner’s, which everybody may write': {
    folder: teams,
    store: shared,
    beside: { ...shared, mode: 0o666 },
    says: ['mode 666'],
  },
  'the owner’s, which everybody may read': {
    folder: everybodys,
    store: own,
    beside: { ...own, mode: 0o604 },
    says: ['mode 604'],
  },
  'one with another name': { folder: everybodys, store: own, beside: own, names: 2, says: ['2 names'] },
};

describe('what lies beside a store', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>> | undefined;
  const at = (name: string): string => join(folder!.path, name);
  beforeEach(async function () {
    if (process.getuid?.() !== 0) this.skip();
    folder = await temporaryFolder();
    const store = await openSqliteStore(at('e.db'));
    await store.saveOrg(orgOf('one', { policies: { 'manual-sync-only': true } }));
    await store.close();
  });
  afterEach(() => folder?.remove());

  const give = (path: string, { uid, gid, mode }: Owned): void => {
    chownSync(path, uid, gid);
    chmodSync(path, mode);
  };
  const arrange = (suffix: string, { folder: around, store, beside, names }: Case): void => {
    give(folder!.path, around);
    give(at('e.db'), store);
    writeFileSync(at(`e.db${suffix}`), '');
    give(at(`e.db${suffix}`), beside);
    if (names === 2) linkSync(at(`e.db${suffix}`), at('other-name'));
  };

  for (const [what, found] of Object.entries(ACCEPTED)) {
    it(`is used when it is ${what}`, () => {
      for (const suffix of ['-wal', '-shm', '-journal']) {
        arrange(suffix, found);
        refusePlanted(at('e.db'), 'the store');
      }
    });
  }

  for (const [what, found] of Object.entries(REFUSED)) {
    it(`is refused when it is ${what}, and left as it is`, async () => {
      for (const suffix of ['-wal', '-shm', '-journal']) {
        arrange(suffix, found);
        for (const readonly of [false, true]) {
          const { name, message } = await rejection(openSqliteStore(at('e.db'), { readonly }));
          expect(name).to.equal('BackendUnavailableError');
          for (const text of [at(`e.db${suffix}`), 'look at it, and remove it', ...found.says]) {
            expect(message).to.include(text);
          }
          expect(message).to.not.include('cut off').and.not.include('only read');
        }
        expect(readFileSync(at(`e.db${suffix}`), 'utf8')).to.equal('');
        for (const name of [`e.db${suffix}`, 'other-name']) rmSync(at(name), { force: true });
      }
    });
  }

  it('is refused also when a stranger puts it there while the store is open, for reading as for writing', async () => {
    for (const suffix of ['-wal', '-journal']) {
      const store = await openSqliteStore(at('e.db'));
      expect(await store.orgs()).to.have.lengthOf(1);
      arrange(suffix, { folder: everybodys, store: own, beside: { uid: EVE, gid: EVE, mode: 0o600 } });
      for (const attempt of [store.orgs(), store.runs('one'), store.saveOrg(orgOf('two'))]) {
        const { name, message } = await rejection(attempt);
        expect(name).to.equal('BackendUnavailableError');
        expect(message)
          .to.include(at(`e.db${suffix}`))
          .and.to.include('may not write the store');
      }
      await store.close();
      expect(readFileSync(at(`e.db${suffix}`), 'utf8')).to.equal('');
      rmSync(at(`e.db${suffix}`));
    }
  });

  it('is used when the machine lists its owner in the store’s group, wherever it is', () => {
    arrange('-wal', { folder: everybodys, store: shared, beside: { uid: BOB, gid: BOB, mode: 0o660 } });
    writeFileSync(at('passwd'), `bob:x:${BOB}:${BOB}::/home/bob:/bin/sh\n`);
    writeFileSync(at('group'), `bob:x:${BOB}:\nteam:x:${TEAM}:bob\n`);
    const lists = { userFile: at('passwd'), groupFile: at('group') };

    refusePlanted(at('e.db'), 'the store', lists);
    writeFileSync(at('group'), `bob:x:${BOB}:\nteam:x:${TEAM}:\n`);
    expect(() => refusePlanted(at('e.db'), 'the store', lists)).to.throw(`bob (${BOB})`);
  });

  it('takes no policy off by a log that a stranger made of another database', async () => {
    copyFileSync(at('e.db'), at('evil.db'));
    const evil = new DatabaseSync(at('evil.db'));
    evil.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0');
    evil.exec(`UPDATE org SET policies = '{"manual-sync-only":false}'`);
    evil.exec('VACUUM');
    copyFileSync(at('evil.db-wal'), at('e.db-wal'));
    evil.close();
    give(folder!.path, everybodys);
    give(at('e.db'), shared);
    give(at('e.db-wal'), { uid: EVE, gid: EVE, mode: 0o666 });

    expect((await rejection(openSqliteStore(at('e.db')))).message).to.include(at('e.db-wal'));
    rmSync(at('e.db-wal'));
    const store = await openSqliteStore(at('e.db'));
    expect((await store.org('one'))?.policies).to.deep.equal({ 'manual-sync-only': true });
    await store.close();
  });
});
