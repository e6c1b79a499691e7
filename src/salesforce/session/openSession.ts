import type { AuthInfo } from '@salesforce/core';
import { elementsError } from '../../errors.ts';
import { rememberSecrets } from '../../secrets/liveSecrets.ts';
import { nameFault } from '../faults/nameFault.ts';
import type { Waiting } from '../faults/retry.ts';
import { storedLogin } from '../login/storedLogin.ts';
import type { AnswerSize } from '../transport/answerSize.ts';
import { createHttpTransport } from '../transport/httpTransport.ts';
import { renewByTransport } from '../transport/renewByTransport.ts';
import { useTransport } from '../transport/useTransport.ts';
import { createSession, type SessionLogin } from './createSession.ts';
import type { OrgSession } from './orgSession.ts';
import { watchStoredLogin } from './watchStoredLogin.ts';

export type OpenOptions = {
  /** Overrides the sf CLI's configured version and the org's newest one. */
  readonly apiVersion?: string;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 to below 1, for how long to wait before a repetition. */
  readonly random: () => number;
  /** Breaks off what is under way when it fires, waits too. */
  readonly signal?: AbortSignal;
  /** How much an operation may be answered with; injected by tests. */
  readonly sizeOf?: (operation: string) => AnswerSize;
  /** How long an answer, or the next piece of it, may take, in milliseconds; injected by tests. */
  readonly answerTimeout?: number;
};

/**
 * Connects with the login that the sf CLI holds for a username. Ask the guard first: @salesforce/core may renew the
 * session and save the new token on the way.
 */
export const openSession = async (username: string, options: OpenOptions): Promise<OrgSession> => {
  // The policy takes away every secret and leaves the record: asking Salesforce without any would only say "expired".
  const login = await storedLogin(username);
  if (login === undefined || login.state === 'none') throw elementsError('tokenNotFound', [await aliasOf(username)]);
  if (login.unusable.length > 0) {
    throw elementsError('loginUnusable', [await aliasOf(username), login.unusable.join(', ')]);
  }
  const { AuthInfo } = await import('@salesforce/core');
  try {
    const authInfo = await AuthInfo.create({ username });
    const { accessToken, refreshToken, clientSecret } = authInfo.getFields(true);
    rememberSecrets(accessToken, refreshToken, clientSecret);
    return await openWith(authInfo, options, { username, ...watchStoredLogin(authInfo, username) });
  } catch (error) {
    if (error instanceof Error && error.name === 'NamedOrgNotFoundError') {
      throw elementsError('tokenNotFound', [await aliasOf(username)], { cause: error });
    }
    throw nameFault(error, username);
  }
};

/** The name under which a person logs in again; the username where it has no alias. */
const aliasOf = async (username: string): Promise<string> => {
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  return (await StateAggregator.getInstance()).aliases.get(username) ?? username;
};

/** Connects by what @salesforce/core takes for a login, wherever that keeps its tokens. */
export const openWith = async (
  authInfo: AuthInfo,
  options: OpenOptions,
  login: Omit<SessionLogin, keyof Waiting>
): Promise<OrgSession> => {
  const { Connection } = await import('@salesforce/core');
  const { signal, random } = options;
  const send = await createHttpTransport(signal, options);
  const sendToEnd = await createHttpTransport(undefined, options);
  const waiting: Waiting = { sleep: (ms) => options.sleep(ms, signal), random };
  /** Asks by our transport from its first request on. */
  class OwnConnection extends Connection {
    public override async init(): Promise<void> {
      renewByTransport(this, sendToEnd, waiting);
      useTransport(this, send, waiting);
      await super.init();
    }
  }
  const connection = await OwnConnection.create({ authInfo });
  // Of the org: @salesforce/core has asked by then, and would go on with a version of long ago where that failed.
  const version = options.apiVersion ?? (await configuredVersion()) ?? (await connection.retrieveMaxApiVersion());
  connection.setApiVersion(version);
  return createSession(connection, send, { ...login, ...waiting });
};

const configuredVersion = async (): Promise<string | undefined> => {
  const { ConfigAggregator } = await import('@salesforce/core/configAggregator');
  const version = (await ConfigAggregator.create()).getPropertyValue('org-api-version');
  return typeof version === 'string' && version !== '' ? version : undefined;
};
