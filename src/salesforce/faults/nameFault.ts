import type { SfError } from '@salesforce/core/sfError';
import { elementsError, isElementsError } from '../../errors.ts';
import { causeOf } from './faultCauses.ts';
import { isNetworkError, networkReason } from './networkError.ts';
import { RENEWED_AND_REFUSED } from './retry.ts';
import { codeOnce, SalesforceFault, faultText, TransportFault } from './salesforceFault.ts';

/** Turns whatever a call to the org threw into one of our named errors; ours pass unchanged. */
export const nameFault = (thrown: unknown, username: string): SfError => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (isElementsError(error)) return error;
  const text = error.message;
  const code = codeOf(error);
  const cause = causeOf(code, text);
  if (cause !== undefined && !isOfTransport(error)) {
    // The code stays in the words: a run's record keeps those alone.
    const isSaid = code === undefined || code === RENEWED_AND_REFUSED || text.indexOf(code) > 0;
    const said = isSaid ? text : codeOnce(code, text);
    return elementsError(cause.key, [username, said], { cause: error });
  }
  if (isOfTransport(error)) return elementsError('orgUnreachable', [username, networkReason(error)], { cause: error });
  if (error instanceof SalesforceFault)
    return elementsError('salesforce', [error.operation, faultText(error)], { cause: error });
  return elementsError('internal', [text], { cause: error });
};

const isOfTransport = (error: Error): boolean => error instanceof TransportFault || isNetworkError(error);

const codeOf = (error: Error): string | undefined => {
  if (error instanceof SalesforceFault) return error.code;
  const code = (error as { errorCode?: unknown }).errorCode;
  return typeof code === 'string' ? code.replace(/^sf:/, '') : undefined;
};
