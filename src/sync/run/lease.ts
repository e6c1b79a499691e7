import type { Clock } from '../../engine/contract.ts';
import type { RunRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';

/** How long a run counts as living without a word from its holder; long enough for a busy event loop. */
export const LEASE_MS = 60_000;
const RENEWAL_MS = 10_000;

export const leaseUntil = (clock: Clock): string => new Date(clock.now().getTime() + LEASE_MS).toISOString();

/** Renews a run's lease until it is stopped. `isLost` turns true when somebody else has taken the org over. */
export const keepLease = (
  store: Pick<Store, 'renewLease'>,
  { orgKey, runId }: Pick<RunRecord, 'orgKey' | 'runId'>,
  clock: Clock
): { readonly isLost: () => boolean; readonly stop: () => void } => {
  let lost = false;
  const timer = setInterval(() => {
    store.renewLease(orgKey, runId, leaseUntil(clock)).then(
      (held) => (lost ||= !held),
      // A store that is busy for a moment is asked again at the next renewal; the lease outlasts several.
      () => undefined
    );
  }, RENEWAL_MS);
  timer.unref();
  return { isLost: () => lost, stop: () => clearInterval(timer) };
};
