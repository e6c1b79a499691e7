import pLimit from 'p-limit';
import { componentKey, type ComponentKey } from '../../model/names/componentName.ts';
import { runRetrieveJob, type RetrievedZip } from '../../salesforce/calls/retrieveJob.ts';
import { endsSync, isNotGiven, isOfOnePart, mayRepeat } from '../../salesforce/faults/decideFault.ts';
import { faultText, isFault, type Fault } from '../../salesforce/faults/salesforceFault.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import { expectedMsOf, manifestOf, type Wanted } from '../plan/batches.ts';
import type { NotRetrieved } from '../plan/round.ts';
import { waitBeforeLook, type JobPace } from './jobPace.ts';

export type RetrieveOptions = {
  /** Retrieve jobs in flight. */
  readonly jobsAtOnce: number;
  readonly now: () => number;
  readonly pace: JobPace;
  /** Takes a job's zip as soon as it is there. Throws a `TransportFault` when the zip is unusable: it is retrieved again. */
  readonly take: (zip: RetrievedZip, batch: readonly Wanted[]) => Promise<void>;
};

/**
 * More jobs than this beside the planned ones mean that the org, not a component, is in trouble. To find one component
 * among 9,000 takes 28.
 */
const EXTRA_JOBS = 200;

/**
 * Retrieves batches. A job that fails is split in halves until the culprits are alone, so one bad component costs only
 * itself; a result that was lost or unusable is retrieved once more.
 */
export const retrieve = async (
  session: OrgSession,
  batches: ReadonlyArray<readonly Wanted[]>,
  options: RetrieveOptions
): Promise<ReadonlyMap<ComponentKey, NotRetrieved>> => {
  const limit = pLimit(options.jobsAtOnce);
  const failures = new Map<ComponentKey, NotRetrieved>();
  let extraJobs = EXTRA_JOBS;

  const giveUp = (batch: readonly Wanted[], failure: NotRetrieved): void => {
    for (const { component } of batch) failures.set(componentKey(component), failure);
  };
  const run = async (batch: readonly Wanted[], attempt: number, isHalf = false): Promise<void> => {
    try {
      await limit(async () => options.take(await runJob(session, batch, options), batch));
    } catch (error) {
      if (!isFault(error) || endsSync(error)) throw error;
      const next = nextStep(error, batch, attempt, isHalf);
      extraJobs -= next === 'again' ? 1 : 2;
      if (next === 'give up' || extraJobs < 0) return void giveUp(batch, failureOf(error, batch.length === 1));
      if (next === 'again') return run(batch, attempt + 1, isHalf);
      const middle = Math.ceil(batch.length / 2);
      await Promise.all([run(batch.slice(0, middle), 1, true), run(batch.slice(middle), 1, true)]);
    }
    return undefined;
  };
  try {
    await Promise.all(batches.map((batch) => run(batch, 1)));
  } finally {
    limit.clearQueue();
  }
  return failures;
};

const runJob = (
  session: OrgSession,
  batch: readonly Wanted[],
  { now, pace }: Pick<RetrieveOptions, 'now' | 'pace'>
): Promise<RetrievedZip> => {
  const workMs = expectedMsOf(batch);
  return runRetrieveJob(session, manifestOf(batch), {
    now,
    wait: (elapsed, looks) => waitBeforeLook(elapsed, { looks, expected: pace.expected(workMs) }),
    ended: (seen) => pace.ended(workMs, seen),
  });
};

const nextStep = (
  fault: Fault,
  batch: readonly Wanted[],
  attempt: number,
  isHalf: boolean
): 'again' | 'split' | 'give up' => {
  const canSplit = isOfOnePart(fault) && batch.length > 1;
  // A fault of Salesforce often passes, so try once more. Where a smaller request may help, split first and repeat only
  // what is alone.
  const mayPass = mayRepeat(fault, 'retrieve') || (fault.transient && batch.length === 1);
  if (attempt === 1 && mayPass && !(isHalf && canSplit)) return 'again';
  return canSplit ? 'split' : 'give up';
};

const failureOf = (fault: Fault, alone: boolean): NotRetrieved => ({
  state: isNotGiven(fault) ? 'unavailable' : 'failed',
  reason: faultText(fault),
  ...(alone && isOfOnePart(fault) ? { culprit: true } : {}),
  ...(fault.transient ? { transient: true } : {}),
});
