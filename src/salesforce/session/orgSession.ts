import type { Connection } from '@salesforce/core';
import type { CredentialRemoval } from '../login/removeCredential.ts';
import type { HttpAnswer } from '../transport/httpTransport.ts';

/** Calls to the org so far by operation: `listMetadata`, `query`, `retrieve` … Each counts as one API request at Salesforce. */
export type ApiCalls = { readonly [operation: string]: number };

/** What decides at a session's end over the stored login that it used. */
export type StoredRemoval = {
  /** Whether Manual Sync Only is in force for the org by now, with proof enough to delete a login. */
  isInForce(): Promise<boolean>;
  /** Whether somebody agreed meanwhile that stored logins are removed. */
  isAgreed(): Promise<boolean>;
  /** Told what was removed. */
  wasRemoved(removal: CredentialRemoval): Promise<void>;
};

/** An authenticated way to one org as one user. Sessions are renewed at most once in its life. */
export type OrgSession = {
  readonly username: string;
  /** Who a run is recorded as, where the login says more than the machine's user does. */
  readonly actor?: string;
  readonly instanceUrl: string;
  /** `66.0` */
  readonly apiVersion: string;
  readonly apiCalls: () => ApiCalls;
  /** GET of a path below the instance, `/services/data/v66.0/limits`. Repeats itself on passing faults. */
  get(path: string, operation: string): Promise<unknown>;
  /** One POST to the Metadata API, not repeated. `envelope` gets the session id, which may change by a renewal. */
  postSoap(envelope: (sessionId: string) => string, operation: string): Promise<HttpAnswer>;
  /** The same session, asking in another API version. */
  inVersion(apiVersion: string): OrgSession;
  /** How often the session was renewed: a call that was refused before the last renewal may just be made again. */
  readonly renewals: () => number;
  /** Renews the session. Throws when it can't be renewed, or was renewed before and is refused again. */
  renew(): Promise<void>;
  /** For source-deploy-retrieve, which wants the connection itself; the call is counted under `operation`. */
  withConnection<T>(operation: string, use: (connection: Connection) => Promise<T>): Promise<T>;
  /**
   * What has to be done when the session is not used any more: a token that was for this one use is revoked; a stored
   * login that a policy meanwhile forbids, and that somebody agreed to remove, is revoked and removed. Does it
   * once, however often it is called. Resolves with what could not be revoked and was told to nobody, in words; never throws.
   */
  end(removal?: StoredRemoval): Promise<readonly string[]>;
  /** Waits before a repetition; injected so that tests need not. */
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 to below 1, for how long to wait. */
  readonly random: () => number;
};
