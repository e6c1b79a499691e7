import type { SfError } from '@salesforce/core/sfError';
import type { OrgRecord, Trigger } from '../store/records.ts';
import type { Action } from './actions.ts';

/** The policies that exist, and for each the value that allows less. */
const STRICT_VALUE = {
  /** On: nothing syncs unless a person authenticates for that very sync. */
  'manual-sync-only': true,
  /** On: under Manual Sync Only a token from the environment may serve as that authentication. */
  'access-token-sync': false,
} as const;

export type PolicyName = keyof typeof STRICT_VALUE;

export const POLICY_NAMES = Object.keys(STRICT_VALUE) as readonly PolicyName[];

/** What wins where sources disagree, and what a source that can't be read counts as. */
export const strictValue = (name: PolicyName): boolean => STRICT_VALUE[name];

export type PolicyValues = { readonly [name in PolicyName]?: boolean };

/**
 * What somebody is to an org: a manager sets its policy and starts its syncs, an editor starts syncs while Manual Sync
 * Only is off, a viewer reads, a worker runs what is due. A corporate admin may set the policies of the whole corporation.
 * Somebody may be several of these at once.
 */
export type Role = 'corporate admin' | 'manager' | 'editor' | 'viewer' | 'worker';

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

/** The org as far as it is known before any connection is made. */
export type GuardedOrg = Pick<OrgRecord, 'policies' | 'marked'> & { readonly key?: string; readonly name: string };

/** Says yes or no, with the reason, before a connection is made. */
export type Guard = {
  /**
   * `org.marked` says whether the org is known to hold the marker; once a connection is made and the org itself said
   * so, the same question is asked again with its answer.
   */
  allow(action: Action, org: GuardedOrg, context: GuardContext): Promise<Decision>;
};
