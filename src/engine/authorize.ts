import { SfError } from '@salesforce/core/sfError';
import { hostname } from 'node:os';
import { orgLabel } from '../model/names/orgLabel.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import type { Action } from '../policy/actions.ts';
import type { GuardContext, GuardedOrg, Refusal } from '../policy/guard.ts';
import type { OrgRecord, AuditRecord } from '../store/records.ts';
import type { Collaborators, SyncRequest } from './contract.ts';

export type Authority = Pick<Collaborators, 'guard' | 'store' | 'clock'>;

export type Question = {
  readonly action: Action;
  readonly org: GuardedOrg;
  readonly actor: string;
  readonly context?: GuardContext;
};

/** What a person does by hand to a setting: no login is used for it. */
const BY_HAND: GuardContext = { trigger: 'manual', credential: 'stored' };

/** The guard's refusal, written down; undefined when it says yes. */
export const refusalOf = async (question: Question, authority: Authority): Promise<Refusal | undefined> => {
  const { action, org, context = BY_HAND } = question;
  const decision = await authority.guard.allow(action, org, context);
  if (decision.allowed) return undefined;
  await writeDown(decision.error, question, authority);
  return decision;
};

/** Asks the guard, and then `check` if there is one; a refusal of either is written down and thrown. */
export const authorize = async (question: Question, authority: Authority, check?: () => void): Promise<void> => {
  const refusal = await refusalOf(question, authority);
  if (refusal) throw refusal.error;
  const error = errorOf(check);
  if (error === undefined) return;
  await writeDown(error, question, authority);
  throw error;
};

const errorOf = (check: (() => void) | undefined): SfError | undefined => {
  try {
    check?.();
    return undefined;
  } catch (error) {
    if (error instanceof SfError) return error;
    throw error;
  }
};

const writeDown = async (
  error: SfError,
  { action, org, actor, context = BY_HAND }: Question,
  { store, clock }: Pick<Authority, 'store' | 'clock'>
): Promise<void> => {
  const from = `sf elements on ${hostname()}`;
  const record = refusalAudit({ at: clock.now(), actor, from, action, org, context, error });
  // A store that can't be written to must not turn a refusal into another error.
  await store.audit(record).catch(() => undefined);
};

export const contextOf = ({ trigger, credential = 'stored' }: SyncRequest): GuardContext => ({ trigger, credential });

type KnownOrg = Pick<OrgRecord, 'alias' | 'username' | 'policies'> &
  Partial<Pick<OrgRecord, 'key' | 'orgId'>> &
  Pick<GuardedOrg, 'marked'>;

/** The org as the guard wants it, by the name that a person knows it by; without a key where no store has a record of it. */
export const guarded = ({ orgId, ...org }: KnownOrg): GuardedOrg => ({
  ...org,
  ...(orgId ? { orgId } : {}),
  name: orgLabel(org),
});

const REFUSED = ' refused';

/** What an audit record says of a refusal; undefined where it is about something else. */
export const refusalIn = ({
  action,
  detail,
}: Pick<AuditRecord, 'action' | 'detail'>):
  { readonly [name in 'action' | 'org' | 'orgId' | 'error' | 'reason']: string } | undefined => {
  const text = (name: string): string => (typeof detail[name] === 'string' ? detail[name] : '');
  if (!action.endsWith(REFUSED)) return undefined;
  return { action, org: text('org'), orgId: text('orgId'), error: text('error'), reason: text('reason') };
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
  ...omitUndefined({ orgKey: refusal.org.key }),
  action: `${refusal.action}${REFUSED}`,
  detail: {
    org: refusal.org.name,
    ...omitUndefined({ orgId: refusal.org.orgId }),
    trigger: refusal.context.trigger,
    credential: refusal.context.credential,
    error: refusal.error.name,
    reason: refusal.error.message,
  },
});
