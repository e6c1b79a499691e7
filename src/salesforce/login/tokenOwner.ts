import { widenId } from '../../model/names/salesforceValues.ts';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { retryPassing, type Waiting } from '../faults/retry.ts';
import { SalesforceFault, TransportFault } from '../faults/salesforceFault.ts';
import type { HttpTransport } from '../transport/httpTransport.ts';
import { readAnswer } from '../transport/readAnswer.ts';
import { restAnswer } from '../transport/restAnswer.ts';

/** As the sf CLI takes it: the org's id, an exclamation mark, the secret. */
const OPAQUE = /^(00D[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?)![\w.]+$/;

/** The id of the org that an access token opens, 18 characters; undefined for a text that is no access token. */
export const orgIdOfToken = (text: string): string | undefined => widenId(OPAQUE.exec(text.trim())?.[1]);

type Owner = {
  readonly username: string;
  readonly orgId: string;
  readonly userId: string;
  /** By Salesforce's clock; this machine's may be set as one likes. Absent where the answer did not say. */
  readonly askedAt?: Date;
};

/** Of a username and an id; what is longer is none, and could not be shown. */
const LONGEST = 255;

/** Of all that is asked: until it is known whose token it is, it is alive and not looked after. */
const OWNER_LIMIT_MS = 60_000;

type Token = {
  readonly accessToken: string;
  readonly instanceUrl: string;
  readonly expected?: string;
  /** In milliseconds; injected by tests. */
  readonly withinMs?: number;
};

type Answer = { readonly [name: string]: unknown };

/**
 * Whose session an access token opens, as the org says. The name in `userinfo` is the user's name nearly always; where it
 * is not the one that is expected the user's own record decides, which the sf CLI goes by.
 */
export const tokenOwner = async (token: Token, send: HttpTransport, waiting: Waiting): Promise<Owner> => {
  const { withinMs = OWNER_LIMIT_MS } = token;
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const problem = `no answer within ${String(Math.round(withinMs / 1000))} seconds`;
      reject(new TransportFault('userinfo', problem, { unsent: false, code: 'ETIMEDOUT' }));
      stop.abort();
    }, withinMs);
  });
  try {
    return await Promise.race([
      over,
      askOwner(token, (request, operation) => send({ ...request, signal: stop.signal }, operation), waiting),
    ]);
  } finally {
    clearTimeout(timer);
  }
};

const askOwner = async (token: Token, send: HttpTransport, waiting: Waiting): Promise<Owner> => {
  let askedAt: Date | undefined;
  const getOnce = async (path: string, operation: string, key: string): Promise<Answer> => {
    const headers = { authorization: `Bearer ${token.accessToken}`, accept: 'application/json' };
    const answer = await send({ method: 'GET', url: `${token.instanceUrl}${path}`, headers }, operation);
    const { status } = answer;
    askedAt = dateOf(answer.headers['date']) ?? askedAt;
    // Who is not known there gets 403 and a page instead of JSON.
    if (status === 401 || status === 403) {
      const message = 'Session expired or invalid';
      throw new SalesforceFault({ code: 'INVALID_SESSION_ID', message, operation, status });
    }
    const text = (await readAnswer(answer, operation)).toString();
    const json = restAnswer(text, status, operation, answer.headers);
    // Else it would be somebody else's token.
    if (typeof json === 'object' && json !== null && key in json) return json as Answer;
    throw new TransportFault(operation, 'the answer is not the one of this call', { unsent: false });
  };
  const get: typeof getOnce = (...asked) => retryPassing(() => getOnce(...asked), waiting);
  const said = (value: unknown): string => (typeof value === 'string' ? value.slice(0, LONGEST).toWellFormed() : '');
  const info = await get('/services/oauth2/userinfo', 'userinfo', 'user_id');
  const owner = {
    username: said(info['preferred_username']),
    orgId: said(info['organization_id']),
    userId: said(info['user_id']),
    ...omitUndefined({ askedAt }),
  };
  if (owner.username.toLowerCase() === token.expected?.toLowerCase() || owner.userId === '') return owner;
  const path = `/services/data/v51.0/sobjects/User/${encodeURIComponent(owner.userId)}`;
  const user = await get(path, 'record', 'Username');
  return { ...owner, username: said(user['Username']) || owner.username };
};

const dateOf = (header: string | string[] | undefined): Date | undefined => {
  const date = new Date(String(header));
  return Number.isNaN(date.getTime()) ? undefined : date;
};
