import { StateAggregator } from '@salesforce/core';
import { expect } from 'chai';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { confirmedBackends } from '../../src/account/confirmedBackends.ts';
import { thisAccount } from '../../src/account/thisAccount.ts';
import ScheduleRun from '../../src/commands/elements/schedule/run.ts';
import Sync from '../../src/commands/elements/sync.ts';
import { sqliteBackend } from '../../src/store/openStore.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../../src/store/store.ts';
import type { Standin } from '../../standin/startStandin.ts';
import { expectedOutcome } from '../policy/table/expectedOutcome.ts';
import {
  LOGINS,
  ROLES,
  STORES,
  corporateText,
  everyCase,
  nameOf,
  orgPolicies,
  otherStoreCases,
  type PolicyCase,
} from '../policy/table/policyCase.ts';
import { startTableOrg, type TableOrg } from '../policy/table/tableOrg.ts';
import { actingAs } from './actingAs.ts';
import type { CommandLine, Ended } from './commandLine.ts';

/** Not the sf CLI's, so that the test works beside a login of it. */
const PORT = 27_176;

/** What is seen of a row's end; written as the oracle's answer is, so that the two can be compared. */
type Seen = { readonly [what: string]: unknown };

describe('every policy, trigger, login and role, through the command line', function () {
  this.timeout(120_000);
  let table: TableOrg;
  let line: CommandLine;
  let standin: Standin;
  let org: string;
  let came: string;

  /** Where the default store of the account is, whatever variables say. */
  const accountStore = (): string => thisAccount().defaultStore;

  /** The store that the row's command uses. */
  const database = ({ store }: Pick<PolicyCase, 'store'>): string =>
    store === 'default'
      ? join(line.folder, 'elements', 'elements.db')
      : join(line.folder, 'other', 'elements', 'elements.db');

  const place = async (path: string, policies: { readonly [name: string]: boolean }): Promise<void> => {
    for (const end of ['-wal', '-shm', '']) rmSync(path + end, { force: true });
    mkdirSync(dirname(path), { recursive: true });
    copyFileSync(await table.databaseWith(policies), path);
  };

  /** How the command is told of the store. */
  const naming = async (
    row: PolicyCase
  ): Promise<{ readonly args: string[]; readonly environment: NodeJS.ProcessEnv }> => {
    const url = `sqlite:${database(row)}`;
    const config = join(table.folder, '.sf', 'config.json');
    rmSync(config, { force: true });
    switch (row.store) {
      case 'default':
        // Somebody else's file is used where one says so.
        return { args: [], environment: row.role === 'editor' ? { SF_ELEMENTS_BACKEND: url } : {} };
      case 'by flag':
        return { args: ['--backend', url], environment: {} };
      case 'by environment':
        return { args: [], environment: { SF_ELEMENTS_BACKEND: url } };
      case 'in another data folder':
        return { args: [], environment: { SF_DATA_DIR: dirname(dirname(database(row))) } };
      case 'by a project':
        mkdirSync(dirname(config), { recursive: true });
        writeFileSync(config, JSON.stringify({ 'elements-backend': url }));
        await confirmedBackends(thisAccount()).confirm(sqliteBackend(database(row)));
        return { args: [], environment: {} };
    }
  };

  before(async () => {
    table = await startTableOrg(PORT);
    ({ line, standin } = table);
    org = standin.adminUsername;
    // Which port a login in the browser comes back to is the project's to say.
    came = process.cwd();
    process.chdir(table.folder);
  });

  after(async () => {
    process.chdir(came);
    await table.stop();
  });

  const inStore = async <T>(path: string, use: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openSqliteStore(path);
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };

  /** Brings about what the row says; the environment in which its command is run. */
  const arrange = async (row: PolicyCase, token: string | undefined): Promise<NodeJS.ProcessEnv> => {
    rmSync(thisAccount().folder, { recursive: true, force: true });
    for (const path of [accountStore(), database({ store: 'default' })]) rmSync(path, { force: true });
    await place(database(row), row.store === 'default' ? orgPolicies(row) : {});
    if (row.store !== 'default') await place(accountStore(), orgPolicies(row));
    writeFileSync(table.loginFile, table.stored(row.login));
    StateAggregator.clearInstance();
    const policy = join(table.folder, 'policy.json');
    const text = corporateText(row);
    rmSync(policy, { force: true });
    if (text !== undefined) writeFileSync(policy, text);
    standin.forgetRequests();
    return {
      SF_ELEMENTS_CORPORATE_POLICY: row.corporate === 'none' ? undefined : policy,
      CI: row.trigger === 'pipeline' ? 'true' : undefined,
      SF_ACCESS_TOKEN: token,
      BROWSER: 'true',
    };
  };

  const see = async (row: PolicyCase): Promise<Seen> => {
    const token = row.login.startsWith('token') ? standin.accessToken() : undefined;
    const arranged = await arrange(row, token);
    const { args, environment: more } = await naming(row);
    const environment = { ...arranged, ...more };
    const browser = row.login === 'browser' ? ['--reauthenticate'] : [];
    const isScheduled = row.trigger === 'scheduled';
    const before = standin.control.liveSessions(org);
    const { error, exitCode } = await actingAs<Ended<unknown>>(row.role, () =>
      isScheduled
        ? line.run(ScheduleRun, [...browser, ...args, '--json'], environment)
        : line.run(Sync, ['-o', org, ...browser, ...args, '--json'], environment, visit)
    );
    return inStore(database(row), async (store) => {
      const [record] = await store.orgs();
      const runs = await store.runs(record?.key ?? '');
      const refusals = (await store.audits()).filter(({ action }) => action.endsWith('refused'));
      const given = token === undefined ? standin.control.liveSessions(org) === before : standin.control.isLive(token);
      return {
        exitCode: error?.exitCode ?? exitCode,
        // What `schedule run` does not serve it tells; only the store says by which error.
        error: isScheduled ? undefined : error?.name,
        asked: expectedOutcome(row).is === 'failed' ? undefined : standin.requests().length > 0,
        runs: runs.map(({ state, trigger, actor }) => ({ state, trigger, isOrgUser: actor === org })),
        refusals: refusals.map(({ action, detail }) => [
          action,
          detail['trigger'],
          detail['credential'],
          detail['error'],
        ]),
        loginIsOver: row.login === 'browser' ? given && standin.calls()['revoke'] === 1 : !given,
      };
    });
  };

  const wanted = (row: PolicyCase): Seen => {
    const expected = expectedOutcome(row);
    const isScheduled = row.trigger === 'scheduled';
    const nothing = {
      exitCode: expected.exitCode,
      error: undefined,
      asked: false,
      runs: [],
      refusals: [],
      loginIsOver: false,
    };
    const run = (state: string, isOrgUser: boolean) => ({ state, trigger: row.trigger, isOrgUser });
    switch (expected.is) {
      case 'synced':
        return {
          ...nothing,
          asked: true,
          runs: [run('succeeded', expected.actor === 'org user')],
          loginIsOver: expected.revoked,
        };
      case 'failed':
        // Whether it asks with nothing, or does not even ask, no rule says.
        return { ...nothing, asked: undefined, runs: [run('failed', false)] };
      case 'impossible':
        return nothing;
      case 'refused': {
        const credential = row.login === 'browser' ? 'fresh' : row.login.startsWith('token') ? 'environment' : 'stored';
        const record = ['sync refused', row.trigger, isScheduled ? 'stored' : credential, expected.error];
        return {
          ...nothing,
          error: isScheduled ? undefined : expected.error,
          refusals: expected.audited ? [record] : [],
        };
      }
    }
  };

  /** The person at the browser goes where the program says. */
  const visit = (text: string): void => {
    const [url] = /http\S+\/services\/oauth2\/authorize\?\S+/.exec(text) ?? [];
    if (url !== undefined) void fetch(url).catch(() => undefined);
  };

  const play = (name: string, chosen: readonly PolicyCase[]): void => {
    it(`${name}: ${String(chosen.length)} rows`, async () => {
      const wrong: unknown[] = [];
      for (const row of chosen) {
        const [seen, right] = [await see(row), wanted(row)];
        if (JSON.stringify(seen) !== JSON.stringify(right)) wrong.push({ row: nameOf(row), seen, right });
      }
      expect(wrong).to.deep.equal([]);
    });
  };

  const rows = everyCase();
  for (const login of LOGINS) {
    for (const role of ROLES) {
      play(
        `${login}, ${role}`,
        rows.filter((row) => row.login === login && row.role === role)
      );
    }
  }
  const others = otherStoreCases();
  for (const store of STORES.slice(1)) {
    play(
      `the store ${store}`,
      others.filter((row) => row.store === store)
    );
  }
});
