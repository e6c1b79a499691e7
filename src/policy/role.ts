/**
 * What somebody is to an org: a manager sets its policy and starts its syncs, an editor starts syncs while Manual Sync
 * Only is off, a viewer reads, a worker runs what is due. A corporate admin may set the policies of the whole corporation.
 * Somebody may be several of these at once.
 */
export type Role = 'corporate admin' | 'manager' | 'editor' | 'viewer' | 'worker';
