import type { SfError } from '@salesforce/core/sfError';
import { contextOf, guarded } from '../../engine/authorize.ts';
import type { SyncRequest } from '../../engine/contract.ts';
import type { SyncCollaborators } from '../syncCollaborators.ts';
import { policyMessage } from '../../messages.ts';
import { isTransient } from '../../salesforce/faults/decideFault.ts';
import type { OrgRecord, RunRecord } from '../../store/records.ts';
import { syncOrg } from '../syncOrg.ts';

/** The first try and two more. */
const TRIES = 3;

/** Before the second and the third try, in milliseconds; half of it is drawn, so that not all come back at once. */
const DELAYS = [30_000, 120_000] as const;

export type Repetition = {
  /** How long all tries together may take, and how a person said it. */
  readonly minutes: number;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Another try is going to be made. */
  readonly onRepeat: (next: { readonly attempt: number; readonly delayMs: number; readonly error: SfError }) => void;
};

/**
 * A sync that is tried again when it failed of something that passes, each time as a run of its own, within one deadline
 * for all tries. Never under Manual Sync Only, which is asked anew each time, and never with a credential that was for one
 * use: there a failed sync stays failed. Resolves with the last run; rejects with its error.
 */
export const syncRepeatedly = async (
  request: SyncRequest,
  { minutes, random, onRepeat }: Repetition,
  collaborators: SyncCollaborators
): Promise<RunRecord> => {
  const { clock } = collaborators;
  const at = new Date(clock.now().getTime() + minutes * 60_000);
  // The first try serves the due time: a repetition is not needless because of it.
  const { due, ...repeated } = request;
  const attempt = async (number: number, org: OrgRecord): Promise<RunRecord> => {
    try {
      return await syncOrg(
        { ...repeated, ...(number === 1 && due ? { due } : {}), org, deadline: { at, minutes } },
        collaborators
      );
    } catch (thrown) {
      const error = thrown as SfError;
      const delayMs = Math.round((DELAYS[number - 1] ?? 0) * (0.5 + random() / 2));
      const isInTime = clock.now().getTime() + delayMs < at.getTime();
      // Without a run nothing was tried: the guard refused, or another sync is under way.
      if (error.data === undefined || !(await repeatable(request, error, collaborators))) throw error;
      if (number >= TRIES || !isInTime || !isTransient(error)) throw error;
      onRepeat({ attempt: number + 1, delayMs, error });
      await clock.sleep(delayMs);
      const now = await repeatable(request, error, collaborators);
      if (now === undefined) throw error;
      return attempt(number + 1, now);
    }
  };
  return attempt(1, request.org);
};

/**
 * The org, if the sync may be tried again: asks the store and the guard as they are by now. A failure that stays says how a
 * person starts the sync again.
 */
const repeatable = async (
  request: SyncRequest,
  error: SfError,
  { store, guard }: SyncCollaborators
): Promise<OrgRecord | undefined> => {
  const org = await store.org(request.org.key);
  if (org === undefined || org.disconnectedAt !== undefined) return undefined;
  // Connected anew meanwhile, as another org; or this sync itself went on with a refreshed sandbox.
  if (org.orgId !== request.org.orgId && !request.acceptRefresh) return undefined;
  const decision = await guard.allow('sync', guarded(org), { trigger: request.trigger, credential: 'stored' });
  if (decision.allowed) return contextOf(request).credential === 'stored' ? org : undefined;
  if (decision.error.name === MANUAL_SYNC_ONLY && error.name !== MANUAL_SYNC_ONLY) {
    const startAgain = policyMessage('startAgain', [org.alias ?? org.username]);
    error.actions = [startAgain, ...(error.actions ?? []).filter((action) => action !== startAgain)];
  }
  return undefined;
};

const MANUAL_SYNC_ONLY = 'ManualSyncOnlyError';
