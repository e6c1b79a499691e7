import type { SfError } from '@salesforce/core/sfError';
import type { Refusal } from '../policy/guard.ts';
import type { RunRecord } from '../store/records.ts';

/**
 * What became of a sync. Only commands turn it into an exit code. A sync throws nothing but what is no outcome: a bug,
 * or a store that fails before a run began.
 */
export type SyncOutcome =
  /** The model is up to date, or as far as the run is `partial`. */
  | {
      readonly kind: 'published';
      readonly run: RunRecord;
      /** The run that was published before, so that what it said already need not be said again. */
      readonly previous?: RunRecord;
      readonly error?: undefined;
    }
  /** The run began and published nothing. */
  | { readonly kind: 'failed'; readonly run: RunRecord; readonly error: SfError }
  /** The guard said no: before a run began, or, with a `run`, when the org itself turned out to hold the policy. */
  | {
      readonly kind: 'refused';
      readonly reason: Refusal['reason'];
      readonly error: SfError;
      readonly run?: RunRecord;
    }
  /** No run began, because another one is under way, or has served the same due time. */
  | { readonly kind: 'alreadyRunning'; readonly running: RunRecord; readonly run?: undefined; readonly error: SfError };
