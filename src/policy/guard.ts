import type { SfError } from '@salesforce/core/sfError';
import type { OrgRecord, Trigger } from '../store/records.ts';

/** What a command wants to do to an org; reading a stored model is always allowed to whoever can read the store. */
export type Action = 'sync';

/** How the action would authenticate: with what the sf CLI keeps, afresh by a person, or with a token from the environment. */
export type Credential = 'stored' | 'fresh' | 'environment';

export type GuardContext = { readonly trigger: Trigger; readonly credential: Credential };

export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly error: SfError };

/** The org as far as it is known before any connection is made. */
export type GuardedOrg = Pick<OrgRecord, 'policies'> & { readonly key?: string; readonly name: string };

/** Says yes or no, with the reason, before a connection is made; the marker in the org is asked with `marker` once there is one. */
export type Guard = {
  allow(action: Action, org: GuardedOrg, context: GuardContext): Promise<Decision>;
  /** The same decision once the org has said whether it holds the marker custom permission. */
  allowWithMarker(action: Action, org: GuardedOrg, context: GuardContext, marker: boolean): Promise<Decision>;
};
