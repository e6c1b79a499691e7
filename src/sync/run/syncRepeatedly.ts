import type { SfError } from '@salesforce/core/sfError';
import { contextOf, guarded } from '../../engine/authorize.ts';
import type { SyncRequest } from '../../engine/contract.ts';
import type { SyncOutcome } from '../../engine/outcome.ts';
import { policyMessage } from '../../messages.ts';
import { orgLabel } from '../../model/names/orgLabel.ts';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { isTransient } from '../../salesforce/faults/decideFault.ts';
import type { OrgRecord } from '../../store/records.ts';
import type { SyncCollaborators } from '../syncCollaborators.ts';
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
 * use: there a failed sync stays failed. The outcome is the last try's.
 */
export const syncRepeatedly = async (
  request: SyncRequest,
  { minutes, random, onRepeat }: Repetition,
  collaborators: SyncCollaborators
): Promise<SyncOutcome> => {
  const { clock } = collaborators;
  const at = new Date(clock.now().getTime() + minutes * 60_000);
  // The first try serves the due time: a repetition is not needless because of it.
  const { due, ...repeated } = request;
  const attempt = async (number: number, org: OrgRecord): Promise<SyncOutcome> => {
    const outcome = await syncOrg(
      { ...repeated, ...omitUndefined({ due: number === 1 ? due : undefined }), org, deadline: { at, minutes } },
      collaborators
    );
    if (outcome.kind !== 'failed') return outcome;
    const { error } = outcome;
    const delayMs = Math.round((DELAYS[number - 1] ?? 0) * (0.5 + random() / 2));
    const isInTime = clock.now().getTime() + delayMs < at.getTime();
    if (!(await repeatable(request, error, collaborators))) return outcome;
    if (number >= TRIES || !isInTime || !isTransient(error)) return outcome;
    onRepeat({ attempt: number + 1, delayMs, error });
    await clock.sleep(delayMs);
    const now = await repeatable(request, error, collaborators);
    return now === undefined ? outcome : attempt(number + 1, now);
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
  if (decision.reason === 'manual sync only') {
    const startAgain = policyMessage('startAgain', [orgLabel(org)]);
    error.actions = [startAgain, ...(error.actions ?? []).filter((action) => action !== startAgain)];
  }
  return undefined;
};
