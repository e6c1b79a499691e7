import type { OrgSession } from '../session/orgSession.ts';
import { SalesforceFault, TransportFault } from './salesforceFault.ts';

/** HTTP statuses of Salesforce's edge, maintenance and overload. 420 and 429 ask to slow down. */
export const PASSING_STATUSES: ReadonlySet<number> = new Set([420, 429, 502, 503, 504]);

const PASSING_CODES: ReadonlySet<string> = new Set([
  'FUNCTIONALITY_TEMPORARILY_UNAVAILABLE',
  'QUERY_TIMEOUT',
  'REQUEST_RUNNING_TOO_LONG',
  'SERVER_UNAVAILABLE',
  'UNABLE_TO_LOCK_ROW',
  'UNKNOWN_EXCEPTION',
]);

/** `ConcurrentPerOrgLongTxn Limit exceeded` passes by itself; the daily limit (`TotalRequests`) does not. */
const isPassing = (error: unknown): boolean => {
  if (error instanceof TransportFault) return true;
  if (!(error instanceof SalesforceFault)) return false;
  if (error.code === 'REQUEST_LIMIT_EXCEEDED') return /concurrent/i.test(error.message);
  return PASSING_STATUSES.has(error.status) || PASSING_CODES.has(error.code);
};

export type RetryOptions = {
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled for each further one. */
  readonly firstDelay: number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Which faults are worth another try; by default those that pass by themselves. */
  readonly only?: (error: unknown) => boolean;
};

/** Repeats a call while its faults are worth it: all passing ones for idempotent calls; for others name `only` those that did nothing. */
export const retryPassing = async <T>(call: () => Promise<T>, options: RetryOptions): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= options.attempts || !(options.only ?? isPassing)(error)) throw error;
      await options.sleep(options.firstDelay * 2 ** (attempt - 1));
    }
  }
};

/** No code of Salesforce's own: `INVALID_SESSION_ID` for a session that was renewed a moment ago. */
export const RENEWED_AND_REFUSED = 'RENEWED_SESSION_REFUSED';

/** Runs a call again with a renewed session when the session had ended; whoever noticed first renews it for all. */
export const renewing = async <T>(
  session: Pick<OrgSession, 'renewals' | 'renew'>,
  call: () => Promise<T>
): Promise<T> => {
  const before = session.renewals();
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof SalesforceFault) || error.code !== 'INVALID_SESSION_ID') throw error;
    if (session.renewals() === before) await session.renew();
    return call().catch((again: unknown) => {
      throw again instanceof SalesforceFault && again.code === 'INVALID_SESSION_ID'
        ? refusedAfterRenewal(again)
        : again;
    });
  }
};

/** A session that was renewed just now did not end: Salesforce refuses it for where it is used, or by which app. */
const refusedAfterRenewal = ({ message, operation, status }: SalesforceFault): SalesforceFault =>
  new SalesforceFault({ code: RENEWED_AND_REFUSED, message, operation, status });
