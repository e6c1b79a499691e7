import { expect } from 'chai';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountRecords } from '../../src/account/accountRecords.ts';

/** A user that the machine does not know. */
const OTHER = 4_711;

describe('what is remembered for an account', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'account-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const account = () => ({ home, folder: join(home, '.sf-elements'), userId: process.getuid?.() });
  const path = (name: string): string => join(home, '.sf-elements', 'orgs', name);

  it('is nothing at first, and leaves nothing behind by being looked at', async () => {
    const records = accountRecords(account(), 'orgs');
    expect(await records.list()).to.deep.equal([]);
    expect(await records.read('a')).to.equal(undefined);
    expect(readdirSync(home)).to.deep.equal([]);
  });

  it('is read as it was written, is for its owner alone, and is gone when removed', async () => {
    const records = accountRecords(account(), 'orgs');
    await records.write('a', { said: [1, 'two'] });
    await records.write('b', { said: true });
    await records.write('a', { said: 3 });
    expect(await records.list()).to.deep.equal([
      { name: 'a', value: { said: 3 } },
      { name: 'b', value: { said: true } },
    ]);
    expect(statSync(path('a.json')).mode & 0o777).to.equal(0o600);
    expect(statSync(join(home, '.sf-elements')).mode & 0o777).to.equal(0o700);
    await records.remove('a');
    await records.remove('a');
    expect((await records.list()).map(({ name }) => name)).to.deep.equal(['b']);
  });

  it('is one of the values when several write at once, never a mixture', async () => {
    const records = accountRecords(account(), 'orgs');
    const values = Array.from({ length: 5 }, (_, index) => ({ text: String(index).repeat(1000) }));
    await Promise.all(values.map((value) => records.write('a', value).catch(() => undefined)));
    const kept = await records.read('a');
    expect(values).to.deep.include(kept?.problem === undefined ? kept?.value : undefined);
    expect(readdirSync(join(home, '.sf-elements', 'orgs'))).to.deep.equal(['a.json']);
  });

  it('has a problem where a file is cut off, of another version, a link, a folder or too long', async () => {
    const records = accountRecords(account(), 'orgs');
    await records.write('whole', {});
    writeFileSync(path('cut.json'), '{"version":1,');
    writeFileSync(path('newer.json'), '{"version":2}');
    writeFileSync(path('long.json'), `{"version":1,"text":"${'x'.repeat(70_000)}"}`);
    symlinkSync(path('whole.json'), path('link.json'));
    mkdirSync(path('folder.json'));
    const kept = await records.list();
    expect(kept.filter(({ problem }) => problem === undefined).map(({ name }) => name)).to.deep.equal(['whole']);
    expect(kept.filter(({ problem }) => problem !== undefined)).to.have.length(5);
  });

  it('has a problem with a file that another user of the machine put there', async function () {
    if (process.getuid?.() !== 0) this.skip();
    const records = accountRecords(account(), 'orgs');
    chownSync(home, OTHER, OTHER);
    await records.write('by-root', {});
    await records.write('theirs', {});
    chownSync(path('theirs.json'), OTHER + 1, OTHER + 1);
    const kept = await records.list();
    expect(kept.map(({ name, problem }) => [name, problem !== undefined])).to.deep.equal([
      ['by-root', false],
      ['theirs', true],
    ]);
  });

  it('makes no home for an account that has none', async () => {
    const nowhere = join(home, 'nonexistent');
    const records = accountRecords(
      { home: nowhere, folder: join(nowhere, '.sf-elements'), userId: process.getuid?.() },
      'orgs'
    );
    const failed = await records.write('a', {}).then(
      () => undefined,
      (error: unknown) => (error as NodeJS.ErrnoException).code
    );
    expect(failed).to.equal('ENOENT');
    expect(readdirSync(home)).to.deep.equal([]);
  });

  it('throws where its folder can not be listed, which is not the same as empty', async () => {
    mkdirSync(join(home, '.sf-elements'));
    writeFileSync(join(home, '.sf-elements', 'orgs'), '');
    const failed = await accountRecords(account(), 'orgs')
      .list()
      .then(
        () => undefined,
        (error: unknown) => (error as NodeJS.ErrnoException).code
      );
    expect(failed).to.equal('ENOTDIR');
    chmodSync(home, 0o700);
  });
});
