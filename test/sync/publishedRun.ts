import type { SyncOutcome } from '../../src/engine/outcome.ts';
import type { RunRecord } from '../../src/store/records.ts';

/** The run of a sync that published. Any other outcome rejects with its error, whose `data` is the run, if one began. */
export const publishedRun = async (sync: Promise<SyncOutcome>): Promise<RunRecord> => {
  const outcome = await sync;
  if (outcome.kind === 'published') return outcome.run;
  const { error, run } = outcome;
  throw run === undefined ? error : Object.assign(error, { data: run });
};
