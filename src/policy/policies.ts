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
