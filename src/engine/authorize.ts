import { SfError } from '@salesforce/core/sfError';
import { hostname } from 'node:os';
import { orgLabel } from '../model/names/orgLabel.ts';
import type { Action } from '../policy/actions.ts';
import type { GuardContext, GuardedOrg } from '../policy/guard.ts';
import type { OrgRecord, AuditRecord } from '../store/records.ts';
import type { Collaborators, SyncRequest } from './contract.ts';

export type Authority = Pick<Collaborators, 'guard' | 'store' | 'clock'>;

type Question = {
  readonly action: Action;
  readonly org: GuardedOrg;
  readonly actor: string;
  readonly context?: GuardContext;
};

/** What a person does by hand to a setting: no login is used for it. */
const BY_HAND: GuardContext = { trigger: 'manual', credential: 'stored' };

/** Asks the guard, and then `check` if there is one; a refusal of either is written down and thrown. */
export const authorize = async (question: Question, authority: Authority, check?: () => void): Promise<void> => {
  const { action, org, actor, context = BY_HAND } = question;
  const decision = await authority.guard.allow(action, org, context);
  const error = decision.allowed ? refusalOf(check) : decision.error;
  if (error === undefined) return;
  const { store, clock } = authority;
  const from = `sf elements on ${hostname()}`;
  // A store that can't be written to must not turn a refusal into another error.
  await store.audit(refusalAudit({ at: clock.now(), actor, from, action, org, context, error })).catch(() => undefined);
  throw error;
};

const refusalOf = (check: (() => void) | undefined): SfError | undefined => {
  try {
    check?.();
    return undefined;
  } catch (error) {
    if (error instanceof SfError) return error;
    throw error;
  }
};

export const contextOf = ({ trigger, credential = 'stored' }: SyncRequest): GuardContext => ({ trigger, credential });

/** The org as the guard wants it, by the name that a person knows it by. */
export const guarded = (org: OrgRecord): GuardedOrg => ({ ...org, name: orgLabel(org) });

/** Throws the guard's refusal, after it has been written down. */
export const throwRefusal = async (
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

/** The audit record of a refusal; who asked the guard writes it. `from` is the machine and the program. */
export const refusalAudit = (refusal: {
  readonly at: Date;
  readonly actor: string;
  readonly from: string;
  readonly action: Action;
  readonly org: GuardedOrg;
  readonly context: GuardContext;
  readonly error: SfError;
}): AuditRecord => ({
  at: refusal.at.toISOString(),
  actor: refusal.actor,
  from: refusal.from,
  ...(refusal.org.key === undefined ? {} : { orgKey: refusal.org.key }),
  action: `${refusal.action} refused`,
  detail: {
    org: refusal.org.name,
    trigger: refusal.context.trigger,
    credential: refusal.context.credential,
    error: refusal.error.name,
    reason: refusal.error.message,
  },
});
