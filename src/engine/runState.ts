import { elementsError } from '../errors.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import type { RunRecord, OrgRecord } from '../store/records.ts';
import type { Collaborators } from './contract.ts';

export type IsAlive = (holder: RunRecord['holder']) => boolean;

/** The longest time that a sync can be given. */
export const LONGEST_SYNC_MS = 24 * 3_600_000;

/**
 * A lease is renewed for a minute at a time. One that ends later than this is not of ours, whoever wrote it down; the
 * clocks of two machines differ by less.
 */
const LONGEST_LEASE_MS = 10 * 60_000;

/**
 * A running run lives while its lease lasts and its holder has not died. One that has run for longer than a sync may, or
 * whose lease no sync can have taken, does not: who may write the store could lock an org for ever with it.
 */
export const isLive = (run: RunRecord, isAlive: IsAlive, now: Date): boolean => {
  if (run.state !== 'running') return false;
  const left = Date.parse(run.leaseUntil) - now.getTime();
  const age = now.getTime() - Date.parse(run.startedAt);
  // A last lease may go beyond the time of the longest sync.
  return left > 0 && left <= LONGEST_LEASE_MS && age <= LONGEST_SYNC_MS + LONGEST_LEASE_MS && isAlive(run.holder);
};

/** A run as a person should see it: one whose holder died is interrupted, though nobody was left to write that down. */
export const asSeen = (run: RunRecord, isAlive: IsAlive, now: Date): RunRecord =>
  run.state === 'running' && !isLive(run, isAlive, now) ? { ...run, state: 'interrupted' } : run;

/** Refuses what must not happen while a sync of the org runs. */
export const checkNotSyncing = async (
  org: OrgRecord,
  { store, clock, process }: Pick<Collaborators, 'store' | 'clock' | 'process'>
): Promise<void> => {
  const [newest] = await store.runs(org.key, { limit: 1 });
  if (newest !== undefined && isLive(newest, (holder) => process.isAlive(holder), clock.now())) {
    throw elementsError('syncRunning', [orgLabel(org), newest.startedAt, newest.actor]);
  }
};
