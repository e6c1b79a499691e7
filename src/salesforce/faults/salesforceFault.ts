import { isElementsError } from '../../errors.ts';
import type { FaultRow } from './faultRow.ts';
import { decidingRow } from './matchFault.ts';
import { answerOfError, isNetworkError, isUnsent, textOfCauses } from './networkError.ts';
import { BROKEN_ANSWER } from './networkRows.ts';

/** What Salesforce answered instead of a result: `code` such as `INVALID_TYPE`, without the `sf:` prefix of SOAP faults. */
export class SalesforceFault extends Error {
  readonly code: string;
  readonly operation: string;
  /** HTTP status, 0 when a result itself reported the error (a failed retrieve job). */
  readonly status: number;
  /** What the error policy says of it. */
  readonly row: FaultRow | undefined;
  /** Whether a later try may just work. */
  readonly transient: boolean;
  /** How long the server asks to wait, where it does. */
  readonly retryAfterMs: number | undefined;

  constructor(fault: {
    code: string;
    message: string;
    operation: string;
    status: number;
    retryAfterMs?: number | undefined;
    /** What came in place of an answer of Salesforce; it is looked at, and not kept. */
    page?: string;
  }) {
    super(fault.message);
    this.name = 'SalesforceFault';
    this.code = fault.code;
    this.operation = fault.operation;
    this.status = fault.status;
    this.retryAfterMs = fault.retryAfterMs;
    const { code, status, operation } = fault;
    this.row = decidingRow({
      from: 'Salesforce',
      code,
      status,
      operation,
      text: [fault.message, fault.page?.slice(0, PAGE_LENGTH)].join('\n'),
    });
    this.transient = isTransientRow(this.row);
  }
}

/** As much of a page as can say what is wrong. */
const PAGE_LENGTH = 4096;

/** The org could not be reached, or the answer broke off on the way. */
export class TransportFault extends Error {
  /** Such as `ECONNRESET`. */
  readonly code: string;
  readonly operation: string;
  /** True when the request can't have reached the server: even a write may be repeated. */
  readonly unsent: boolean;
  /** What the error policy says of it. */
  readonly row: FaultRow | undefined;
  /** Whether a later try may just work. */
  readonly transient: boolean;

  constructor(operation: string, message: string, options: { unsent: boolean; code?: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'TransportFault';
    this.code = options.code ?? BROKEN_ANSWER;
    this.operation = operation;
    this.unsent = options.unsent;
    const { code } = this;
    this.row = decidingRow({ from: 'network', code, operation, text: message, causes: textOfCauses(this) });
    this.transient = isTransientRow(this.row);
  }
}

const isTransientRow = (row: FaultRow | undefined): boolean => row?.repeat?.some((what) => what === 'sync') ?? false;

/** An answer of Salesforce, or of the network in its place. */
export type Fault = SalesforceFault | TransportFault;

export const isFault = (error: unknown): error is Fault =>
  error instanceof SalesforceFault || error instanceof TransportFault;

/**
 * What a client library threw, as a fault where it is one. jsforce's errors carry a code (`sf:INVALID_TYPE`,
 * `ERROR_HTTP_503`) unless the network failed.
 */
export const faultOf = (thrown: unknown, operation: string): Error => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (isFault(error) || isElementsError(error)) return error;
  const { code } = answerOfError(error);
  if (code === undefined) {
    return isNetworkError(error)
      ? new TransportFault(operation, error.message, { unsent: isUnsent(error), cause: error })
      : error;
  }
  const status = /^ERROR_HTTP_(\d+)$/.exec(code)?.[1];
  return new SalesforceFault({
    code: status === undefined ? code : `HTTP_${status}`,
    message: error.message,
    operation,
    status: Number(status ?? 500),
  });
};

/** A code and the words beside it, which often begin with it: said once. */
export const codeOnce = (code: string, words: string): string => {
  const parts = words.split(':');
  const first = parts.findIndex((part) => part.trim() !== code);
  const rest = first < 0 ? '' : parts.slice(first).join(':').trim();
  return rest === '' ? code : `${code}: ${rest}`;
};

/** What went wrong, in one line. */
export const faultText = (error: unknown): string => {
  if (error instanceof SalesforceFault) return codeOnce(error.code, error.message);
  return error instanceof Error ? error.message : String(error);
};
