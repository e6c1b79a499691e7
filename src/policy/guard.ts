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
};

/** The org as far as it is known before any connection is made. By its id the guard finds what other places say of it. */
export type GuardedOrg = Pick<OrgRecord, 'policies' | 'marked'> & {
  readonly key?: string;
  readonly orgId?: string;
  readonly name: string;
};

/** Says yes or no, with the reason, before a connection is made. */
export type Guard = {
  /**
   * `org.marked` says whether the org is known to hold the marker; once a connection is made and the org itself said
   * so, the same question is asked again with its answer.
   */
  allow(action: Action, org: GuardedOrg, context: GuardContext): Promise<Decision>;
};
