import type { Cursors } from './doors/cursors.ts';
import type { Delays } from './delays/delays.ts';
import type { Effect, Faults } from './faults.ts';
import type { TypeCatalogue } from './metadataTypes.ts';
import type { StandinOrg, StandinUser } from './orgState.ts';
import { Refusal } from './refusal.ts';
import type { RequestLog } from './requestLog.ts';
import type { Sessions } from './sessions.ts';
import type { RetrieveJobs } from './soap/retrieveJobs.ts';

/** Of the API: Salesforce has retired those before it. */
export const firstVersion = 31;

/** Limits as Salesforce has them; a test may set them low. */
export type Limits = {
  retrieveFiles: number;
  /** Bytes of all files of a retrieve together. */
  retrieveBytes: number;
  /** Bytes of its zip before base64. */
  retrieveZipBytes: number;
  /** Rows of a query's page. */
  queryRows: number;
  apiCallsUsed: number;
  apiCallsMax: number;
  /** How long a retrieve takes from request to result. */
  retrieveMs: number;
};

/** Everything one running stand-in holds. */
export type World = {
  readonly org: StandinOrg;
  readonly catalogue: TypeCatalogue;
  readonly sessions: Sessions;
  readonly faults: Faults;
  readonly retrieves: RetrieveJobs;
  readonly cursors: Cursors;
  readonly log: RequestLog;
  readonly limits: Limits;
  /** Undefined where calls take no longer than the machine does. */
  readonly delays: Delays | undefined;
  readonly now: () => Date;
  /** Without a slash at the end. */
  baseUrl: string;
};

export type Exchange = {
  readonly method: string;
  /** Leading slashes collapsed, query string cut off. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
};

export type Reply = {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Door = 'oauth' | 'rest' | 'soap' | 'control';

/** A request understood: how to name it in the log, and how to answer it. */
export type Call = {
  readonly door: Door;
  readonly operation: string;
  readonly subject: string;
  readonly detail?: unknown;
  readonly answer: (effects: readonly Effect[]) => Reply | Promise<Reply>;
};

export const jsonReply = (status: number, value: unknown): Reply => ({
  status,
  contentType: 'application/json;charset=UTF-8',
  body: JSON.stringify(value),
});

/** The session that a request carries in its header. */
export const bearerToken = (exchange: Exchange): string | undefined =>
  /^(?:Bearer|OAuth) (.+)$/i.exec(exchange.headers['authorization'] ?? '')?.[1];

/** The user of a live session; a refusal in all other cases, as REST words it. */
export function userOfSession(world: World, token: string | undefined): StandinUser {
  const username = token === undefined ? undefined : world.sessions.userOf(token);
  const user = world.org.users.find((candidate) => candidate.username === username);
  if (user?.isActive !== true) throw new Refusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
  return user;
}
