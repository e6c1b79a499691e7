import { expect } from 'chai';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import OrgDisconnect from '../../src/commands/elements/org/disconnect.ts';
import OrgList from '../../src/commands/elements/org/list.ts';
import OrgUpdate from '../../src/commands/elements/org/update.ts';
import ScheduleList from '../../src/commands/elements/schedule/list.ts';
import ScheduleRun from '../../src/commands/elements/schedule/run.ts';
import { parseBackends, openStore } from '../../src/store/openStore.ts';
import type { Store } from '../../src/store/store.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

const LONG_AGO = '2020-01-01T00:00:00.000Z';

describe('the commands of schedules', () => {
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
    await line.run(OrgConnect, ['-o', org, '--no-sync', '--schedule', '00:00', '--timezone', 'UTC']);
  });

  after(async () => {
    await standin.stop();
    project.remove();
    line.remove();
  });

  const inStore = async <T>(use: (store: Store) => Promise<T>): Promise<T> => {
    const [backend] = parseBackends(undefined, { dataDir: line.folder, cwd: line.folder });
    const store = await openStore(backend!, { name: 'ada', userId: process.getuid?.() });
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };

  /** As if the schedule had been set long ago, and nothing had run or been refused since. */
  const makeDue = (): Promise<void> =>
    inStore(async (store) => {
      for (const record of await store.orgs()) {
        const time = new Date(Date.now() - 60_000).toISOString().slice(11, 16);
        await store.saveOrg({ ...record, schedule: { time, timezone: 'UTC', since: LONG_AGO } });
      }
    });

  it('show what was asked for, and when it is next', async () => {
    const [listed] = (await line.run(ScheduleList, [])).result;

    expect(listed).to.deep.include({ username: org, isDue: false });
    expect(listed?.schedule).to.include({ state: 'active', time: '00:00', timezone: 'UTC' });
    expect(listed?.schedule.nextRun).to.match(/T00:00:00.000Z$/);
    expect((await line.run(OrgList, [])).result[0]?.schedule).to.deep.equal(listed?.schedule);
  });

  it('run nothing that is not due', async () => {
    const { result, exitCode, output } = await line.run(ScheduleRun, []);

    expect(result).to.deep.equal([]);
    expect(exitCode).to.equal(0);
    expect(output).to.contain('Nothing is due');
  });

  it('sync what is due, once, as a scheduled run', async () => {
    await makeDue();

    const [due] = (await line.run(ScheduleList, [])).result;
    const first = await line.run(ScheduleRun, []);
    const second = await line.run(ScheduleRun, []);

    expect(due).to.include({ isDue: true });
    expect(first.error).to.equal(undefined);
    expect(first.exitCode).to.equal(0);
    expect(first.result.map(({ trigger, state }) => [trigger, state])).to.deep.equal([['scheduled', 'succeeded']]);
    expect(second.result).to.deep.equal([]);
    const runs = await inStore(async (store) => store.runs((await store.orgs())[0]!.key));
    expect(runs.map(({ runId }) => runId)).to.deep.equal([first.result[0]?.runId]);
  });

  it('go on with the other orgs when one fails, and fail in part', async () => {
    await line.run(OrgDisconnect, ['-o', org, '--erase', '--no-prompt']);
    await line.run(OrgConnect, ['-o', org, '--no-sync']);
    await inStore(async (store) => {
      const [record] = await store.orgs();
      // Without a login; connected longer ago, so that it comes first.
      await store.saveOrg({
        ...record!,
        key: 'lost',
        orgId: '00D000000000009EAA',
        username: 'lost@x.example',
        connectedAt: LONG_AGO,
      });
    });
    await makeDue();

    const { result, error, exitCode, output } = await line.run(ScheduleRun, []);

    expect(error).to.equal(undefined);
    expect(exitCode).to.equal(68);
    expect(result.map(({ username, state }) => [username, state])).to.have.deep.members([
      ['lost@x.example', 'failed'],
      [org, 'succeeded'],
    ]);
    expect(output).to.contain('lost@x.example failed');
    await inStore((store) => store.eraseOrg('lost'));
  });

  it('suspend an org under Manual Sync Only, refuse it once for each time, and bring it back', async () => {
    await line.run(OrgDisconnect, ['-o', org, '--erase', '--no-prompt']);
    await line.run(OrgConnect, ['-o', org, '--no-sync']);
    await makeDue();
    await line.run(OrgUpdate, ['-o', org, '--manual-sync-only', '--no-prompt']);

    const [suspended] = (await line.run(ScheduleList, [])).result;
    const first = await line.run(ScheduleRun, []);
    const second = await line.run(ScheduleRun, []);
    await line.run(OrgUpdate, ['-o', org, '--no-manual-sync-only']);
    const [active] = (await line.run(ScheduleList, [])).result;

    expect(suspended?.schedule.state).to.equal('suspended');
    expect(suspended?.schedule.nextRun).to.equal(undefined);
    expect(first).to.include({ exitCode: 0 });
    expect(first.output).to.contain('Manual Sync Only');
    expect(second.output).to.contain('Nothing is due');
    const refusals = await inStore((store) => store.audits());
    expect(refusals.filter(({ action }) => action === 'sync refused')).to.have.lengthOf(1);
    expect(active?.schedule).to.include({ state: 'active', time: suspended?.schedule.time });
    // Policy and schedule are back; so is a login, which the policy had removed.
    await line.logins.saveSession(standin);
  });

  it('refuse what is no time and no zone', async () => {
    for (const flags of [
      ['--schedule', '25:00'],
      ['--timezone', 'Mars/Base'],
      ['--schedule', '01:00', '--no-schedule'],
    ]) {
      const { error, exitCode } = await line.run(OrgUpdate, ['-o', org, ...flags]);
      expect([error?.exitCode ?? exitCode, flags.join(' ')]).to.deep.equal([2, flags.join(' ')]);
    }
  });

  it('turn a schedule off', async () => {
    const { result } = await line.run(OrgUpdate, ['-o', org, '--no-schedule']);

    expect(result.schedule).to.deep.equal({ state: 'off' });
  });
});
