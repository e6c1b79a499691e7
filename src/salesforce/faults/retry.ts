import { RENEWED_AND_REFUSED } from './accessRows.ts';
import { mayRepeat } from './decideFault.ts';
import { SalesforceFault } from './salesforceFault.ts';

/** How to wait; injected, so that tests need not and always do the same. */
export type Waiting = {
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 to below 1. */
  readonly random: () => number;
};

export const REPETITION = {
  attempts: 4,
  /** Before the second attempt, in milliseconds; doubled for each further one. */
  firstDelay: 500,
  /** A server may ask for hours, after which the sync would be over: then it is asked again sooner. */
  longestWait: 60_000,
} as const;

/**
 * Repeats a call while the error policy allows it: `call` for one that only reads, `start` for one that starts
 * something, which must not happen twice.
 */
export const retryPassing = async <T>(
  call: () => Promise<T>,
  waiting: Waiting,
  what: 'call' | 'start' = 'call'
): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= REPETITION.attempts || !mayRepeat(error, what)) throw error;
      await pauseBefore(attempt + 1, error, waiting);
    }
  }
};

/** Waits before an attempt after the first: the longer, the more there were. */
export const pauseBefore = (attempt: number, error: unknown, { sleep, random }: Waiting): Promise<void> =>
  sleep(delayBefore(attempt, error, random()));

/** Half of it is drawn, so that calls that failed together do not come back together; never sooner than the server asks for. */
const delayBefore = (attempt: number, error: unknown, drawn: number): number => {
  const asked = error instanceof SalesforceFault ? (error.retryAfterMs ?? 0) : 0;
  const own = Math.round(REPETITION.firstDelay * 2 ** (attempt - 2) * (0.5 + drawn / 2));
  return Math.max(own, Math.min(asked, REPETITION.longestWait));
};

type Renewable = {
  /** How often it was renewed so far. */
  readonly renewals: () => number;
  renew(): Promise<void>;
};

/** Runs a call again with a renewed session when the session had ended; whoever noticed first renews it for all. */
export const renewing = async <T>(session: Renewable, call: () => Promise<T>): Promise<T> => {
  const before = session.renewals();
  try {
    return await call();
  } catch (error) {
    if (!mayRepeat(error, 'renewed')) throw error;
    if (session.renewals() === before) await session.renew();
    return call().catch((again: unknown) => {
      throw again instanceof SalesforceFault && mayRepeat(again, 'renewed') ? refusedAfterRenewal(again) : again;
    });
  }
};

/** A session that was renewed just now did not end: Salesforce refuses it for where it is used, or by which app. */
const refusedAfterRenewal = ({ message, operation, status }: SalesforceFault): SalesforceFault =>
  new SalesforceFault({ code: RENEWED_AND_REFUSED, message, operation, status });
