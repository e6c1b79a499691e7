import type { PolicyCase } from './policyCase.ts';

export type Expected =
  /** A run is made and publishes. `revoked`: the token was for this one use. */
  | {
      readonly is: 'synced';
      readonly exitCode: 0;
      readonly actor: 'machine user' | 'org user';
      readonly revoked: boolean;
    }
  /** A run is made and fails, because nothing is there to log in with. */
  | { readonly is: 'failed'; readonly exitCode: 1 }
  /** Nothing is asked of the org. The refusal is written down by who may write. */
  | {
      readonly is: 'refused';
      readonly exitCode: 0 | 77;
      readonly error: 'ManualSyncOnlyError' | 'RoleError';
      readonly audited: boolean;
    }
  /** Nobody can say such a thing. */
  | { readonly is: 'impossible'; readonly exitCode: 2 };

/**
 * What must become of a sync, as the rules are written down, and not as the program has them: it must not share a line
 * with `src/policy/`.
 */
export const expectedOutcome = ({ corporate, org, trigger, login, role }: PolicyCase): Expected => {
  const isScheduled = trigger === 'scheduled';
  // A person in a browser is not a thing that a schedule can wait for: there is no such flag.
  if (isScheduled && login === 'browser') return { is: 'impossible', exitCode: 2 };

  // Who may only read starts no sync, whatever the policy says, and can write nothing down.
  if (role === 'viewer') return { is: 'refused', exitCode: 77, error: 'RoleError', audited: false };

  // A source that is named and can't be understood counts as on.
  const corporationSaysOn = corporate === 'on' || corporate === 'broken' || corporate === 'missing';
  const isToken = login.startsWith('token');
  if (!corporationSaysOn && org === 'off') {
    // A schedule uses what is stored alone.
    if (isScheduled && isToken) return { is: 'failed', exitCode: 1 };
    return { is: 'synced', exitCode: 0, actor: 'machine user', revoked: login === 'browser' };
  }

  // Manual Sync Only. A suspended schedule is nobody's failure.
  const exitCode = isScheduled ? 0 : 77;
  const manualSyncOnly = { is: 'refused', exitCode, error: 'ManualSyncOnlyError', audited: true } as const;
  if (isScheduled) return manualSyncOnly;
  const isPersonal = login === 'browser' || (isToken && arePermitted(login, corporationSaysOn, corporate));
  if (!isPersonal) return manualSyncOnly;
  if (role !== 'manager') return { is: 'refused', exitCode: 77, error: 'RoleError', audited: true };
  return { is: 'synced', exitCode: 0, actor: isToken ? 'org user' : 'machine user', revoked: true };
};

/** Tokens must be permitted by who decides; a file that can't be read permits nothing. */
const arePermitted = (
  login: PolicyCase['login'],
  corporationDecides: boolean,
  corporate: PolicyCase['corporate']
): boolean => {
  if (corporationDecides) return corporate === 'on' && login === 'token all permit';
  return login === 'token the org permits' || login === 'token all permit';
};
