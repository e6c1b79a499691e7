import { decidingRow, type Answer } from './matchFault.ts';

/** Such as `ECONNRESET`. The error of a signal that fired has a number there, which says nothing. */
export const systemCodeOf = (error: unknown): string | undefined => {
  const code = (error as { readonly code?: unknown } | undefined)?.code;
  return typeof code === 'string' && code !== '' ? code : undefined;
};

/** Names, codes and messages of an error and of its causes, where `fetch` hides what really happened. */
export const textOfCauses = (error: Error): string => {
  const texts: string[] = [];
  for (let cause: unknown = error; cause instanceof Error && texts.length < 12; cause = cause.cause) {
    texts.push(cause.name, systemCodeOf(cause) ?? '', cause.message);
  }
  return texts.join(' ');
};

/** An error that is no fault of ours yet, as the table looks at it; its code without the prefix of SOAP. */
export const answerOfError = (error: Error): Answer => {
  const code = (error as { errorCode?: unknown }).errorCode;
  return {
    from: 'unknown',
    text: error.message,
    causes: textOfCauses(error),
    ...(typeof code === 'string' ? { code: code.replace(/^.*:/, '') } : {}),
  };
};

export const isNetworkError = (error: Error): boolean => decidingRow(answerOfError(error))?.from === 'network';

/** Whether the connection was never made, so that nothing can have been received. */
export const isUnsent = (error: Error): boolean => {
  const row = decidingRow(answerOfError(error));
  return row?.from === 'network' && (row.repeat?.some((what) => what === 'start') ?? false);
};

/** What really happened, in the words of the innermost cause: `fetch failed` tells a person nothing. */
export const networkReason = (error: Error): string => {
  let reason = error.message;
  for (
    let cause: unknown = error.cause, depth = 0;
    cause instanceof Error && depth < 5;
    cause = cause.cause, depth += 1
  ) {
    reason = cause.message || systemCodeOf(cause) || reason;
  }
  return reason;
};
