import pLimit from 'p-limit';
import { componentKey, type ComponentKey } from '../../model/names/componentName.ts';
import { runRetrieveJob, type RetrievedZip } from '../../salesforce/calls/retrieveJob.ts';
import { endsSync, isNotGiven, isOfOnePart, mayRepeat } from '../../salesforce/faults/decideFault.ts';
import { faultText, isFault, type Fault } from '../../salesforce/faults/salesforceFault.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import { manifestOf, type Wanted } from '../plan/batches.ts';
import type { NotRetrieved } from '../plan/round.ts';

export type RetrieveOptions = {
  /** Retrieve jobs in flight. */
  readonly jobsAtOnce: number;
  readonly now: () => number;
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
      await limit(async () => options.take(await runRetrieveJob(session, manifestOf(batch), options.now), batch));
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

const nextStep = (
  fault: Fault,
  batch: readonly Wanted[],
  attempt: number,
  isHalf: boolean
): 'again' | 'split' | 'give up' => {
  const canSplit = isOfOnePart(fault) && batch.length > 1;
  // Salesforce's own trouble often passes; where a smaller request would help too, one is not repeated before it is alone. In a half of a batch that failed twice it is rather a component's, until only
  // one is left.
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
