import type { SfError } from '@salesforce/core/sfError';
import { elementsError, isElementsError } from '../errors.ts';
import { isNetworkError, networkReason } from './networkError.ts';
import { SalesforceFault, TransportFault } from './salesforceFault.ts';

/**
 * jsforce reports a refused renewal as a plain error without a code; only its text tells
 * (`Unable to refresh session due to: ... expired access/refresh token`).
 */
const REFUSED_RENEWAL =
  /expired access\/refresh token|unable to refresh session|invalid_grant|inactive user|ip restricted/i;

/** Turns whatever a call to the org threw into one of our named errors; ours pass unchanged. */
export const nameFault = (thrown: unknown, username: string): SfError => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (isElementsError(error)) return error;
  const text = error.message;
  const code = codeOf(error);
  switch (code) {
    case 'INVALID_SESSION_ID':
      return elementsError('tokenExpired', [username, text], { cause: error });
    case 'API_DISABLED_FOR_ORG':
    case 'API_CURRENTLY_DISABLED':
      return elementsError('apiDisabled', [username, text], { cause: error });
    case 'INSUFFICIENT_ACCESS':
      return elementsError('missingPermission', [username, text], { cause: error });
    case 'REQUEST_LIMIT_EXCEEDED':
      return elementsError('requestLimit', [username, text], { cause: error });
    default:
      break;
  }
  if (REFUSED_RENEWAL.test(error.message)) return elementsError('tokenExpired', [username, text], { cause: error });
  if (error instanceof TransportFault || isNetworkError(error))
    return elementsError('orgUnreachable', [username, networkReason(error)], { cause: error });
  if (error instanceof SalesforceFault)
    return elementsError('salesforce', [error.operation, `${error.code}: ${text}`], { cause: error });
  return elementsError('internal', [text], { cause: error });
};

const codeOf = (error: Error): string | undefined => {
  if (error instanceof SalesforceFault) return error.code;
  const code = (error as { errorCode?: unknown }).errorCode;
  return typeof code === 'string' ? code.replace(/^sf:/, '') : undefined;
};
