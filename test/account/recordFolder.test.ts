import { expect } from 'chai';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountRecords } from '../../src/account/accountRecords.ts';
import { knownOrgs } from '../../src/account/knownOrgs.ts';
import { refusals } from '../../src/account/refusals.ts';
import { scratchAccount } from './scratchAccount.ts';

/** A user that the machine does not know. */
const OTHER = 4_711;

const REFUSED = {
  store: 'sqlite:/one.db',
  orgId: '00D000000000001EAA',
  org: 'prod',
  action: 'sync refused',
  actor: 'ada',
  from: 'sf elements on here',
  at: '2026-01-01T00:00:00.000Z',
  error: 'ManualSyncOnlyError',
  reason: 'Manual Sync Only is on.',
};

describe('the folder of what is remembered for an account', () => {
  let home: string;
  beforeEach(function () {
    if (process.platform === 'win32') return this.skip();
    home = mkdtempSync(join(tmpdir(), 'account-'));
  });
  afterEach(() => home && rmSync(home, { recursive: true, force: true }));

  const account = () => scratchAccount(home);
  const folder = (...names: string[]): string => join(home, '.sf-elements', ...names);
  const victims = (): string => join(home, 'documents');
  const fillVictims = (): string[] => {
    mkdirSync(victims(), { mode: 0o700 });
    for (let index = 0; index < 205; index += 1)
      writeFileSync(join(victims(), `a${String(index)}.json`), '{"version":1}');
    return readdirSync(victims());
  };
  const codeOf = (work: Promise<unknown>): Promise<string | undefined> =>
    work.then(
      () => undefined,
      (error: unknown) => (error as NodeJS.ErrnoException).code
    );
  /** Everything that a folder can be asked for. */
  const uses = async (): Promise<Array<string | undefined>> => {
    const records = accountRecords(account(), 'refusals');
    return [
      await codeOf(records.list()),
      (await records.read('a1'))?.problem,
      await codeOf(records.write('a1', {})),
      await codeOf(records.create('new', {})),
      await codeOf(records.remove('a1')),
    ];
  };

  it('is not used behind a link that somebody else may have put there', async () => {
    const before = fillVictims();
    chmodSync(home, 0o777);
    mkdirSync(folder(), { mode: 0o700 });
    symlinkSync(victims(), folder('refusals'));

    expect(await uses()).to.not.include(undefined);
    await refusals(accountRecords(account(), 'refusals')).note(REFUSED);
    expect(readdirSync(victims())).to.deep.equal(before);
    // The folder as a whole as well.
    rmSync(folder(), { recursive: true });
    mkdirSync(join(home, 'moved'));
    symlinkSync(victims(), join(home, 'moved', 'refusals'));
    symlinkSync(join(home, 'moved'), folder());
    expect(await uses()).to.not.include(undefined);
    expect(readdirSync(victims())).to.deep.equal(before);
  });

  it('is not used where it is another user’s, or others may write to it', async function () {
    if (process.getuid?.() !== 0) this.skip();
    mkdirSync(folder('refusals'), { recursive: true, mode: 0o700 });
    writeFileSync(folder('refusals', 'a1.json'), '{"version":1}', { mode: 0o600 });
    expect(await codeOf(accountRecords(account(), 'refusals').list())).to.equal(undefined);
    for (const place of [folder(), folder('refusals')]) {
      for (const weaken of [
        () => chownSync(place, OTHER, OTHER),
        () => chmodSync(place, 0o777),
        () => {
          chownSync(place, 0, OTHER);
          chmodSync(place, 0o770);
        },
      ]) {
        weaken();
        expect(await uses(), place).to.not.include(undefined);
        expect(readdirSync(folder('refusals'))).to.deep.equal(['a1.json']);
        chownSync(place, 0, 0);
        chmodSync(place, 0o700);
      }
    }
  });

  it('makes the policy stricter where it can’t be used', async () => {
    mkdirSync(folder('orgs'), { recursive: true, mode: 0o777 });
    chmodSync(folder('orgs'), 0o777);
    const { known, unreadable } = await knownOrgs(account()).list();
    expect([known.length, unreadable.length]).to.deep.equal([0, 1]);
    expect(unreadable[0]?.problem).to.contain('others may write to it');
  });

  it('may be behind a link that only the account can have put there; then an empty folder is empty', async () => {
    mkdirSync(join(home, 'elsewhere'), { mode: 0o700 });
    symlinkSync(join(home, 'elsewhere'), folder());
    const records = accountRecords(account(), 'refusals');
    expect(await records.list()).to.deep.equal([]);
    expect(await records.read('a')).to.equal(undefined);
    await records.write('a', { said: true });
    expect(existsSync(join(home, 'elsewhere', 'refusals', 'a.json'))).to.equal(true);
    expect(await records.list()).to.deep.equal([{ name: 'a', value: { said: true } }]);
  });

  it('is not empty where such a link leads nowhere: it may have led to something', async () => {
    symlinkSync(join(home, 'nowhere'), folder());
    expect(await codeOf(accountRecords(account(), 'refusals').list())).to.equal('ELOOP');
  });

  it('keeps files that are no refusals when it has too many', async () => {
    const records = accountRecords(account(), 'refusals');
    await records.write('00000000T000000000Z-000000000000', { note: 'another shape' });
    await records.write('0-another-name', REFUSED);
    for (let index = 100; index < 302; index += 1) {
      const text = JSON.stringify({ version: 1, ...REFUSED });
      const name = `20250101T000000${String(index)}Z-0123456789ab.json`;
      writeFileSync(folder('refusals', name), text, { mode: 0o600 });
    }
    await refusals(records).note(REFUSED);
    const names = (await records.list()).map(({ name }) => name);
    expect(names).to.include.members(['00000000T000000000Z-000000000000', '0-another-name']);
    expect(names).to.have.lengthOf(202);
  });
});
