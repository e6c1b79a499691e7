import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuthInfo, StateAggregator } from '@salesforce/core';
import type { Standin } from '../standin/startStandin.ts';

export type ScratchLogins = {
  readonly home: string;
  /** A login with an access token alone, in place of an earlier one of the same user. */
  saveSession(standin: Standin, username?: string): Promise<void>;
  /** A login that can be renewed. */
  saveRenewable(standin: Standin, refreshToken: string, username?: string): Promise<void>;
  /** Puts the person's own environment back. */
  remove(): void;
};

const SCRATCH = {
  SF_DISABLE_LOG_FILE: 'true',
  SF_DISABLE_TELEMETRY: 'true',
  SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
} as const;

const OWN = ['HOME', 'USERPROFILE', ...Object.keys(SCRATCH), 'SF_TARGET_ORG', 'SF_ACCESS_TOKEN', 'SF_ORG_API_VERSION'];

/** A home folder apart from the person's own, with the logins that tests save in it; `@salesforce/core` reads them there. */
export const scratchLogins = (): ScratchLogins => {
  const home = mkdtempSync(join(tmpdir(), 'elements-home-'));
  const before = new Map(OWN.map((name) => [name, process.env[name]]));
  for (const name of OWN) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, SCRATCH, { HOME: home, USERPROFILE: home });
  StateAggregator.clearInstance();

  const save = async (username: string, fields: Parameters<AuthInfo['save']>[0], standin: Standin): Promise<void> => {
    const state = await StateAggregator.getInstance();
    if (await state.orgs.hasFile(username)) await state.orgs.remove(username);
    StateAggregator.clearInstance();
    const known = { username, orgId: standin.org.orgId, isDevHub: false, namespacePrefix: null };
    const login = { accessToken: standin.accessToken(username), instanceUrl: standin.url, loginUrl: standin.url };
    const authInfo = await AuthInfo.create({ accessTokenOptions: { ...login, ...known } });
    await authInfo.save(fields);
    StateAggregator.clearInstance();
  };
  return {
    home,
    saveSession: (standin, username = standin.adminUsername) => save(username, {}, standin),
    saveRenewable: (standin, refreshToken, username = standin.adminUsername) =>
      save(username, { refreshToken, clientId: 'PlatformCLI' }, standin),
    remove: () => {
      for (const [name, value] of before) {
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      }
      StateAggregator.clearInstance();
      rmSync(home, { recursive: true, force: true });
    },
  };
};
