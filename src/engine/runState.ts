import { elementsError } from '../errors.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import type { RunRecord, OrgRecord } from '../store/records.ts';
import type { Collaborators } from './contract.ts';

export type IsAlive = (holder: RunRecord['holder']) => boolean;

/** A running run lives while its lease lasts and its holder has not died. */
export const isLive = (run: RunRecord, isAlive: IsAlive, now: Date): boolean =>
  run.state === 'running' && Date.parse(run.leaseUntil) > now.getTime() && isAlive(run.holder);

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
