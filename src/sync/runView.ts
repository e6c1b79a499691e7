import type { RunRecord } from '../store/records.ts';

export type IsAlive = (holder: RunRecord['holder']) => boolean;

/** A running run lives while its lease lasts and its holder has not died. */
export const isLive = (run: RunRecord, isAlive: IsAlive, now: Date): boolean =>
  run.state === 'running' && Date.parse(run.leaseUntil) > now.getTime() && isAlive(run.holder);

/** A run as a person should see it: one whose holder died is interrupted, though nobody was left to write that down. */
export const asSeen = (run: RunRecord, isAlive: IsAlive, now: Date): RunRecord =>
  run.state === 'running' && !isLive(run, isAlive, now) ? { ...run, state: 'interrupted' } : run;
