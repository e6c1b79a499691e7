import type { SfError } from '@salesforce/core/sfError';
import { elementsError, isElementsError } from '../../errors.ts';
import { RENEWED_AND_REFUSED } from './accessRows.ts';
import { errorKeyOf, factsOf } from './decideFault.ts';
import { networkReason } from './networkError.ts';
import { codeOnce, faultText, SalesforceFault } from './salesforceFault.ts';

/** Turns whatever a call to the org threw into one of our named errors; ours pass unchanged. */
export const nameFault = (thrown: unknown, username: string): SfError => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if (isElementsError(error)) return error;
  const key = errorKeyOf(error);
  const facts = factsOf(error);
  const options = { cause: error, ...facts };
  if (key === 'orgUnreachable') return elementsError(key, [username, networkReason(error)], options);
  if (key === 'answerTooLarge' && error instanceof SalesforceFault) {
    return elementsError(key, [username, error.operation, error.message], options);
  }
  if (key !== undefined) return elementsError(key, [username, wordsOf(error.message, facts.code)], options);
  if (error instanceof SalesforceFault) {
    return elementsError('salesforce', [error.operation, faultText(error)], options);
  }
  return elementsError('internal', [error.message], options);
};

/** With the code in the words: a run's record keeps those alone. */
const wordsOf = (text: string, code: string | undefined): string =>
  code === undefined || code === RENEWED_AND_REFUSED || text.indexOf(code) > 0 ? text : codeOnce(code, text);
