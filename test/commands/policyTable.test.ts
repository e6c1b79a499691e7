import { StateAggregator } from '@salesforce/core';
import { expect } from 'chai';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ScheduleRun from '../../src/commands/elements/schedule/run.ts';
import Sync from '../../src/commands/elements/sync.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../../src/store/store.ts';
import type { Standin } from '../../standin/startStandin.ts';
import { expectedOutcome } from '../policy/table/expectedOutcome.ts';
import {
  LOGINS,
  ROLES,
  corporateText,
  everyCase,
  nameOf,
  orgPolicies,
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

  const database = (): string => join(line.folder, 'elements', 'elements.db');

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
    for (const end of ['-wal', '-shm', '']) rmSync(database() + end, { force: true });
    copyFileSync(await table.databaseWith(orgPolicies(row)), database());
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
    const environment = await arrange(row, token);
    const browser = row.login === 'browser' ? ['--reauthenticate'] : [];
    const isScheduled = row.trigger === 'scheduled';
    const before = standin.control.liveSessions(org);
    const { error, exitCode } = await actingAs<Ended<unknown>>(row.role, () =>
      isScheduled
        ? line.run(ScheduleRun, [...browser, '--json'], environment)
        : line.run(Sync, ['-o', org, ...browser, '--json'], environment, visit)
    );
    return inStore(database(), async (store) => {
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

  const rows = everyCase();
  for (const login of LOGINS) {
    for (const role of ROLES) {
      const chosen = rows.filter((row) => row.login === login && row.role === role);
      it(`${login}, ${role}: ${String(chosen.length)} rows`, async () => {
        const wrong: unknown[] = [];
        for (const row of chosen) {
          const [seen, right] = [await see(row), wanted(row)];
          if (JSON.stringify(seen) !== JSON.stringify(right)) wrong.push({ row: nameOf(row), seen, right });
        }
        expect(wrong).to.deep.equal([]);
      });
    }
  }
});
