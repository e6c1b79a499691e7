import { AuthInfo, StateAggregator } from '@salesforce/core';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetLiveSecrets } from '../../src/secrets/liveSecrets.ts';
import type { Standin } from '../../standin/startStandin.ts';

export type ScratchLogins = {
  readonly home: string;
  /** A login with an access token alone, in place of an earlier one of the same user. */
  saveSession(standin: Standin, username?: string): Promise<void>;
  /** A login with a refresh token. */
  saveRenewable(standin: Standin): Promise<void>;
  /** A login with the private key of a connected app. */
  saveKey(standin: Standin): Promise<void>;
  /** Changes fields of what is stored for a user. */
  change(username: string, fields: Parameters<AuthInfo['save']>[0]): Promise<void>;
  /** A refresh token of the administrator that nobody holds yet. */
  refreshToken(standin: Standin): Promise<string>;
  /** The refresh token that is stored for a user; empty when there is none. */
  storedToken(username: string): Promise<string>;
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
    // Only what was read is removed.
    if ((await state.orgs.hasFile(username)) && (await state.orgs.read(username))) await state.orgs.remove(username);
    StateAggregator.clearInstance();
    const known = { username, orgId: standin.org.orgId, isDevHub: false, namespacePrefix: null };
    const login = { accessToken: standin.accessToken(username), instanceUrl: standin.url, loginUrl: standin.url };
    const authInfo = await AuthInfo.create({ accessTokenOptions: { ...login, ...known } });
    await authInfo.save({ orgEdition: standin.org.edition, ...fields });
    StateAggregator.clearInstance();
  };
  return {
    home,
    saveSession: (standin, username = standin.adminUsername) => save(username, {}, standin),
    saveRenewable: async (standin) =>
      save(standin.adminUsername, { refreshToken: await refreshTokenOf(standin), clientId: CLIENT }, standin),
    saveKey: async (standin) => {
      const privateKey = join(home, 'server.key');
      const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
      writeFileSync(privateKey, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
      await save(standin.adminUsername, { privateKey, clientId: CLIENT }, standin);
    },
    change: async (username, fields) => {
      StateAggregator.clearInstance();
      await (await AuthInfo.create({ username })).save(fields);
      StateAggregator.clearInstance();
    },
    refreshToken: refreshTokenOf,
    storedToken: async (username) =>
      (await (await StateAggregator.getInstance()).orgs.peek(username, true))?.refreshToken ?? '',
    remove: () => {
      // Each further token of the same org makes every text that names the org slower to search.
      forgetLiveSecrets();
      for (const [name, value] of before) {
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      }
      StateAggregator.clearInstance();
      rmSync(home, { recursive: true, force: true });
    },
  };
};

const CLIENT = 'PlatformCLI';

/** Whether Salesforce still takes a refresh token. */
export const renews = async (standin: Pick<Standin, 'url'>, token: string): Promise<boolean> => {
  const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token });
  return (await fetch(`${standin.url}/services/oauth2/token`, { method: 'POST', body })).status === 200;
};

/** Signs the administrator in as a browser would. */
export const refreshTokenOf = async (standin: Standin): Promise<string> => {
  const redirect = 'http://localhost:1717/OauthRedirect';
  const asked = new URLSearchParams({ response_type: 'code', client_id: CLIENT, redirect_uri: redirect });
  const answer = await fetch(`${standin.url}/services/oauth2/authorize?${asked.toString()}`, { redirect: 'manual' });
  const code = new URL(answer.headers.get('location') ?? redirect).searchParams.get('code') ?? '';
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    client_id: CLIENT,
    redirect_uri: redirect,
  });
  const token = await fetch(`${standin.url}/services/oauth2/token`, { method: 'POST', body });
  return ((await token.json()) as { refresh_token: string }).refresh_token;
};
