import type { SfError } from '@salesforce/core/sfError';
import type { OrgRecord, Trigger } from '../store/records.ts';
import type { Action } from './actions.ts';

/** How the action would authenticate: with what the sf CLI keeps, afresh by a person, or with a token from the environment. */
export type Credential = 'stored' | 'fresh' | 'environment';

export type GuardContext = { readonly trigger: Trigger; readonly credential: Credential };

export type Decision = { readonly allowed: true } | Refusal;

/** No, as data and in words: a role is missing, Manual Sync Only forbids it, or that turns off a feature it needs. */
export type Refusal = {
  readonly allowed: false;
  readonly reason: 'role' | 'manual sync only' | 'feature off';
  readonly error: SfError;
  /** Of Manual Sync Only: something that is proof enough to delete a stored login says it. */
  readonly isProven?: boolean;
};

/** Whether the org holds the marker, or why that can't be known: a policy that can't be read is in force. */
export type Marker = boolean | { readonly problem: string };

/**
 * The org as far as it is known, before a connection is made or by what it said itself. By its id the guard finds what
 * other places say of it.
 */
export type GuardedOrg = Pick<OrgRecord, 'policies'> & {
  readonly key?: string;
  readonly orgId?: string;
  /** By these a sandbox is known again that was refreshed since, and has another id. */
  readonly username?: string;
  readonly instanceUrl?: string;
  readonly isSandbox?: boolean;
  readonly marked?: Marker;
  readonly name: string;
};

/** Says yes or no, with the reason, before a connection is made. */
export type Guard = {
  /**
   * `org.marked` says whether the org is known to hold the marker. Once a connection is made, the same question is asked
   * again by the org id that the org itself said, and with its answer about the marker.
   */
  allow(action: Action, org: GuardedOrg, context: GuardContext): Promise<Decision>;
};
