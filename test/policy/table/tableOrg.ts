import { StateAggregator } from '@salesforce/core';
import { expect } from 'chai';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import OrgConnect from '../../../src/commands/elements/org/connect.ts';
import { openSqliteStore } from '../../../src/store/sqlite/openSqliteStore.ts';
import { startStandin, type Standin } from '../../../standin/startStandin.ts';
import { commandLine, type CommandLine } from '../../commands/commandLine.ts';
import { projectFolder } from '../../commands/projectFolder.ts';
import { LOGINS, type PolicyCase } from './policyCase.ts';

const LONG_AGO = '2020-01-01T00:00:00.000Z';

/** An org of one class, which is quickly synced, and what a row of the table starts from. */
export type TableOrg = {
  readonly line: CommandLine;
  readonly standin: Standin;
  /** The project that the org was made from; a login in the browser comes back to the port that it names. */
  readonly folder: string;
  readonly loginFile: string;
  /** What the sf CLI stores for a kind of login; nothing but who it is where the login comes from elsewhere. */
  stored(login: PolicyCase['login']): string;
  /** A store in which the org was connected long ago, has these policies and waits for its scheduled sync. */
  databaseWith(policies: { readonly [name: string]: boolean }): Promise<string>;
  stop(): Promise<void>;
};

export const startTableOrg = async (port: number): Promise<TableOrg> => {
  const line = commandLine();
  const folder = join(line.folder, 'project');
  projectFolder(folder, port);
  const standin = await startStandin({ project: folder, bare: true });
  const loginFile = join(line.logins.home, '.sfdx', `${standin.adminUsername}.json`);
  const stored = await saveLogins(line, standin, loginFile);
  writeFileSync(loginFile, stored.get('session') ?? '');
  StateAggregator.clearInstance();
  const args = ['-o', standin.adminUsername, '--no-sync', '--schedule', '00:00', '--timezone', 'UTC'];
  expect((await line.run(OrgConnect, args)).error).to.equal(undefined);
  const connected = join(folder, 'connected.db');
  copyFileSync(join(line.folder, 'elements', 'elements.db'), connected);
  const databases = new Map<string, string>();
  return {
    line,
    standin,
    folder,
    loginFile,
    stored: (login) => stored.get(login) ?? '',
    databaseWith: async (policies) => {
      const key = JSON.stringify(policies);
      const path = databases.get(key) ?? join(folder, `${String(databases.size)}.db`);
      if (databases.has(key)) return path;
      copyFileSync(connected, path);
      databases.set(key, path);
      const store = await openSqliteStore(path);
      for (const record of await store.orgs()) {
        const schedule = { time: '00:00', timezone: 'UTC', since: LONG_AGO };
        await store.saveOrg({ ...record, policies, schedule });
      }
      await store.close();
      return path;
    },
    stop: async () => {
      await standin.stop();
      line.remove();
    },
  };
};

const saveLogins = async (
  { logins }: CommandLine,
  standin: Standin,
  loginFile: string
): Promise<Map<PolicyCase['login'], string>> => {
  const stored = new Map<PolicyCase['login'], string>();
  const saved = (login: PolicyCase['login']): unknown => stored.set(login, readFileSync(loginFile, 'utf8'));
  await logins.saveKey(standin);
  saved('key');
  await logins.saveRenewable(standin);
  saved('web');
  await logins.saveSession(standin);
  saved('session');
  const { accessToken: _gone, ...kept } = JSON.parse(readFileSync(loginFile, 'utf8')) as Record<string, unknown>;
  // Another connected app than the sf CLI's, which knows one port only.
  const without = JSON.stringify({ ...kept, clientId: 'own-app' });
  for (const login of LOGINS) if (!stored.has(login)) stored.set(login, without);
  return stored;
};
