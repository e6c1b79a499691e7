import { expect } from 'chai';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import OrgCheck from '../../src/commands/elements/org/check.ts';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgGenerateMarker from '../../src/commands/elements/org/generate/marker.ts';
import OrgGenerateUser from '../../src/commands/elements/org/generate/user.ts';
import type { Check } from '../../src/view/orgConnection.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

const FOR_EVER = { times: null } as const;

describe('commands that check an org and prepare its user', () => {
  let line: CommandLine;
  let project: TinyProject;
  let standin: Standin;
  let org: string;

  before(() => {
    project = tinyProject();
  });
  after(() => project.remove());

  beforeEach(async () => {
    line = commandLine();
    standin = await startStandin({ project: project.path });
    await line.logins.saveSession(standin);
    org = standin.adminUsername;
    standin.forgetRequests();
  });
  afterEach(async () => {
    await standin.stop();
    line.remove();
  });

  const failed = (checks: readonly Check[]): string[] =>
    checks.filter(({ state }) => state === 'failed').map(({ name }) => name);

  it('check an org that is not connected, and record nothing', async () => {
    const { result, error, output } = await line.run(OrgCheck, ['-o', org]);

    expect(error).to.equal(undefined);
    expect(result.checks.map(({ state }) => state)).to.not.include('failed');
    expect(output).to.contain(`Checks of ${org}`);
    expect(standin.calls()).to.not.have.any.keys('retrieve');
    const listed = standin.requests().filter(({ operation }) => operation === 'listMetadata');
    expect(listed.map(({ subject }) => subject)).to.deep.equal(['CustomPermission']);
  });

  it('end with 1 and the checks when a required one fails', async () => {
    standin.control.revokePermissions(org, ['ViewSetup']);

    const { error, exitCode, output } = await line.run(OrgCheck, ['-o', org]);

    expect(exitCode).to.equal(1);
    expect(error?.name).to.equal('MissingPermissionError');
    expect(failed((error?.data as { checks: Check[] }).checks)).to.deep.equal(['permission:ViewSetup']);
    expect(output).to.contain('What to do');
  });

  it('end with 1 and the checks when the org has no API', async () => {
    standin.control.fail('*', { status: 403, code: 'API_DISABLED_FOR_ORG' }, FOR_EVER);

    for (const command of [OrgCheck, OrgConnect]) {
      const { error, exitCode } = await line.run<unknown>(command, ['-o', org]);

      expect(exitCode).to.equal(1);
      expect(error?.name).to.equal('UnsupportedEditionError');
      expect(failed((error?.data as { checks: Check[] }).checks)).to.deep.equal(['edition']);
    }
  });

  it('say first that the user needs the permission without which the marker can not be read', async () => {
    standin.control.revokePermissions(org, ['ModifyMetadata', 'ModifyAllData']);

    const { error, exitCode, output } = await line.run(OrgCheck, ['-o', org]);

    expect(exitCode).to.equal(77);
    expect(error?.actions?.[0])
      .to.contain('Modify Metadata Through Metadata API Functions')
      .and.to.contain('generate user');
    expect(failed((error?.data as { checks: Check[] }).checks)).to.deep.equal(['permission:ModifyMetadata']);
    expect(output).to.contain('What to do');
  });

  it('are refused under Manual Sync Only before the org is asked', async () => {
    const policy = join(line.folder, 'policy.json');
    writeFileSync(policy, '{"version":1,"policies":{"manual-sync-only":"on"}}');

    const { error, exitCode } = await line.run(OrgCheck, ['-o', org], { SF_ELEMENTS_CORPORATE_POLICY: policy });

    expect(exitCode).to.equal(77);
    expect(error?.name).to.equal('ManualSyncOnlyError');
    expect(standin.requests()).to.deep.equal([]);
  });

  it('connect the org, give the checks, and sync nothing when a required one fails', async () => {
    standin.control.revokePermissions(org, ['ViewSetup']);

    const { error, exitCode } = await line.run(OrgConnect, ['-o', org]);

    expect(exitCode).to.equal(1);
    expect(error?.name).to.equal('MissingPermissionError');
    expect(error?.data).to.include({ orgId: standin.org.orgId });
    expect(failed((error?.data as { checks: Check[] }).checks)).to.deep.equal(['permission:ViewSetup']);
    expect(standin.calls()).to.not.have.any.keys('retrieve');

    standin.control.revokePermissions(org, []);
    const again = await line.run(OrgConnect, ['-o', org]);
    expect(again.error).to.equal(undefined);
    expect(again.result.sync?.state).to.equal('succeeded');
    expect(failed(again.result.checks)).to.deep.equal([]);
    expect(again.result.checks).to.not.have.lengthOf(0);
  });

  it('write source files and say what is left to do, offline', async () => {
    for (const command of [OrgGenerateUser, OrgGenerateMarker]) {
      const { result, error, output } = await line.run(command, ['--output-dir', join(line.folder, 'main')]);

      expect(error).to.equal(undefined);
      expect(result.files).to.not.have.lengthOf(0);
      for (const step of result.steps) expect(output).to.contain(step.slice(0, 20));
    }
    expect(standin.requests()).to.deep.equal([]);
  });
});
