/**
 * How long an org takes for what it does. These are not measurements of Salesforce: ratios of times taken in one run mean
 * something, the times themselves do not.
 */
export type DelayProfile = {
  /** Every call to REST or to sign in. */
  readonly restMs: number;
  /** On top of that to the Tooling API. */
  readonly toolingMs: number;
  /** Every call to SOAP. */
  readonly soapMs: number;
  /** On top of that for each query of a `listMetadata`, for each row that it answers, and for `describeMetadata`. */
  readonly listQueryMs: number;
  readonly listRowMs: number;
  readonly describeMetadataMs: number;
  /** From the start of a retrieve to the earliest time at which it is worked on. */
  readonly queueMs: number;
  /** What a retrieve needs for each entry of its zip but the manifest, */
  readonly entryMs: number;
  /** and on top for each component of these types. */
  readonly componentMs: Readonly<Record<string, number>>;
  /** Of a retrieve's work, not of its wait in the queue. */
  readonly jobFactor: number;
  /** Retrieves that are worked on at once; the others stay `Pending`, in the order in which they were started. */
  readonly jobsAtOnce: number;
  /** Retrieves that may be under way, those that wait included; starting one more is refused. */
  readonly jobsAllowed: number;
  readonly bodyBytesPerMs: number;
  /** Calls that are served at once; the others wait in the order in which they came. */
  readonly callsAtOnce: number;
  /** The share by which each time is longer or shorter, evenly spread and drawn from the seed. */
  readonly jitter: number;
  /** The same seed gives the n-th call, and the n-th retrieve, the same jitter. */
  readonly seed: number;
};

export const usualDelays: Omit<DelayProfile, 'seed'> = {
  restMs: 80,
  toolingMs: 60,
  soapMs: 120,
  listQueryMs: 180,
  listRowMs: 0.15,
  describeMetadataMs: 400,
  queueMs: 2500,
  entryMs: 6,
  componentMs: { Profile: 60, PermissionSet: 25, CustomObject: 25, Dashboard: 12, Report: 10, Flow: 10 },
  jobFactor: 1,
  jobsAtOnce: 4,
  jobsAllowed: Number.POSITIVE_INFINITY,
  bodyBytesPerMs: 4000,
  callsAtOnce: 20,
  jitter: 0.25,
};

/** A seed is enough; tests change single values. */
export type DelayOptions = Partial<DelayProfile> & Pick<DelayProfile, 'seed'>;

/** Factors around 1 in the order in which they are asked for. */
export function jitterOf({ jitter, seed }: DelayProfile, stream: number): () => number {
  // mulberry32, public domain.
  let state = Math.imul(seed ^ 0x9e3779b9, stream * 2 + 1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const share = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    return 1 + jitter * (2 * share - 1);
  };
}
