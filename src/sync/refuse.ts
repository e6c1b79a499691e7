import { hostname } from 'node:os';
import type { SfError } from '@salesforce/core/sfError';
import type { GuardContext, GuardedOrg } from '../policy/guard.ts';
import type { OrgRecord } from '../store/records.ts';
import { refusalAudit } from '../policy/refusalAudit.ts';
import type { Collaborators, SyncRequest } from './contract.ts';

export const contextOf = ({ trigger, credential = 'stored' }: SyncRequest): GuardContext => ({ trigger, credential });

/** The org as the guard wants it, by the name that a person knows it by. */
export const guarded = (org: OrgRecord): GuardedOrg => ({ ...org, name: org.alias ?? org.username });

/** Throws the guard's refusal, after it has been written down. */
export const refuse = async (
  error: SfError,
  { org, actor }: SyncRequest,
  context: GuardContext,
  { store, clock }: Collaborators
): Promise<never> => {
  // A store that can't be written to must not turn a refusal into another error.
  await store
    .audit(
      refusalAudit({
        at: clock.now(),
        actor,
        from: `sf elements on ${hostname()}`,
        action: 'sync',
        org,
        context,
        error,
      })
    )
    .catch(() => undefined);
  throw error;
};
