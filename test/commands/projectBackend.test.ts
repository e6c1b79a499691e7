import { expect } from 'chai';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sinon from 'sinon';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgList from '../../src/commands/elements/org/list.ts';
import PolicyDisplay from '../../src/commands/elements/policy/display.ts';
import PolicyEnforce from '../../src/commands/elements/policy/enforce.ts';
import PolicySet from '../../src/commands/elements/policy/set.ts';
import Sync from '../../src/commands/elements/sync.ts';
import { SfCommand } from '../../src/cli/output/sfCommand.ts';
import { credentialState } from '../../src/salesforce/login/storedLogin.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

/** A user that the machine does not know. */
const OTHER = 4_711;

describe('what a cloned project says in its own configuration', () => {
  let line: CommandLine;
  let standin: Standin;
  let came: string;
  let cloned: string;

  before(async () => {
    const project = tinyProject();
    standin = await startStandin({ project: project.path });
    project.remove();
    came = process.cwd();
  });
  after(() => standin.stop());

  beforeEach(async () => {
    line = commandLine();
    await line.logins.saveSession(standin);
    cloned = join(line.folder, 'cloned');
    mkdirSync(join(cloned, '.sf'), { recursive: true });
    writeFileSync(join(cloned, 'sfdx-project.json'), '{"packageDirectories":[{"path":"."}]}');
    process.chdir(cloned);
    standin.forgetRequests();
  });
  afterEach(() => {
    process.chdir(came);
    sinon.restore();
    line.remove();
  });

  const says = (setting: Record<string, string>): void =>
    writeFileSync(join(cloned, '.sf', 'config.json'), JSON.stringify(setting));
  const store = (): string => join(cloned, 'brought.db');

  describe('about the store', () => {
    beforeEach(() => says({ 'elements-backend': 'sqlite:brought.db' }));

    it('is not followed before a person confirms it, in no command, and nothing is made or sent', async () => {
      for (const [command, args] of [
        [OrgConnect, ['-o', standin.adminUsername, '--no-prompt']],
        [Sync, ['-o', standin.adminUsername, '--json']],
        [OrgList, []],
        [PolicyDisplay, []],
      ] as const) {
        const { error } = await line.run<unknown>(command, args);
        expect([error?.name, error?.exitCode], command.name).to.deep.equal(['BackendNotTrustedError', 1]);
        expect(error?.actions?.join(' ')).to.contain(`sf elements org list --backend sqlite:${store()}`);
      }
      expect(existsSync(store())).to.equal(false);
      expect(standin.requests()).to.deep.equal([]);
    });

    it('is named with the file that says it and whose that is, and another one is offered', async function () {
      if (process.getuid?.() !== 0) this.skip();
      const config = join(cloned, '.sf', 'config.json');
      chownSync(config, OTHER, OTHER);
      const { error } = await line.run(OrgList, []);
      expect(error?.message).to.contain(`${config}, a file of user ${String(OTHER)}`);
      expect(error?.actions?.join(' ')).to.contain('name another one with --backend');
      says({ 'elements-backend': 'nonsense' });
      const invalid = await line.run(OrgList, []);
      expect([invalid.error?.name, invalid.exitCode]).to.deep.equal(['InvalidBackendError', 2]);
      expect(invalid.error?.actions?.join(' ')).to.contain(config);
    });

    for (const form of ['', '/', '/.', '/./', '//']) {
      it(`is not asked about where it is said globally, and HOME ends with "${form}"`, async () => {
        says({});
        const { home } = line.logins;
        mkdirSync(join(home, '.sf'), { recursive: true });
        const mine = join(home, 'mine.db');
        writeFileSync(join(home, '.sf', 'config.json'), JSON.stringify({ 'elements-backend': 'sqlite:mine.db' }));
        const { error } = await line.run(OrgConnect, ['-o', standin.adminUsername, '--no-sync'], {
          HOME: `${home}${form}`,
        });
        expect(error).to.equal(undefined);
        expect(existsSync(mine)).to.equal(true);
      });
    }

    it('is followed once the line that the error names was run, and remembered outside of the project', async () => {
      expect((await line.run(OrgList, ['--backend', `sqlite:${store()}`])).error).to.equal(undefined);
      const { error } = await line.run(OrgConnect, ['-o', standin.adminUsername, '--no-sync']);
      expect(error).to.equal(undefined);
      expect(existsSync(store())).to.equal(true);
      const moved = join(line.folder, 'moved');
      renameSync(cloned, moved);
      process.chdir(moved);
      expect((await line.run(OrgList, [])).error?.name).to.equal('BackendNotTrustedError');
    });

    for (const [name, environment] of [
      ['the environment', { SF_ELEMENTS_BACKEND: 'sqlite:brought.db' }],
      ['the global configuration', {}],
    ] as const) {
      it(`is followed where ${name} names the same`, async () => {
        if (name === 'the global configuration') {
          rmSync(join(cloned, '.sf', 'config.json'));
          mkdirSync(join(line.logins.home, '.sf'), { recursive: true });
          writeFileSync(
            join(line.logins.home, '.sf', 'config.json'),
            JSON.stringify({ 'elements-backend': `sqlite:${store()}` })
          );
        }
        expect((await line.run(OrgList, [], environment)).error).to.equal(undefined);
        says({ 'elements-backend': 'sqlite:brought.db' });
        expect((await line.run(OrgList, [])).error).to.equal(undefined);
      });
    }

    const terminals = [process.stdin, process.stdout].map(({ isTTY }) => isTTY);
    afterEach(() => {
      for (const [index, stream] of [process.stdin, process.stdout].entries()) {
        Object.defineProperty(stream, 'isTTY', { value: terminals[index], configurable: true, writable: true });
      }
    });

    /** A person at a terminal. */
    const answering = (answer: boolean): sinon.SinonStub => {
      for (const stream of [process.stdin, process.stdout]) {
        Object.defineProperty(stream, 'isTTY', { value: true, configurable: true, writable: true });
      }
      return sinon.stub(SfCommand.prototype, 'confirm').resolves(answer);
    };

    it('is followed from then on when a person at the prompt says yes, and is asked about once', async () => {
      const confirm = answering(true);
      expect((await line.run(OrgList, [])).error).to.equal(undefined);
      expect((await line.run(OrgList, [])).error).to.equal(undefined);
      sinon.assert.calledOnce(confirm);
      const [{ message }] = confirm.firstCall.args as [{ message: string }];
      expect(message).to.contain(store()).and.to.contain("project's own configuration");
    });

    it('is not followed when that person says no, and nobody is asked with --no-prompt or --json', async () => {
      const confirm = answering(false);
      expect((await line.run(OrgList, [])).error?.name).to.equal('BackendNotTrustedError');
      sinon.assert.calledOnce(confirm);
      const args = ['manual-sync-only=on', '--corporate', '--no-prompt'];
      expect((await line.run(PolicySet, args)).error?.name).to.equal('BackendNotTrustedError');
      expect((await line.run(OrgList, ['--json'])).error?.name).to.equal('BackendNotTrustedError');
      sinon.assert.calledOnce(confirm);
    });

    it("is not followed to somebody else's file that was put in its place, and says whose it is", async function () {
      if (process.getuid?.() !== 0) this.skip();
      const args = ['-o', standin.adminUsername, '--no-sync'];
      expect((await line.run(OrgConnect, [...args, '--backend', `sqlite:${store()}`])).error).to.equal(undefined);
      expect((await line.run(OrgList, [])).error).to.equal(undefined);
      chownSync(store(), OTHER, OTHER);
      chmodSync(store(), 0o666);
      const { error } = await line.run(OrgConnect, args);
      expect(error?.name).to.equal('BackendNotTrustedError');
      expect(error?.message).to.contain(`user ${String(OTHER)}`);
    });
  });

  it("is of no account for the default store: somebody else's file there is used only when told so", async function () {
    if (process.getuid?.() !== 0) this.skip();
    expect((await line.run(OrgConnect, ['-o', standin.adminUsername, '--no-sync'])).error).to.equal(undefined);
    const path = join(line.folder, 'elements', 'elements.db');
    chownSync(path, OTHER, OTHER);
    expect((await line.run(OrgList, [])).error?.name).to.equal('BackendNotTrustedError');
    expect((await line.run(OrgList, ['--backend', `sqlite:${path}`])).error).to.equal(undefined);
    expect((await line.run(OrgList, [])).error).to.equal(undefined);
  });

  describe('about the corporate policy', () => {
    const ON = '{"manual-sync-only":"on"}';

    it('is read without asking, and never written: the file that the environment names is', async () => {
      const [brought, named] = [join(cloned, 'policy.json'), join(line.folder, 'policy.json')];
      writeFileSync(brought, ON);
      says({ 'elements-corporate-policy': 'policy.json' });
      const { result } = await line.run(PolicyDisplay, []);
      expect(result.find(({ name }) => name === 'manual-sync-only')?.effective).to.equal(true);

      const environment = { SF_ELEMENTS_CORPORATE_POLICY: named };
      writeFileSync(named, '{}\n'.replace('{}', '{"manual-sync-only":"off"}'));
      const set = await line.run(PolicySet, ['access-token-sync=off', '--corporate', '--no-prompt'], environment);
      expect(set.error).to.equal(undefined);
      expect(readFileSync(brought, 'utf8')).to.equal(ON);
      expect(JSON.parse(readFileSync(named, 'utf8'))).to.have.property('access-token-sync', 'off');
    });

    it('is in force, but deletes no login before a person’s own setting says the same', async () => {
      const org = standin.adminUsername;
      const policy = join(cloned, 'policy.json');
      writeFileSync(policy, ON);
      says({ 'elements-corporate-policy': 'policy.json' });
      await line.logins.saveRenewable(standin);
      standin.forgetRequests();

      const connected = await line.run(OrgConnect, ['-o', org, '--no-sync', '--no-prompt']);
      const synced = await line.run(Sync, ['-o', org]);
      const enforced = await line.run(PolicyEnforce, ['--no-prompt']);

      expect(synced.error?.exitCode).to.equal(77);
      expect(enforced.result).to.deep.equal([]);
      for (const { output } of [connected, enforced]) {
        const told = output.replaceAll(/\s+/g, ' ');
        expect(told).to.include("only a project's configuration").and.to.include('--global').and.to.include(policy);
      }
      expect(await credentialState(org)).to.equal('renewable');
      expect(standin.requests()).to.deep.equal([]);

      const own = await line.run(PolicyEnforce, ['--no-prompt'], { SF_ELEMENTS_CORPORATE_POLICY: policy });
      expect(own.result.map(({ revocation }) => revocation?.state)).to.deep.equal(['revoked']);
      expect(await credentialState(org)).to.equal('none');
    });

    it('is not written where only a project names a file: that is for the global one', async () => {
      const [brought, global] = [join(cloned, 'policy.json'), join(line.logins.home, 'policy.json')];
      writeFileSync(brought, ON);
      says({ 'elements-corporate-policy': 'policy.json' });
      mkdirSync(join(line.logins.home, '.sf'), { recursive: true });
      writeFileSync(
        join(line.logins.home, '.sf', 'config.json'),
        JSON.stringify({ 'elements-corporate-policy': 'policy.json' })
      );
      const { error } = await line.run(PolicySet, ['manual-sync-only=off', '--corporate', '--no-prompt']);
      expect(error).to.equal(undefined);
      expect(readFileSync(brought, 'utf8')).to.equal(ON);
      expect(JSON.parse(readFileSync(global, 'utf8'))).to.have.nested.property('policies.manual-sync-only', 'off');
    });
  });
});
