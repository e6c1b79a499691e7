import { expect } from 'chai';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import PolicySet from '../../src/commands/elements/policy/set.ts';
import ScheduleList from '../../src/commands/elements/schedule/list.ts';
import Sync from '../../src/commands/elements/sync.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

const CONFIG = (username: string, name: string): Record<string, string> => ({
  'config/standin-org.json': JSON.stringify({ name, users: [{ username, profile: 'Admin' }] }),
});

describe('the corporate policy, turned on and off again', () => {
  let line: CommandLine;
  let projects: TinyProject[];
  let standins: Standin[];
  let environment: NodeJS.ProcessEnv;

  before(async () => {
    line = commandLine();
    projects = ['free', 'own'].map((name) => tinyProject(CONFIG(`${name}@corp.example`, name)));
    standins = await Promise.all(projects.map(async ({ path }) => startStandin({ project: path })));
    for (const standin of standins) await line.logins.saveRenewable(standin);
    const file = join(line.folder, 'policy.json');
    writeFileSync(file, '{"version":1,"policies":{}}');
    environment = { SF_ELEMENTS_CORPORATE_POLICY: file };
  });

  after(async () => {
    await Promise.all(standins.map(async (standin) => standin.stop()));
    for (const project of projects) project.remove();
    line.remove();
  });

  const states = async (): Promise<Record<string, string>> => {
    const { result } = await line.run(ScheduleList, ['--json'], environment);
    return Object.fromEntries(result.map(({ username, schedule }) => [username, schedule.state]));
  };
  const corporate = (value: string) =>
    line.run(PolicySet, [`manual-sync-only=${value}`, '--corporate', '--no-prompt'], environment);

  it('covers orgs connected before and after, brings the schedules back, and names what stays manual', async () => {
    const flags = ['--no-sync', '--no-prompt', '--schedule', '03:00', '--timezone', 'UTC'];
    await line.run(OrgConnect, ['-o', 'own@corp.example', ...flags, '--manual-sync-only'], environment);
    expect((await corporate('on')).error).to.equal(undefined);
    for (const standin of standins) standin.forgetRequests();

    const connected = await line.run(OrgConnect, ['-o', 'free@corp.example', ...flags], environment);
    expect(connected.error).to.equal(undefined);
    expect(connected.result).to.include({ credential: 'none' });
    // Nothing but the end of the login that was stored.
    expect(standins[0]?.calls()).to.deep.equal({ revoke: 1 });
    expect(await states()).to.deep.equal({ 'free@corp.example': 'suspended', 'own@corp.example': 'suspended' });

    const off = await corporate('off');
    const said = off.output.replaceAll(/\s+/g, ' ');
    expect(said).to.contain('no longer in force for free@corp.example: schedules run again');
    expect(said).to.contain("under Manual Sync Only: own@corp.example (the org's own setting");
    expect(await states()).to.deep.equal({ 'free@corp.example': 'active', 'own@corp.example': 'suspended' });

    // A login that the sf CLI stores again serves the one and not the other.
    for (const standin of standins) await line.logins.saveRenewable(standin);
    const synced = await line.run(Sync, ['-o', 'free@corp.example', '--json'], environment);
    const refused = await line.run(Sync, ['-o', 'own@corp.example', '--json'], environment);
    expect(synced.result).to.include({ state: 'succeeded' });
    expect(refused.error).to.include({ name: 'ManualSyncOnlyError', exitCode: 77 });
  });
});
