import { hostname } from 'node:os';
import { SfError } from '@salesforce/core/sfError';
import type { Action } from '../policy/actions.ts';
import type { GuardContext, GuardedOrg } from '../policy/guard.ts';
import { refusalAudit } from '../policy/refusalAudit.ts';
import type { Collaborators } from './contract.ts';

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
