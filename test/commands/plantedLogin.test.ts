import { StateAggregator } from '@salesforce/core';
import { expect } from 'chai';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectedLogins } from '../../src/account/connectedLogins.ts';
import { thisAccount } from '../../src/account/thisAccount.ts';
import OrgConnect from '../../src/commands/elements/org/connect.ts';
import PolicyEnforce from '../../src/commands/elements/policy/enforce.ts';
import ScheduleRun from '../../src/commands/elements/schedule/run.ts';
import Sync from '../../src/commands/elements/sync.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import type { OrgRecord } from '../../src/store/records.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { commandLine, type CommandLine } from './commandLine.ts';

const OTHER = 'other@standin.example';
const LONG_AGO = '2020-01-01T00:00:00.000Z';

describe('a record in a store that names a login of the account', () => {
  let line: CommandLine;
  let project: TinyProject;
  let standin: Standin;
  let org: string;
  let path: string;

  before(async () => {
    project = tinyProject();
    standin = await startStandin({ project: project.path });
    org = standin.adminUsername;
  });
  after(async () => {
    await standin.stop();
    project.remove();
  });
  beforeEach(async () => {
    line = commandLine();
    path = join(line.folder, 'elements', 'elements.db');
    await line.logins.saveSession(standin);
    copyLogin({});
  });
  afterEach(() => line.remove());

  const fileOf = (username: string): string => join(line.logins.home, '.sfdx', `${username}.json`);
  /** Another login of the account. */
  const copyLogin = (change: object): void => {
    const login = JSON.parse(readFileSync(fileOf(org), 'utf8')) as object;
    writeFileSync(fileOf(OTHER), JSON.stringify({ ...login, username: OTHER, ...change }));
    StateAggregator.clearInstance();
  };
  /** As an account that knows no login of the org: it was connected by a version that noted none. */
  const forgetLogins = (): void => rmSync(join(thisAccount().folder, 'logins'), { recursive: true, force: true });
  const connect = async (...more: string[]): Promise<void> =>
    expect((await line.run(OrgConnect, ['-o', org, '--no-sync', ...more])).error).to.equal(undefined) as never;
  /** As an editor of the store may, also so that a sync is due. */
  const edit = async (change: Partial<OrgRecord>): Promise<void> => {
    const time = new Date(Date.now() - 60_000).toISOString().slice(11, 16);
    const store = await openSqliteStore(path);
    try {
      const [record] = await store.orgs();
      await store.saveOrg({ ...record!, schedule: { time, timezone: 'UTC', since: LONG_AGO }, ...change });
    } finally {
      await store.close();
    }
    standin.forgetRequests();
  };

  it('is synced by the schedule where the account connected the org by that login, whoever may write the store', async () => {
    await connect();
    await edit({});
    chmodSync(path, 0o666);

    const { result } = await line.run(ScheduleRun, []);

    expect(result.map(({ state }) => state)).to.deep.equal(['succeeded']);
  });

  for (const [how, open] of Object.entries({
    'everybody may write': () => chmodSync(path, 0o666),
    'everybody may replace': () => chmodSync(join(line.folder, 'elements'), 0o777),
  })) {
    it(`is not synced by the schedule where ${how} the store and the account never chose that login`, async () => {
      await connect();
      await edit({ username: OTHER });
      open();

      const { result, output, exitCode } = await line.run(ScheduleRun, []);

      expect(result.map(({ state }) => state)).to.deep.equal(['failed']);
      expect(exitCode).to.equal(1);
      expect(output).to.contain(`sf elements org connect -o ${OTHER} --backend sqlite:`);
      expect(standin.requests()).to.deep.equal([]);
    });
  }

  it('is synced by who names the login, and by the schedule after that', async () => {
    await connect();
    await edit({ username: OTHER });
    chmodSync(path, 0o666);

    expect((await line.run(Sync, ['-o', OTHER])).error).to.equal(undefined);
    await edit({ username: OTHER, schedule: { time: '00:00', timezone: 'UTC', since: LONG_AGO } });
    const { output } = await line.run(ScheduleRun, []);

    expect(output).not.to.contain('has not connected the org by that login');
  });

  it('is not synced by who names the org by a name that only the store knows', async () => {
    await connect();
    await edit({ username: OTHER, alias: 'prod' });
    chmodSync(path, 0o666);

    const { error } = await line.run(Sync, ['-o', 'prod']);

    expect(error?.name).to.equal('BackendNotTrustedError');
    expect(standin.requests()).to.deep.equal([]);
  });

  it('is not taken where the account chose another login of that org, though the store is its own by now', async () => {
    await connect();
    await edit({ username: OTHER });

    const { result, output } = await line.run(ScheduleRun, []);

    expect(result.map(({ state }) => state)).to.deep.equal(['failed']);
    expect(output).to.contain('has not connected the org by that login');
    expect(standin.requests()).to.deep.equal([]);
  });

  it('is not taken from a store that others could write once', async () => {
    await connect();
    await edit({ username: OTHER });
    forgetLogins();
    await connectedLogins(thisAccount()).noteEditable(`sqlite:${path}`);

    expect((await line.run(ScheduleRun, [])).result.map(({ state }) => state)).to.deep.equal(['failed']);
    expect(standin.requests()).to.deep.equal([]);
  });

  it('is remembered to come from a store that others may write', async () => {
    await connect();
    await edit({ username: OTHER });
    chmodSync(path, 0o666);
    await line.run(ScheduleRun, []);

    expect(await connectedLogins(thisAccount()).wasEditable(`sqlite:${path}`)).to.equal(true);
  });

  it('is taken as it is where the store is the account’s own, also when others may write it later', async () => {
    await connect();
    await edit({ username: OTHER });
    forgetLogins();

    expect((await line.run(ScheduleRun, [])).result.map(({ state }) => state)).to.deep.equal(['succeeded']);
  });

  it('has a login removed by the policy only where that is to the org of the record', async () => {
    await connect('--manual-sync-only');
    await line.logins.saveSession(standin);
    copyLogin({ orgId: '00D000000000009EAA' });
    await edit({ username: OTHER });
    const before = readFileSync(fileOf(OTHER), 'utf8');

    const named = await line.run(PolicyEnforce, ['-o', OTHER, '--no-prompt']);
    const all = await line.run(PolicyEnforce, ['--no-prompt']);

    expect(named.error?.name).to.equal('OrgMismatchError');
    expect(all.result.map(({ username }) => username)).to.deep.equal([org]);
    expect(readFileSync(fileOf(OTHER), 'utf8')).to.equal(before);
  });
});
