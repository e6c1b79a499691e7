import type { AuditRecord, OrgRecord, RunRecord } from '../store/records.ts';
import { lastDue } from './dueTimes.ts';

/** How many of the newest runs and audit records are looked at: none of a day has more since it was due. */
export const NEWEST = 50;

/**
 * The due time that nobody has served yet; undefined when there is none. Of several that passed while nothing ran only the
 * last one counts, so that missed runs are made up for once.
 */
export const unservedDue = (
  org: Pick<OrgRecord, 'schedule' | 'connectedAt'>,
  runs: readonly RunRecord[],
  audits: readonly AuditRecord[],
  now: Date
): Date | undefined => {
  if (org.schedule === undefined) return undefined;
  const due = lastDue(org.schedule, now);
  if (due <= new Date(org.schedule.since ?? org.connectedAt)) return undefined;
  return isServed(runs, due) || wasRefused(audits, due) ? undefined : due;
};

/**
 * A due time is served by a scheduled run since then, whatever became of it: what failed comes again at the next due time.
 * A run that somebody started by hand serves it too, unless that one failed.
 */
export const isServed = (runs: readonly RunRecord[], due: Date): boolean =>
  runs.some(
    ({ startedAt, trigger, state }) =>
      new Date(startedAt) >= due && (trigger === 'scheduled' || ['running', 'succeeded', 'partial'].includes(state))
  );

/** A refusal is written down once for each due time. */
const wasRefused = (audits: readonly AuditRecord[], due: Date): boolean =>
  audits.some(
    ({ at, action, detail }) => action === 'sync refused' && detail['trigger'] === 'scheduled' && new Date(at) >= due
  );
