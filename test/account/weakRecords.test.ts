import { expect } from 'chai';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountRecords } from '../../src/account/accountRecords.ts';
import { confirmedBackends } from '../../src/account/confirmedBackends.ts';
import { knownOrgs } from '../../src/account/knownOrgs.ts';
import { storeOwners } from '../../src/account/storeOwners.ts';
import { weakRecords } from '../../src/account/weakRecords.ts';
import { scratchAccount } from './scratchAccount.ts';

/** A user that the machine does not know. */
const OTHER = 4_711;

describe('what others can change of what is remembered for an account', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'account-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const account = () => scratchAccount(home);
  const folder = (): string => join(home, '.sf-elements');
  const make = (): void => void mkdirSync(join(folder(), 'backends'), { recursive: true, mode: 0o700 });

  it('is nothing in a home of its own, whether something is remembered or not', async () => {
    expect(weakRecords(account())).to.equal(undefined);
    await accountRecords(account(), 'orgs').write('a', { said: true });
    expect(weakRecords(account())).to.equal(undefined);
  });

  it('is all of it in a home, or in a folder of it, that others may write to', () => {
    make();
    for (const place of [home, folder(), join(folder(), 'backends')]) {
      chmodSync(place, 0o777);
      expect(weakRecords(account())?.path, place).to.equal(place);
      chmodSync(place, 0o700);
    }
    expect(weakRecords(account())).to.equal(undefined);
  });

  it('is all of it where a group may write to the home, or the home is a stranger’s', function () {
    if (process.getuid?.() !== 0) this.skip();
    make();
    chownSync(home, 0, OTHER);
    chmodSync(home, 0o770);
    expect(weakRecords(account())?.problem).to.contain(`group ${String(OTHER)}`);
    chmodSync(home, 0o750);
    expect(weakRecords(account())).to.equal(undefined);
    chownSync(home, OTHER, 0);
    expect(weakRecords(account())?.path).to.equal(home);
    // Of root is as good as of its own.
    chownSync(home, 0, 0);
    expect(weakRecords({ ...account(), userId: OTHER })).to.equal(undefined);
  });

  it('is all of it behind a link in the place of the folder', () => {
    make();
    renameSync(folder(), join(home, 'elsewhere'));
    symlinkSync(join(home, 'elsewhere'), folder());
    expect(weakRecords(account())?.problem).to.contain('is a link');
  });

  it('confirms no backend, and lets no store lift what is noted', async () => {
    const confirmed = confirmedBackends(account());
    const backend = { name: `sqlite:${join(home, 'e.db')}`, path: join(home, 'e.db') };
    await confirmed.confirm(backend);
    expect(await confirmed.doubt(backend, { isProjects: true })).to.equal(undefined);
    expect(knownOrgs(account()).isSafe()).to.equal(true);
    chmodSync(home, 0o777);
    expect(await confirmed.doubt(backend, { isProjects: true })).to.deep.equal({ kind: 'named by a project' });
    expect(knownOrgs(account()).isSafe()).to.equal(false);
  });

  it('says nothing of a former owner whose word would confirm another one', async function () {
    if (process.getuid?.() !== 0) this.skip();
    const store = join(home, 'e.db');
    writeFileSync(store, '');
    const owners = storeOwners(account());
    await owners.changed(store);
    chownSync(store, OTHER, OTHER);
    // A note of the former owner as somebody may have written it, and the confirmation of that one.
    await storeOwners({ ...account(), folder: join(home, 'of-another') }).accept(store);
    const changeNote = async (owner: number): Promise<void> => {
      const records = accountRecords(account(), 'stores');
      const [kept] = await records.list();
      if (kept?.problem === undefined && kept !== undefined) await records.write(kept.name, { ...kept.value, owner });
    };
    await changeNote(OTHER + 1);
    chownSync(`${store}.owner.json`, OTHER + 1, OTHER + 1);
    chmodSync(home, 0o777);
    expect(await owners.changed(store)).to.include({ found: OTHER });
    chmodSync(home, 0o700);
    expect(await owners.changed(store)).to.equal(undefined);
  });

  it('is a file that others may write: it can not be relied on', async () => {
    const records = accountRecords(account(), 'orgs');
    await records.write('a', { said: true });
    chmodSync(join(folder(), 'orgs', 'a.json'), 0o666);
    expect(await records.read('a')).to.deep.equal({ name: 'a', problem: 'others may write it' });
  });
});
