import { text } from 'node:stream/consumers';
import type { Connection } from '@salesforce/core';
import { elementsError } from '../errors.ts';
import { nameFault } from './nameFault.ts';
import type { OrgSession } from './orgSession.ts';
import { restAnswer } from './restAnswer.ts';
import { renewing, retryPassing } from './retry.ts';
import { useTransport } from './useTransport.ts';
import { createHttpTransport, type HttpTransport } from './httpTransport.ts';

export type OpenOptions = {
  /** Overrides the sf CLI's configured version and the org's newest one. */
  readonly apiVersion?: string;
  readonly sleep: (ms: number) => Promise<void>;
};

/**
 * Connects with the login that the sf CLI holds for a username. Ask the guard first: @salesforce/core may renew the
 * session and save the new token on the way.
 */
export const openSession = async (username: string, options: OpenOptions): Promise<OrgSession> => {
  const { AuthInfo, Connection } = await import('@salesforce/core');
  try {
    const authInfo = await AuthInfo.create({ username });
    const connection = await Connection.create({ authInfo });
    if (options.apiVersion) connection.setApiVersion(options.apiVersion);
    return sessionOver(connection, await createHttpTransport(), { username, sleep: options.sleep });
  } catch (error) {
    if (error instanceof Error && error.name === 'NamedOrgNotFoundError') {
      throw elementsError('tokenNotFound', [username], { cause: error });
    }
    throw nameFault(error, username);
  }
};

/** The part of jsforce's connection that renews by itself, without end when each new token is refused again. */
type Renewing = { _refreshDelegate?: unknown };

const sessionOver = (
  connection: Connection,
  send: HttpTransport,
  options: { username: string; sleep: (ms: number) => Promise<void> }
): OrgSession => {
  const calls = new Map<string, number>();
  const count = (operation: string): void => void calls.set(operation, (calls.get(operation) ?? 0) + 1);
  const retry = <T>(call: () => Promise<T>): Promise<T> =>
    retryPassing(call, { attempts: 4, firstDelay: 500, sleep: options.sleep });
  const instanceUrl = connection.instanceUrl.replace(/\/+$/, '');
  useTransport(connection, send);
  let renewals = 0;
  let underWay: Promise<void> | undefined;
  connection.on('refresh', () => {
    renewals += 1;
    // A second 401 would otherwise start a loop that only the end of the process ends.
    (connection as unknown as Renewing)._refreshDelegate = undefined;
  });

  const renewal = {
    renewals: () => renewals,
    renew: async () => {
      if (renewals > 0 || !(connection as unknown as Renewing)._refreshDelegate) {
        throw elementsError('tokenExpired', [options.username, 'Session expired or invalid']);
      }
      if (!underWay) count('renewSession');
      // Calls that were refused together share one renewal.
      underWay ??= retry(() => connection.refreshAuth());
      await underWay;
    },
  };
  const getOnce = async (path: string, operation: string): Promise<unknown> => {
    count(operation);
    const headers = { authorization: `Bearer ${connection.accessToken ?? ''}`, accept: 'application/json' };
    const { status, body } = await send({ method: 'GET', url: `${instanceUrl}${path}`, headers }, operation);
    return restAnswer(await text(body), status, operation);
  };

  return {
    ...renewal,
    username: options.username,
    instanceUrl,
    apiVersion: connection.getApiVersion(),
    apiCalls: () => Object.fromEntries(calls),
    sleep: options.sleep,
    get: (path, operation) => retry(() => renewing(renewal, () => getOnce(path, operation))),
    postSoap: async (envelope, operation) => {
      count(operation);
      const url = `${instanceUrl}/services/Soap/m/${connection.getApiVersion()}`;
      const headers = { 'content-type': 'text/xml; charset=UTF-8', soapaction: '""' };
      return send({ method: 'POST', url, headers, body: envelope(connection.accessToken ?? '') }, operation);
    },
    withConnection: async (operation, use) => {
      count(operation);
      return use(connection);
    },
  };
};
