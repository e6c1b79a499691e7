import { expect } from 'chai';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { confirmedBackends } from '../../src/account/confirmedBackends.ts';
import { thisAccount } from '../../src/account/thisAccount.ts';
import OrgCheck from '../../src/commands/elements/org/check.ts';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgDisconnect from '../../src/commands/elements/org/disconnect.ts';
import PolicyAudit from '../../src/commands/elements/policy/audit.ts';
import PolicyDisplay from '../../src/commands/elements/policy/display.ts';
import PolicySet from '../../src/commands/elements/policy/set.ts';
import Sync from '../../src/commands/elements/sync.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

describe("an org's own Manual Sync Only", () => {
  let line: CommandLine;
  let project: TinyProject;
  let standin: Standin;
  let org: string;
  let came: string;

  before(() => {
    project = tinyProject();
    came = process.cwd();
  });
  after(() => project.remove());

  beforeEach(async () => {
    line = commandLine();
    standin = await startStandin({ project: project.path });
    await line.logins.saveSession(standin);
    org = standin.adminUsername;
  });
  afterEach(async () => {
    process.chdir(came);
    await standin.stop();
    line.remove();
  });

  const url = (name: string): string => `sqlite:${join(line.folder, name)}`;

  /** Connects the org in a store and sets its own policy there; its login stays, as of somebody who logged in again. */
  const setOn = async (environment: NodeJS.ProcessEnv = {}): Promise<void> => {
    expect((await line.run(OrgConnect, ['-o', org, '--no-sync'], environment)).error).to.equal(undefined);
    const { error } = await line.run(PolicySet, ['manual-sync-only=on', '-o', org, '--no-prompt'], environment);
    expect(error).to.equal(undefined);
    await line.logins.saveSession(standin);
    standin.forgetRequests();
  };

  /** A store by each way that there is to name one. */
  const ways = async (): Promise<
    ReadonlyArray<readonly [way: string, args: string[], environment: NodeJS.ProcessEnv]>
  > => {
    const config = join(line.folder, 'cloned', '.sf', 'config.json');
    mkdirSync(join(line.folder, 'cloned', '.sf'), { recursive: true });
    writeFileSync(join(line.folder, 'cloned', 'sfdx-project.json'), '{"packageDirectories":[{"path":"."}]}');
    writeFileSync(config, JSON.stringify({ 'elements-backend': url('by-project.db') }));
    const path = join(line.folder, 'by-project.db');
    await confirmedBackends(thisAccount()).confirm({ name: `sqlite:${path}`, path });
    return [
      ['by flag', ['--backend', url('by-flag.db')], {}],
      ['by environment', [], { SF_ELEMENTS_BACKEND: url('by-environment.db') }],
      ['by SF_DATA_DIR', [], { SF_DATA_DIR: join(line.folder, 'data') }],
      ['by XDG_DATA_HOME', [], { SF_DATA_DIR: undefined, XDG_DATA_HOME: join(line.folder, 'xdg') }],
      ['by HOME', [], { SF_DATA_DIR: undefined, XDG_DATA_HOME: undefined, HOME: line.logins.home }],
      ['by a project', [], {}],
    ];
  };

  const isRefusedEverywhere = async (): Promise<void> => {
    for (const [way, args, environment] of await ways()) {
      process.chdir(way === 'by a project' ? join(line.folder, 'cloned') : came);
      const check = await line.run(OrgCheck, ['-o', org, ...args], environment);
      expect([check.error?.name, check.error?.exitCode], `${way}, check`).to.deep.equal(['ManualSyncOnlyError', 77]);
      const connected = await line.run(OrgConnect, ['-o', org, ...args], environment);
      expect(connected.error, `${way}, connect`).to.equal(undefined);
      expect(connected.result, way).not.to.have.property('sync');
      expect(connected.result.policy.manualSyncOnly, way).to.include({ effective: true, decidedBy: 'org' });
      const sync = await line.run(Sync, ['-o', org, ...args], environment);
      expect([sync.error?.name, sync.error?.exitCode], `${way}, sync`).to.deep.equal(['ManualSyncOnlyError', 77]);
      // Connected here without any policy, and free to say so: it changes nothing.
      const off = await line.run(PolicySet, ['manual-sync-only=off', '-o', org, ...args], environment);
      expect(off.output, `${way}, off`).to.contain('manual-sync-only stays on for this org');
      expect((await line.run(Sync, ['-o', org, ...args], environment)).error?.exitCode, way).to.equal(77);
      expect(standin.requests(), way).to.deep.equal([]);
    }
  };

  it('in the default store holds whatever store, data folder, home or project is used', async () => {
    await setOn();
    await isRefusedEverywhere();
  });

  it('holds as well where another store said so before, though that is not used now', async () => {
    await setOn({ SF_ELEMENTS_BACKEND: url('of-the-team.db') });
    await isRefusedEverywhere();
  });

  it('outlives the store that said so, and its place', async () => {
    await setOn();
    rmSync(join(line.folder, 'elements'), { recursive: true });
    expect((await line.run(OrgConnect, ['-o', org])).result.policy.manualSyncOnly.effective).to.equal(true);
    expect((await line.run(Sync, ['-o', org])).error?.exitCode).to.equal(77);
    expect(standin.requests()).to.deep.equal([]);
    // Who manages the new store may lift what is known of this place.
    expect((await line.run(PolicySet, ['manual-sync-only=off', '-o', org])).error).to.equal(undefined);
    expect((await line.run(Sync, ['-o', org])).error).to.equal(undefined);
  });

  it('outlives the org in that store', async () => {
    await setOn();
    expect((await line.run(OrgDisconnect, ['-o', org, '--erase', '--no-prompt'])).error).to.equal(undefined);
    const { error } = await line.run(OrgCheck, ['-o', org, '--backend', url('other.db')]);
    expect(error?.exitCode).to.equal(77);
    expect(standin.requests()).to.deep.equal([]);
  });

  it('is lifted everywhere where it was set', async () => {
    await setOn();
    const other = ['--backend', url('other.db')];
    expect((await line.run(OrgCheck, ['-o', org, ...other])).error?.exitCode).to.equal(77);
    expect((await line.run(PolicySet, ['manual-sync-only=off', '-o', org])).error).to.equal(undefined);
    expect((await line.run(OrgConnect, ['-o', org, '--no-sync', ...other])).error).to.equal(undefined);
    expect((await line.run(Sync, ['-o', org, ...other])).error).to.equal(undefined);
  });

  it('is not seen by another account, whose programs run at the same time', async () => {
    await setOn();
    const theirs = join(line.folder, 'their-home');
    mkdirSync(theirs);
    const environment = { TEST_ACCOUNT_HOME: theirs, SF_DATA_DIR: join(theirs, 'data') };
    expect((await line.run(OrgConnect, ['-o', org], environment)).result.sync?.state).to.equal('succeeded');
    expect((await line.run(Sync, ['-o', org])).error?.exitCode).to.equal(77);
  });

  it('counts as on for an org whose record can not be read, and for no other', async () => {
    expect((await line.run(OrgConnect, ['-o', org, '--no-sync'])).error).to.equal(undefined);
    const folder = join(thisAccount().folder, 'orgs');
    const [name = ''] = readdirSync(folder);
    writeFileSync(join(folder, name.replace(standin.org.orgId, '00D000000000001AAA')), '{');
    expect((await line.run(OrgCheck, ['-o', org])).error).to.equal(undefined);
    writeFileSync(join(folder, name), '{');
    const { error } = await line.run(OrgCheck, ['-o', org, '--backend', url('other.db')]);
    expect(error?.message).to.contain(name).and.to.contain('counts as on');
  });

  it('is named by policy audit where stores differ, from both sides, and says what holds elsewhere', async () => {
    await setOn();
    const other = ['--backend', url('other.db')];
    expect((await line.run(OrgConnect, ['-o', org, ...other])).error).to.equal(undefined);
    for (const args of [[], other]) {
      const { result } = await line.run(PolicyAudit, args);
      const [weakness] = result.weaknesses.filter(({ kind }) => kind === 'another store');
      const [first, second] = [join(line.folder, 'elements', 'elements.db'), join(line.folder, 'other.db')];
      expect(weakness?.message).to.match(new RegExp(`in sqlite:${first}.*in sqlite:${second}`));
    }
    const { result } = await line.run(PolicyDisplay, ['-o', org, ...other]);
    const manual = result.find(({ name }) => name === 'manual-sync-only');
    expect(manual).to.include({ effective: true, decidedBy: 'org', org: true });
    expect(JSON.stringify(manual?.sources)).to.contain(join(line.folder, 'elements', 'elements.db'));
  });

  it('says when it is set that the marker makes it hold on other machines', async () => {
    expect((await line.run(OrgConnect, ['-o', org, '--no-sync'])).error).to.equal(undefined);
    const { output } = await line.run(PolicySet, ['manual-sync-only=on', '-o', org, '--no-prompt']);
    expect(output).to.contain('sf elements org generate marker');
  });

  it('is looked for in HOME where the operating system knows no account, and that is said', async () => {
    // oclif asks the operating system for the shell where the variable does not say.
    const environment = { TEST_ACCOUNT_HOME: '', SHELL: '/bin/sh' };
    await setOn(environment);
    const { output } = await line.run(PolicyDisplay, [], environment);
    expect(output).to.contain(`the environment variable HOME: ${line.logins.home}.`);
    const other = await line.run(OrgCheck, ['-o', org, '--backend', url('other.db')], environment);
    expect(other.error?.exitCode).to.equal(77);
  });
});
