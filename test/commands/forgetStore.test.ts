import { expect } from 'chai';
import {
  chmodSync,
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import PolicyAudit from '../../src/commands/elements/policy/audit.ts';
import PolicyDisplay from '../../src/commands/elements/policy/display.ts';
import PolicySet from '../../src/commands/elements/policy/set.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import { actingAs } from './actingAs.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

/** A user that the machine does not know. */
const OTHER = 4_711;

describe('a store that is gone', () => {
  let line: CommandLine;
  let standin: Standin;
  let org: string;
  let gone: string;
  let url: string;

  before(async () => {
    const project = tinyProject();
    standin = await startStandin({ project: project.path });
    project.remove();
    org = standin.adminUsername;
  });
  after(() => standin.stop());

  beforeEach(async () => {
    line = commandLine();
    await line.logins.saveSession(standin);
    gone = join(line.folder, 'gone.db');
    url = `sqlite:${gone}`;
    expect((await line.run(OrgConnect, ['-o', org, '--no-sync'])).error).to.equal(undefined);
    const there = ['-o', org, '--backend', url];
    await line.run(OrgConnect, [...there, '--no-sync']);
    await line.run(PolicySet, ['manual-sync-only=on', ...there]);
  });
  afterEach(() => line.remove());

  const isOn = async (): Promise<boolean | undefined> =>
    (await line.run(PolicyDisplay, ['-o', org])).result.find(({ name }) => name === 'manual-sync-only')?.effective;
  const forget = (...args: string[]) => line.run(PolicyAudit, ['--forget-store', url, ...args]);
  const remove = (): void => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(gone + suffix, { force: true });
  };
  const newest = async () => (await line.run(PolicyAudit, [])).result.records[0];

  it('keeps its policy, which the message of policy set says how to lift', async () => {
    remove();
    expect(await isOn()).to.equal(true);
    const { output } = await line.run(PolicySet, ['manual-sync-only=off', '-o', org]);
    expect(output.replaceAll(/\s+/g, ' ')).to.contain(url).and.to.contain('policy audit --forget-store URL');
    expect(await isOn()).to.equal(true);
  });

  it('is forgotten by name with --no-prompt, which is written down where the policy is lifted', async () => {
    remove();
    const { error, output } = await forget('--no-prompt');

    expect(error).to.equal(undefined);
    expect(output.replaceAll(/\s+/g, ' ')).to.contain(`Forgot the store ${url}`);
    expect(await isOn()).to.equal(false);
    expect(await newest()).to.deep.include({
      action: 'store forgotten',
      detail: { store: url, orgs: [{ orgId: standin.org.orgId, policies: { 'manual-sync-only': true } }] },
    });
    expect((await forget('--no-prompt')).output).to.contain('knows nothing of the store');
  });

  it('is not forgotten where nobody is there to ask, and the error has the line that does it', async () => {
    remove();
    for (const more of [[], ['--json']]) {
      const { error, exitCode } = await forget(...more);
      expect([error?.name, exitCode]).to.deep.equal(['ForgetNotAskedError', 2]);
      expect(error?.actions?.join(' ')).to.contain(`--no-prompt --forget-store ${url}`);
    }
    expect(await isOn()).to.equal(true);
  });

  it('is not gone while there is something in its place, whether it can be read or not', async () => {
    const refused = async (what: string): Promise<void> => {
      const { error } = await forget('--no-prompt');
      expect(error?.name, what).to.equal('StoreNotGoneError');
      expect(await isOn(), what).to.equal(true);
    };
    await refused('as it was');
    chmodSync(gone, 0o000);
    await refused('not readable');
    renameSync(gone, `${gone}.moved`);
    symlinkSync(join(line.folder, 'nowhere'), gone);
    await refused('a link that leads nowhere');
  });

  it('is not forgotten by somebody who is no manager here, and that is written down', async () => {
    remove();
    const { error, exitCode } = await actingAs('viewer', () => forget('--no-prompt'));
    expect([error?.name, exitCode]).to.deep.equal(['RoleError', 77]);
    // A viewer's store takes no record: the account keeps it.
    const folder = join(line.logins.home, 'account', '.sf-elements', 'refusals');
    const refused = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(refused.join()).to.contain('forget a store refused').and.to.contain(url);
    expect(await isOn()).to.equal(true);
  });

  it('is forgotten from where there is no store yet: one is made that keeps the record of it', async () => {
    remove();
    const other = join(line.folder, 'new.db');
    expect((await forget('--no-prompt', '--backend', `sqlite:${other}`)).error).to.equal(undefined);
    expect(existsSync(other)).to.equal(true);
    const { result } = await line.run(PolicyAudit, ['--backend', `sqlite:${other}`]);
    expect(result.records[0]?.action).to.equal('store forgotten');
  });

  it('is shown as forgotten by each later audit, though the store that wrote it down is gone too', async () => {
    remove();
    const other = join(line.folder, 'new.db');
    expect((await forget('--no-prompt', '--backend', `sqlite:${other}`)).error).to.equal(undefined);
    rmSync(other);
    for (const args of [[], ['--backend', `sqlite:${join(line.folder, 'third.db')}`]]) {
      const { result } = await line.run(PolicyAudit, args);
      expect(result.records.map(({ action }) => action)).to.include('store forgotten');
    }
  });

  it('is not forgotten with an empty value, which is a mistake of the command line', async () => {
    remove();
    const attempts = [
      ['--forget-store', ''],
      ['--forget-store', ' '],
      ['--accept-owner', '--owner', ''],
    ];
    for (const args of attempts) {
      const { error, exitCode } = await line.run(PolicyAudit, [...args, '--no-prompt']);
      expect([error?.name, exitCode], args.join(' ')).to.deep.equal(['EmptyValueError', 2]);
    }
    expect(await isOn()).to.equal(true);
  });

  it('is gone where a stranger put something in its place that is no store', async function () {
    if (process.getuid?.() !== 0) this.skip();
    remove();
    writeFileSync(gone, 'in the way');
    expect((await forget('--no-prompt')).error?.name).to.equal('StoreNotGoneError');
    chownSync(gone, OTHER, OTHER);
    expect((await forget('--no-prompt')).error).to.equal(undefined);
    expect(await isOn()).to.equal(false);
    expect(readFileSync(gone, 'utf8')).to.equal('in the way');
  });

  it('is not gone where its file is a store that belongs to somebody else now', async function () {
    if (process.getuid?.() !== 0) this.skip();
    chownSync(gone, OTHER, OTHER);
    expect((await forget('--no-prompt')).error?.name).to.equal('StoreNotGoneError');
  });
});
