import { expect } from 'chai';
import { join } from 'node:path';
import { owedPath, owedRevocations, type OwedRecords, type OwedRevocation } from '../../src/account/owedRevocations.ts';

const OWED: OwedRevocation = {
  username: 'admin@one.example',
  orgId: '00D000000000001EAA',
  loginFolder: '/home/ada/.sfdx',
  store: 'sqlite:/one.db',
  orgKey: 'one',
  runId: 'r1',
  holder: { host: 'here', pid: 1 },
  at: '2026-01-01T00:00:00.000Z',
  actor: 'ada',
};

describe('what is remembered of revocations that are owed', () => {
  let files: Map<string, Readonly<Record<string, unknown>>>;
  const records: OwedRecords = {
    list: async () => [...files].map(([name, value]) => ({ name, value })),
    write: async (name, value) => void files.set(name, value),
    remove: async (name) => void files.delete(name),
  };
  const owed = owedRevocations(records);
  beforeEach(() => {
    files = new Map();
  });

  it('is one record a login, which a newer one replaces', async () => {
    await owed.note(OWED);
    const tried = { at: '2026-01-02T00:00:00.000Z', problem: 'no answer' };
    await owed.note({ ...OWED, tried });
    await owed.note({ ...OWED, username: 'a/b@one.example' });
    await owed.note({ ...OWED, loginFolder: '/another/.sfdx' });

    expect((await owed.list()).owed).to.deep.equal([
      { ...OWED, tried },
      { ...OWED, username: 'a/b@one.example' },
      { ...OWED, loginFolder: '/another/.sfdx' },
    ]);
    for (const name of files.keys()) expect(name).to.match(/^[0-9a-f]{32}$/);
  });

  it('goes with its login', async () => {
    await owed.note(OWED);
    await owed.done({ username: 'other@one.example', loginFolder: OWED.loginFolder });
    expect(files.size).to.equal(1);
    await owed.done(OWED);
    expect(files.size).to.equal(0);
  });

  it('is named where it can’t be relied on', async () => {
    files.set('a', { ...OWED, runId: 7 });
    files.set('b', { ...OWED, holder: { host: 'here' } });
    files.set('c', { ...OWED, tried: { at: 1 } });
    const broken = owedRevocations({
      ...records,
      list: async () => [...(await records.list()), { name: 'd', problem: 'it is not valid JSON' }],
    });

    const { owed: good, unreadable } = await broken.list();

    expect(good).to.deep.equal([OWED]);
    const closed = Object.assign(new Error('closed'), { code: 'EACCES' });
    const folder = await owedRevocations({ ...records, list: () => Promise.reject(closed) }).list();
    expect(folder).to.deep.equal({ owed: [], unreadable: [{ name: 'owed', problem: "it can't be read (EACCES)" }] });
    expect(unreadable).to.deep.equal([
      { name: 'a', problem: 'it is incomplete' },
      { name: 'b', problem: 'it is incomplete' },
      { name: 'd', problem: 'it is not valid JSON' },
    ]);
  });

  it('is found in its file, and a folder that can’t be read in its place', async () => {
    files.set('a', {});
    const folder = join('/home/ada', '.sf-elements');
    const pathOf = async (of: OwedRecords): Promise<string[]> =>
      (await owedRevocations(of).list()).unreadable.map((one) => owedPath({ folder }, one));

    expect(await pathOf(records)).to.deep.equal([join(folder, 'owed', 'a.json')]);
    const closed = { ...records, list: () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })) };
    expect(await pathOf(closed)).to.deep.equal([join(folder, 'owed')]);
  });
});
