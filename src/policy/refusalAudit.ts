import type { SfError } from '@salesforce/core/sfError';
import type { AuditRecord } from '../store/records.ts';
import type { Action } from './actions.ts';
import type { GuardContext, GuardedOrg } from './guard.ts';

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
