import { expect } from 'chai';
import { chownSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { confirmedBackends, type ConfirmedBackends } from '../../src/account/confirmedBackends.ts';
import { scratchAccount } from './scratchAccount.ts';

/** A user that the machine does not know. */
const OTHER = 4_711;

describe('a backend that a person did not name', () => {
  let home: string;
  let path: string;
  let confirmed: ConfirmedBackends;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'account-'));
    path = join(home, 'elements.db');
    confirmed = confirmedBackends(scratchAccount(home));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const backend = () => ({ name: `sqlite:${path}`, path });
  const doubt = (isProjects: boolean) => confirmed.doubt(backend(), { isProjects });

  it('is used where it is the default one and nobody else owns it', async () => {
    expect(await doubt(false)).to.equal(undefined);
    writeFileSync(path, '');
    expect(await doubt(false)).to.equal(undefined);
  });

  it('is doubted where a project names it, until it is confirmed, and by its URL alone', async () => {
    expect(await doubt(true)).to.deep.equal({ kind: 'named by a project' });
    await confirmed.confirm(backend());
    expect(await doubt(true)).to.equal(undefined);
    writeFileSync(path, '');
    expect(await doubt(true)).to.equal(undefined);
    const other = { name: `${backend().name}2`, path: `${path}2` };
    expect(await confirmed.doubt(other, { isProjects: true })).to.deep.equal({ kind: 'named by a project' });
  });

  it('is doubted again when a link leads it elsewhere', async () => {
    writeFileSync(join(home, 'mine.db'), '');
    writeFileSync(join(home, 'other.db'), '');
    symlinkSync(join(home, 'mine.db'), path);
    await confirmed.confirm(backend());
    expect(await doubt(true)).to.equal(undefined);
    unlinkSync(path);
    symlinkSync(join(home, 'other.db'), path);
    expect(await doubt(true)).to.deep.equal({ kind: 'named by a project' });
  });

  it('is doubted where its file belongs to somebody else than it was confirmed for', async function () {
    if (process.getuid?.() !== 0) this.skip();
    writeFileSync(path, '');
    await confirmed.confirm(backend());
    chownSync(path, OTHER, OTHER);
    for (const isProjects of [true, false]) {
      expect(await doubt(isProjects)).to.deep.equal({ kind: 'of another owner', owner: OTHER });
    }
    await confirmed.confirm(backend());
    for (const isProjects of [true, false]) expect(await doubt(isProjects)).to.equal(undefined);
    chownSync(path, OTHER + 1, OTHER + 1);
    expect(await doubt(false)).to.deep.equal({ kind: 'of another owner', owner: OTHER + 1 });
  });
});
