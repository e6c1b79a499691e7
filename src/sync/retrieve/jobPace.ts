/** How long retrieve jobs of an org take, as those of this sync have shown. */
export type JobPace = {
  /** How long a job of so much expected work takes from its start, in milliseconds; undefined before one has ended. */
  readonly expected: (workMs: number) => number | undefined;
  /** A job of so much expected work was seen to be done after `took` milliseconds; so it was not at `before`. */
  readonly ended: (workMs: number, seen: { readonly took: number; readonly before: number }) => void;
};

/** Each job waits in Salesforce's queue, however small it is. Only the proportion to the work matters here. */
const QUEUE_MS = 2500;

/** The newest job counts as much as all those before it. */
const NEWEST = 0.5;

export const createJobPace = (): JobPace => {
  /** By how much jobs take longer than the catalogue expects. */
  let slowness: number | undefined;
  const usual = (workMs: number): number => QUEUE_MS + workMs;
  return {
    expected: (workMs) => (slowness === undefined ? undefined : slowness * usual(workMs)),
    ended: (workMs, { took, before }) => {
      const seen = (took + before) / 2 / usual(workMs);
      slowness = slowness === undefined ? seen : slowness + NEWEST * (seen - slowness);
    },
  };
};

/** Looks are API calls: on average a job gets no more than one in this time. */
const LOOK_COSTS_MS = 2000;
/** Before anything is known of an org, the first look comes soon: many a job is small. */
const FIRST_MS = 500;
/** Looks begin a little before a job is expected to end, */
const EARLY = 0.9;
/** and follow each other in steps of this share of the time that it runs, within these bounds. */
const STEP = 0.05;
const SHORTEST_MS = 400;
const LONGEST_MS = 5000;

/**
 * How long to wait before the next look at a job that runs for `elapsed` milliseconds and was looked at so many times. The
 * first look comes when the job is expected to end; the time that it was left alone pays for small steps after that.
 */
export const waitBeforeLook = (
  elapsed: number,
  { looks, expected }: { readonly looks: number; readonly expected: number | undefined }
): number => {
  if (looks === 0 && expected === undefined) return FIRST_MS;
  const early = EARLY * (expected ?? 0);
  if (looks === 0) return Math.min(Math.max(early, SHORTEST_MS), MOST_TRUSTED_MS);
  const paidAt = (looks - 1) * LOOK_COSTS_MS;
  return Math.min(Math.max(STEP * elapsed, SHORTEST_MS, paidAt - elapsed), LONGEST_MS);
};

/** However long jobs have taken, this one may be done sooner. */
const MOST_TRUSTED_MS = 60_000;
