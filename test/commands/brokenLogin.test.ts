import { StateAggregator } from '@salesforce/core';
import { expect } from 'chai';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sinon from 'sinon';
import OrgCheck from '../../src/commands/elements/org/check.ts';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgDisplay from '../../src/commands/elements/org/display.ts';
import OrgList from '../../src/commands/elements/org/list.ts';
import PolicyAudit from '../../src/commands/elements/policy/audit.ts';
import PolicyEnforce from '../../src/commands/elements/policy/enforce.ts';
import PolicySet from '../../src/commands/elements/policy/set.ts';
import Sync from '../../src/commands/elements/sync.ts';
import { credentialState } from '../../src/salesforce/login/storedLogin.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

/** What somebody, or something, may have put into the sf CLI's record of a login. */
const BROKEN: ReadonlyArray<Readonly<Record<string, unknown>>> = [
  { orgId: 7 },
  { orgId: ['00D000000000001EAA'] },
  { orgId: null },
  { orgId: { id: 1 } },
  { orgId: '../../x' },
  { instanceUrl: 7 },
  { instanceUrl: undefined },
  { instanceUrl: null },
  { instanceUrl: 'nowhere' },
  { instanceUrl: 'file:///etc/passwd' },
  { instanceUrl: ['https://x.my.salesforce.com'] },
  { loginUrl: 7 },
  { loginUrl: 'nowhere' },
  { clientId: 7 },
  { privateKey: 7 },
  { privateKey: { path: '/k' } },
  { devHubUsername: 7 },
  { username: 7 },
  { refreshToken: 7 },
  { accessToken: { a: 1 } },
  { clientApps: 7 },
  { clientApps: [null] },
  { name: 7, orgEdition: 7, namespacePrefix: 7, trailExpirationDate: 7, isSandbox: 'yes' },
];

describe("a field of the sf CLI's record of a login that is not of its form", () => {
  let line: CommandLine;
  let project: TinyProject;
  let standin: Standin;
  let org: string;

  before(async () => {
    project = tinyProject();
    standin = await startStandin({ project: project.path });
    org = standin.adminUsername;
  });
  after(async () => {
    await standin.stop();
    project.remove();
  });
  beforeEach(() => {
    line = commandLine();
  });
  afterEach(() => line.remove());

  const file = (): string => join(line.logins.home, '.sfdx', `${org}.json`);
  const breakLogin = (fields: object): void => {
    const sound = JSON.parse(readFileSync(file(), 'utf8')) as object;
    writeFileSync(file(), JSON.stringify({ ...sound, ...fields }));
    StateAggregator.clearInstance();
  };
  const shown = (fields: object): string => JSON.stringify(fields, (_name, value: unknown) => value ?? null);

  for (const fields of BROKEN) {
    it(`stops no command and loosens no policy: ${shown(fields)}`, async () => {
      await line.logins.saveRenewable(standin);
      expect((await line.run(OrgConnect, ['-o', org, '--no-sync'])).error).to.equal(undefined);
      await line.run(PolicySet, ['manual-sync-only=on', '-o', org]);
      breakLogin(fields);
      standin.forgetRequests();

      for (const command of [Sync, OrgCheck] as const) {
        const { error } = await line.run(command as typeof OrgCheck, ['-o', org]);
        expect([error?.name, error?.exitCode], command.name).to.deep.equal(['ManualSyncOnlyError', 77]);
      }
      expect((await line.run(OrgDisplay, ['-o', org])).error, 'display').to.equal(undefined);
      expect((await line.run(OrgList, [])).error, 'list').to.equal(undefined);
      const audit = await line.run(PolicyAudit, []);
      expect(audit.error, 'audit').to.equal(undefined);
      expect(audit.exitCode, 'audit').to.equal(1);
      const refused = audit.result.records.filter(({ action }) => action.endsWith(' refused'));
      expect(refused.map(({ action }) => action)).to.deep.equal(['check an org refused', 'sync refused']);
      expect(standin.requests()).to.deep.equal([]);

      const enforced = await line.run(PolicyEnforce, ['--no-prompt']);
      expect(enforced.error, 'enforce').to.equal(undefined);
      expect(enforced.result.map(({ error }) => error)).to.deep.equal([undefined]);
      expect(await credentialState(org)).to.equal('none');
      expect((await line.run(PolicyAudit, [])).result.orgs[0]?.violations).to.deep.equal([]);
    });

    it(`ends a command without a policy in a named error at most: ${shown(fields)}`, async () => {
      await line.logins.saveRenewable(standin);
      breakLogin(fields);

      for (const command of [OrgCheck, OrgConnect] as const) {
        const { error } = await line.run(command, ['-o', org]);
        if (error !== undefined) expect([error.name, error.exitCode]).to.deep.equal(['TokenNotFoundError', 1]);
      }
    });
  }

  it('names the fields with which no session can be opened', async () => {
    await line.logins.saveRenewable(standin);
    breakLogin({ instanceUrl: 7, loginUrl: 'nowhere' });

    const { error } = await line.run(OrgCheck, ['-o', org]);

    expect(error?.message).to.include('instanceUrl, loginUrl');
    expect(error?.actions?.join()).to.include('sf org login web');
  });

  it('in other files of the sf CLI stops nothing either', async () => {
    await line.logins.saveRenewable(standin);
    const sfdx = join(line.logins.home, '.sfdx');
    writeFileSync(join(sfdx, `${standin.org.orgId}.sandbox.json`), '{"prodOrgUsername":7}');
    writeFileSync(join(sfdx, 'alias.json'), '{"orgs":{"seven":7,"list":["x"]}}');
    StateAggregator.clearInstance();

    expect((await line.run(OrgConnect, ['-o', org, '--no-sync'])).error).to.equal(undefined);
    for (const alias of ['seven', 'list', 'sevem']) {
      expect((await line.run(OrgCheck, ['-o', alias])).error?.name, alias).to.equal('NoOrgFoundError');
    }
    writeFileSync(join(sfdx, `${standin.org.orgId}.sandbox.json`), '{');
    StateAggregator.clearInstance();
    expect((await line.run(OrgList, [])).error).to.equal(undefined);
  });

  it('is said to be removed only where it is gone', async () => {
    await line.logins.saveRenewable(standin);
    await line.run(OrgConnect, ['-o', org, '--no-sync']);
    await line.run(PolicySet, ['manual-sync-only=on', '-o', org]);
    // Too large for the list of all logins; the sf CLI uses it all the same.
    breakLogin({ padding: 'x'.repeat(1_000_001) });

    const audit = await line.run(PolicyAudit, []);
    expect(audit.result.unattributedLogins.map(({ path }) => path)).to.deep.equal([file()]);
    const { result, exitCode } = await line.run(PolicyEnforce, ['--no-prompt']);

    expect([exitCode, result.length]).to.deep.equal([0, 1]);
    expect(existsSync(file())).to.equal(true);
    expect(await credentialState(org)).to.equal('none');
  });

  it('that stays although it was to be removed is named, with the exit code of what is incomplete', async () => {
    await line.logins.saveRenewable(standin);
    await line.run(OrgConnect, ['-o', org, '--no-sync']);
    await line.run(PolicySet, ['manual-sync-only=on', '-o', org]);
    const { orgs } = await StateAggregator.getInstance();
    const write = sinon.stub(orgs, 'write').resolves();
    try {
      const { result, exitCode } = await line.run(PolicyEnforce, ['--no-prompt']);
      expect([exitCode, result[0]?.error?.name]).to.deep.equal([68, 'LoginStaysError']);
    } finally {
      write.restore();
    }
  });
});
