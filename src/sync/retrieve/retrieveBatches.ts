import pLimit from 'p-limit';
import { componentKey, type ComponentKey } from '../../model/names/componentName.ts';
import { runRetrieveJob, type RetrievedZip } from '../../salesforce/calls/retrieveJob.ts';
import { FATAL_CODES } from '../../salesforce/faults/faultCauses.ts';
import { SalesforceFault, faultText, TransportFault } from '../../salesforce/faults/salesforceFault.ts';
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

/** What a look at a job says that the org does not know, or not yet. */
const LOST_JOB = 'INVALID_CROSS_REFERENCE_KEY';

/** Codes by which the org says that it does not give a component, healthy as it is. */
const NOT_GIVEN = /^(?:INSUFFICIENT_ACCESS|ENTITY_TYPE_CANNOT_BE_RETRIEVED)/;

const nextStep = (
  error: unknown,
  batch: readonly Wanted[],
  attempt: number,
  isHalf: boolean
): 'again' | 'split' | 'give up' => {
  if (error instanceof TransportFault) return attempt === 1 ? 'again' : 'give up';
  const code = codeOf(error);
  if (code === undefined || FATAL_CODES.has(code)) throw error;
  // Salesforce's own trouble, not a component's: the same request often succeeds the next time. A half of one that failed
  // twice is rather a component's, until it is the last suspect.
  if (code === 'UNKNOWN_EXCEPTION' && attempt === 1 && (!isHalf || batch.length === 1)) return 'again';
  if (isLostJob(error) || code === 'DEADLINE' || code.startsWith('HTTP_')) return attempt === 1 ? 'again' : 'give up';
  return batch.length > 1 ? 'split' : 'give up';
};

const isLostJob = (error: unknown): boolean =>
  error instanceof SalesforceFault && error.code === LOST_JOB && error.operation === 'checkRetrieveStatus';

const codeOf = (error: unknown): string | undefined => (error instanceof SalesforceFault ? error.code : undefined);

const failureOf = (error: unknown, alone: boolean): NotRetrieved => {
  const code = codeOf(error);
  const culprit = alone && code !== undefined && !isLostJob(error) && code !== 'DEADLINE' && !code.startsWith('HTTP_');
  return {
    state: NOT_GIVEN.test(code ?? '') ? 'unavailable' : 'failed',
    reason: faultText(error),
    ...(culprit ? { culprit } : {}),
  };
};
