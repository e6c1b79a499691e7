/** What Salesforce answered instead of a result: `code` such as `INVALID_TYPE`, without the `sf:` prefix of SOAP faults. */
export class SalesforceFault extends Error {
  readonly code: string;
  readonly operation: string;
  /** HTTP status, 0 when a result itself reported the error (a failed retrieve job). */
  readonly status: number;

  constructor(fault: { code: string; message: string; operation: string; status: number }) {
    super(fault.message);
    this.name = 'SalesforceFault';
    this.code = fault.code;
    this.operation = fault.operation;
    this.status = fault.status;
  }
}

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

/** The org could not be reached, or the answer broke off on the way. */
export class TransportFault extends Error {
  readonly operation: string;
  /** True when the request can't have reached the server: even a write may be repeated. */
  readonly unsent: boolean;

  constructor(operation: string, message: string, options: { unsent: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'TransportFault';
    this.operation = operation;
    this.unsent = options.unsent;
  }
}
