import { expect } from 'chai';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgDisplay from '../../src/commands/elements/org/display.ts';
import Sync from '../../src/commands/elements/sync.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

type Json = {
  readonly status: number;
  readonly warnings: readonly string[];
  readonly result: { types: readonly object[] };
};

describe('the command line of a sync every night', () => {
  let line: CommandLine;
  let project: TinyProject;
  let standin: Standin;
  let org: string;

  before(async () => {
    line = commandLine();
    project = tinyProject();
    standin = await startStandin({ project: project.path });
    await line.logins.saveSession(standin);
    org = standin.adminUsername;
    standin.control.plan('listMetadata', { kind: 'listTwice', fullName: 'OrderService' }, { times: Infinity });
    standin.control.plan('retrieve', { kind: 'leaveOut', member: 'Report:Sales/Pipeline' }, { times: Infinity });
    for (const user of standin.org.users) user.revokedPermissions.push('ViewRoles', 'ManageSharing');
  });

  after(async () => {
    await standin.stop();
    project.remove();
    line.remove();
  });

  const json = async (): Promise<Json> => JSON.parse((await line.run(Sync, ['-o', org, '--json'])).output) as Json;

  it('warns the first time', async () => {
    const { output } = await line.run(OrgConnect, ['-o', org]);

    expect(output)
      .to.contain('was listed twice')
      .and.to.contain('lacks the permission')
      .and.to.contain('does not give');
    expect(output).to.contain('up to date, except for what could not be read');
  });

  it('is short and without warnings from then on, and ends with 0', async () => {
    const { output, exitCode } = await line.run(Sync, ['-o', org]);

    expect(exitCode).to.equal(0);
    expect(output)
      .to.contain('is up to date.')
      .and.to.match(/^Components /m);
    expect(output).to.not.match(/Warning|listed twice|lacks the permission|does not give|Left out/);
  });

  it('has no warnings in JSON, and all types', async () => {
    const { status, warnings, result } = await json();

    expect({ status, warnings }).to.deep.equal({ status: 0, warnings: [] });
    expect(result.types.filter((type) => 'problem' in type)).to.not.deep.equal([]);
  });

  it('leaves all of it to be looked up', async () => {
    const { result, output } = await line.run(OrgDisplay, ['-o', org]);

    expect(result.published?.warnings.join('\n'))
      .to.match(/listed twice/)
      .and.to.match(/lacks the permission/);
    expect(result.published?.types.map(({ type }) => type)).to.include('Report');
    expect(output).to.contain('was listed twice').and.to.contain('does not give');
  });

  it('warns again of what is new', async () => {
    standin.control.plan('listMetadata', { kind: 'listTwice', fullName: 'Line__c' }, { times: Infinity });
    const [first, second] = [await json(), await json()];

    expect(first.warnings.join('\n'))
      .to.match(/CustomObject:Line__c was listed twice/)
      .and.to.not.match(/lacks/);
    expect(second.warnings).to.deep.equal([]);
  });
});
