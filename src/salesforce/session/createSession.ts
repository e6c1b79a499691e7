import type { Connection } from '@salesforce/core';
import { elementsError } from '../../errors.ts';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { rememberSecrets } from '../../secrets/liveSecrets.ts';
import { renewing, retryPassing, type Waiting } from '../faults/retry.ts';
import type { HttpTransport } from '../transport/httpTransport.ts';
import { readAnswer } from '../transport/readAnswer.ts';
import { restAnswer } from '../transport/restAnswer.ts';
import type { OrgSession } from './orgSession.ts';

/** The part of jsforce's connection that renews by itself, without end when each new token is refused again. */
type Renewing = { _refreshDelegate?: { refresh(since: number): Promise<void> } | undefined };

/** How a session was come by, as far as that matters to its use. */
export type SessionLogin = Waiting & {
  readonly username: string;
  /** Who the run is recorded as, where the login says more than the machine's user does. */
  readonly actor?: string;
  /** Called before a renewal, which may save a new token. */
  readonly beforeRenewal?: () => Promise<void>;
  readonly end: OrgSession['end'];
};

/** A session over a connection of @salesforce/core: our transport, calls counted, renewed at most once. */
export const createSession = (connection: Connection, send: HttpTransport, options: SessionLogin): OrgSession => {
  const calls = new Map<string, number>();
  const count = (operation: string): void => void calls.set(operation, (calls.get(operation) ?? 0) + 1);
  const instanceUrl = connection.instanceUrl.replace(/\/+$/, '');
  let renewals = 0;
  let underWay: Promise<void> | undefined;
  let ending: ReturnType<OrgSession['end']> | undefined;
  rememberSecrets(connection.accessToken ?? undefined);
  connection.on('refresh', () => {
    renewals += 1;
    rememberSecrets(connection.accessToken ?? undefined);
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
      underWay ??= renewBy(connection, options).catch((error: unknown) => {
        // Nothing was renewed: what passes may be tried again.
        underWay = undefined;
        throw error;
      });
      await underWay;
    },
  };
  const getOnce = async (path: string, operation: string): Promise<unknown> => {
    count(operation);
    const headers = { authorization: `Bearer ${connection.accessToken ?? ''}`, accept: 'application/json' };
    const answer = await send({ method: 'GET', url: `${instanceUrl}${path}`, headers }, operation);
    return restAnswer((await readAnswer(answer, operation)).toString(), answer.status, operation, answer.headers);
  };

  const inVersion = (apiVersion: string): OrgSession => ({
    ...renewal,
    username: options.username,
    ...omitUndefined({ actor: options.actor }),
    instanceUrl,
    apiVersion,
    inVersion,
    apiCalls: () => Object.fromEntries(calls),
    sleep: options.sleep,
    random: options.random,
    get: (path, operation) => retryPassing(() => renewing(renewal, () => getOnce(path, operation)), options),
    postSoap: async (envelope, operation) => {
      count(operation);
      const url = `${instanceUrl}/services/Soap/m/${apiVersion}`;
      const headers = { 'content-type': 'text/xml; charset=UTF-8', soapaction: '""' };
      return send({ method: 'POST', url, headers, body: envelope(connection.accessToken ?? '') }, operation);
    },
    end: (context) => (ending ??= options.end(context)),
    withConnection: async (operation, use) => {
      count(operation);
      return use(connection);
    },
  });
  return inVersion(connection.getApiVersion());
};

const renewBy = async (connection: Connection, { beforeRenewal }: SessionLogin): Promise<void> => {
  await beforeRenewal?.();
  // Not by `refreshAuth`, which asks the org for its resources before, to see that it refuses, and again after.
  await (connection as unknown as Renewing)._refreshDelegate?.refresh(Date.now());
};
