import type { SfError } from '@salesforce/core/sfError';
import { nameFault } from '../org/nameFault.ts';
import type { OrgSession } from '../org/orgSession.ts';
import type { Check } from '../org/preflight/check.ts';
import { errorOfChecks, preflight, refusedChecks } from '../org/preflight/preflight.ts';
import type { SyncMode } from '../org/syncPermissions.ts';
import { askPreflight } from './askPreflight.ts';

export type Preflight = {
  readonly checks: Check[];
  /** Why no sync should begin; absent when all required checks passed, or can't be decided. */
  readonly error?: SfError;
};

/** Checks an org and its user over an open session. Throws only when the org could not be asked at all. */
export const preflightOrg = async (
  session: OrgSession,
  options: { readonly name: string; readonly mode: SyncMode; readonly now: Date }
): Promise<Preflight> => {
  const { name, mode, now } = options;
  try {
    const checks = preflight(await askPreflight(session), { mode, now });
    const error = errorOfChecks(checks, { name, username: session.username });
    return { checks, ...(error === undefined ? {} : { error }) };
  } catch (thrown) {
    const error = nameFault(thrown, name);
    const checks = refusedChecks(error, mode);
    if (checks === undefined) throw error;
    return { checks, error };
  }
};
