import { errorFacts, isElementsError, type ErrorKey } from '../../errors.ts';
import type { FaultRow, Repeatable } from './faultRow.ts';
import { decidingRow, namingRow, type Answer } from './matchFault.ts';
import { answerOfError } from './networkError.ts';
import { isFault, SalesforceFault, TransportFault } from './salesforceFault.ts';

/** Whether something may be done again after an answer. A client library's own errors allow nothing. */
export const mayRepeat = (error: unknown, what: Repeatable): boolean => {
  // Who sent the request knows best.
  if (what === 'start' && error instanceof TransportFault) return error.unsent && error.row?.meaning !== 'fatal';
  return isFault(error) && (error.row?.repeat?.some((repeatable) => repeatable === what) ?? false);
};

/**
 * Whether the whole sync ends with an error that repeating did not help against. Errors that have their name already
 * were decided upon where they were made.
 */
export const endsSync = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (isElementsError(error)) return true;
  const row = rowOf(error);
  return row?.meaning === 'fatal' || (row?.meaning === 'transient' && row.afterwards === 'fatal');
};

/** The org lacks it, or its user may not see it: no failure, but a fact about the org. */
export const isNotGiven = (error: unknown): boolean => isFault(error) && error.row?.meaning === 'not given';

/** The org has no such thing, whoever asks. */
export const isLacking = (error: unknown): boolean =>
  isFault(error) && error.row?.meaning === 'not given' && error.row.lacking === true;

/**
 * Whether a part of the request may be the cause, so that asking for less finds it. Not when the call itself failed, on
 * the way or before Salesforce looked at it.
 */
export const isOfOnePart = (error: unknown): boolean =>
  error instanceof SalesforceFault && !(error.row?.meaning === 'transient' && error.row.afterwards === 'failed');

/**
 * Whether what failed may just work a little later: Salesforce, or the network between, had a bad moment, or time was up.
 * What needs a person (logins, permissions, the daily limit, another org) and what is our own never passes by itself.
 */
export const isTransient = (error: Error): boolean =>
  isFault(error) ? error.transient : (errorFacts(error)?.transient ?? false);

/** The named error that an error becomes, where the table names one. */
export const errorKeyOf = (error: Error): ErrorKey | undefined => namingRow(answerOf(error))?.error;

/** What a named error made of an error must know of it. */
export const factsOf = (error: Error): { readonly code?: string; readonly transient: boolean } => {
  if (isFault(error)) return { code: error.code, transient: error.transient };
  const { code } = answerOfError(error);
  const transient = rowOf(error)?.repeat?.some((what) => what === 'sync') ?? false;
  return { ...(code === undefined ? {} : { code }), transient };
};

const rowOf = (error: Error): FaultRow | undefined => (isFault(error) ? error.row : decidingRow(answerOfError(error)));

const answerOf = (error: Error): Answer => {
  if (error instanceof SalesforceFault) {
    const { code, status, operation, message } = error;
    return { from: 'Salesforce', code, status, operation, text: message };
  }
  return { ...answerOfError(error), ...(error instanceof TransportFault ? { from: 'network', code: error.code } : {}) };
};
