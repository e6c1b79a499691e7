import { hideSent, hideSentIn } from '../../secrets/liveSecrets.ts';
import { SalesforceFault, TransportFault } from '../faults/salesforceFault.ts';
import { retryAfterMs, type HttpHeaders } from './retryAfter.ts';

/**
 * What a REST call answered, without the secrets that this program holds; an error, which Salesforce gives as a list, throws
 * a `SalesforceFault`.
 */
export const restAnswer = (text: string, status: number, operation: string, headers?: HttpHeaders): unknown => {
  if (status >= 400) throw restFault(text, status, operation, headers);
  const json = parse(text);
  if (json === undefined) throw new TransportFault(operation, 'the answer is cut off or no JSON', { unsent: false });
  return json;
};

const parse = (text: string): unknown => {
  try {
    const json: unknown = JSON.parse(text);
    // Looked for in the whole first, which is quick, and hidden in each of its texts: it stays JSON.
    return hideSent(text) === text ? json : hideSentIn(json);
  } catch {
    return undefined;
  }
};

/** The fault that a refused REST call comes to. */
export const restFault = (text: string, status: number, operation: string, headers?: HttpHeaders): SalesforceFault => {
  const json = parse(text);
  const first: unknown = Array.isArray(json) ? json[0] : json;
  const { errorCode, message } = (typeof first === 'object' && first !== null ? first : {}) as {
    errorCode?: unknown;
    message?: unknown;
  };
  return new SalesforceFault({
    code: typeof errorCode === 'string' ? errorCode : status === 401 ? 'INVALID_SESSION_ID' : `HTTP_${String(status)}`,
    message: typeof message === 'string' ? message : `HTTP status ${String(status)}`,
    operation,
    status,
    retryAfterMs: retryAfterMs(status, headers),
    ...(json === undefined ? { page: text } : {}),
  });
};
