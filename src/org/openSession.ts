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
    const send = await createHttpTransport();
    /** Asks by our transport from its first request on. */
    class OwnConnection extends Connection {
      public override async init(): Promise<void> {
        useTransport(this, send, repeating(options.sleep));
        await super.init();
      }
    }
    const connection = await OwnConnection.create({ authInfo });
    connection.setApiVersion(options.apiVersion ?? (await configuredVersion()) ?? (await newestVersion(connection)));
    return sessionOver(connection, send, { username, sleep: options.sleep });
  } catch (error) {
    if (error instanceof Error && error.name === 'NamedOrgNotFoundError') {
      throw elementsError('tokenNotFound', [username], { cause: error });
    }
    throw nameFault(error, username);
  }
};

const configuredVersion = async (): Promise<string | undefined> => {
  const { ConfigAggregator } = await import('@salesforce/core/configAggregator');
  const version = (await ConfigAggregator.create()).getPropertyValue('org-api-version');
  return typeof version === 'string' && version !== '' ? version : undefined;
};

/** Of the org. @salesforce/core has asked by then, and would go on with a version of long ago where that failed. */
const newestVersion = (connection: Connection): Promise<string> => connection.retrieveMaxApiVersion();

const repeating =
  (sleep: OpenOptions['sleep']) =>
  <T>(call: () => Promise<T>): Promise<T> =>
    retryPassing(call, { attempts: 4, firstDelay: 500, sleep });

/** The part of jsforce's connection that renews by itself, without end when each new token is refused again. */
type Renewing = { _refreshDelegate?: unknown };

const sessionOver = (
  connection: Connection,
  send: HttpTransport,
  options: { username: string; sleep: (ms: number) => Promise<void> }
): OrgSession => {
  const calls = new Map<string, number>();
  const count = (operation: string): void => void calls.set(operation, (calls.get(operation) ?? 0) + 1);
  const retry = repeating(options.sleep);
  const instanceUrl = connection.instanceUrl.replace(/\/+$/, '');
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
      underWay ??= connection.refreshAuth();
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
    // What the sf CLI keeps is not ours to end.
    end: () => Promise.resolve(),
    withConnection: async (operation, use) => {
      count(operation);
      return use(connection);
    },
  };
};
