import { jitterOf, type DelayProfile } from './profile.ts';

/** A retrieve as the schedule sees it. */
export type ScheduledJob = {
  readonly queueMs: number;
  readonly workMs: number;
  readonly startedAt: number;
  /** Kept in this state until it is released. */
  stuckIn: 'Pending' | 'InProgress' | undefined;
  /** When it was released, and from which state. */
  released: { readonly at: number; readonly from: 'Pending' | 'InProgress' } | undefined;
};

/** What a retrieve has to do. */
export type JobWork = { readonly entries: number; readonly types: readonly string[] };

export type NewJob = {
  readonly work: JobWork;
  /** On top of what a profile says; half of it goes to the queue and half to the work. */
  readonly moreMs: number;
  readonly factor: number;
  readonly stuckIn: ScheduledJob['stuckIn'];
};

/** How long an org without jitter works on a retrieve of these entries and components. */
export const workMs = ({ entryMs, componentMs, jobFactor }: DelayProfile, { entries, types }: JobWork): number =>
  jobFactor * types.reduce((sum, type) => sum + (componentMs[type] ?? 0), entries * entryMs);

const queuedAt = ({ startedAt, stuckIn, released }: ScheduledJob): number => {
  if (stuckIn === 'Pending') return Number.POSITIVE_INFINITY;
  return released?.from === 'Pending' ? released.at : startedAt;
};

/** Begin and end of each job, when those that were queued first are worked on first. */
function spansOf(jobs: readonly ScheduledJob[], atOnce: number): Map<ScheduledJob, { begin: number; end: number }> {
  const freeAt: number[] = [];
  const spans = new Map<ScheduledJob, { begin: number; end: number }>();
  for (const job of jobs.toSorted((a, b) => queuedAt(a) - queuedAt(b) || 0)) {
    const ready = Math.max(job.startedAt + job.queueMs, queuedAt(job));
    freeAt.sort((a, b) => a - b);
    const begin = freeAt.length < atOnce ? ready : Math.max(ready, freeAt.shift() ?? ready);
    const earliest = job.stuckIn === undefined ? begin + job.workMs : Number.POSITIVE_INFINITY;
    const end = Math.max(earliest, job.released?.from === 'InProgress' ? job.released.at : earliest);
    spans.set(job, { begin, end });
    // What is held in the queue takes no place from those that are worked on.
    if (job.stuckIn !== 'Pending') freeAt.push(end);
  }
  return spans;
}

/** When the retrieves of an org begin and end. Nothing runs: the times are worked out when somebody asks. */
export class JobSchedule {
  readonly #profile: DelayProfile | undefined;
  readonly #jitter: () => number;
  readonly #now: () => number;
  readonly #jobs: ScheduledJob[] = [];

  public constructor(profile: DelayProfile | undefined, now: () => number) {
    this.#profile = profile;
    this.#jitter = profile === undefined ? (): number => 1 : jitterOf(profile, 2);
    this.#now = now;
  }

  /** Whether one more may be started. */
  public isFull(): boolean {
    const allowed = this.#profile?.jobsAllowed ?? Number.POSITIVE_INFINITY;
    return this.#jobs.filter((job) => this.stateOf(job) !== 'done').length >= allowed;
  }

  public add({ work, moreMs, factor, stuckIn }: NewJob): ScheduledJob {
    const profile = this.#profile;
    const job: ScheduledJob = {
      queueMs: moreMs / 2 + (profile === undefined ? 0 : profile.queueMs * this.#jitter()),
      workMs: moreMs / 2 + (profile === undefined ? 0 : workMs(profile, work) * factor * this.#jitter()),
      startedAt: this.#now(),
      stuckIn,
      released: undefined,
    };
    this.#jobs.push(job);
    return job;
  }

  public stateOf(job: ScheduledJob): 'Pending' | 'InProgress' | 'done' {
    if (job.stuckIn !== undefined && this.#profile === undefined) return job.stuckIn;
    const span = spansOf(this.#jobs, this.#profile?.jobsAtOnce ?? Number.POSITIVE_INFINITY).get(job);
    const now = this.#now();
    if (span === undefined || now < span.begin) return 'Pending';
    return now < span.end ? 'InProgress' : 'done';
  }

  /** Lets the jobs that are stuck go on. */
  public release(): void {
    for (const job of this.#jobs) {
      if (job.stuckIn !== undefined) job.released = { at: this.#now(), from: job.stuckIn };
      job.stuckIn = undefined;
    }
  }
}
