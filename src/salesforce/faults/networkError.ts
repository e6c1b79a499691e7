const NETWORK =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR|CERT_|SELF_SIGNED|fetch failed|DomainNotFound|terminated/;

/** Errors of a connection that was never made: nothing can have been received. */
const UNSENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|DomainNotFound/;

/** Names, codes and messages of an error and of its causes, where `fetch` hides what really happened. */
const textsOf = (error: Error): string => {
  const texts: string[] = [];
  for (let cause: unknown = error; cause instanceof Error && texts.length < 12; cause = cause.cause) {
    texts.push(cause.name, (cause as { code?: string }).code ?? '', cause.message);
  }
  return texts.join(' ');
};

export const isNetworkError = (error: Error): boolean => NETWORK.test(textsOf(error));

export const isUnsent = (error: Error): boolean => UNSENT.test(textsOf(error));

/** What really happened, in the words of the innermost cause: `fetch failed` tells a person nothing. */
export const networkReason = (error: Error): string => {
  let reason = error.message;
  for (
    let cause: unknown = error.cause, depth = 0;
    cause instanceof Error && depth < 5;
    cause = cause.cause, depth += 1
  ) {
    reason = cause.message || (cause as { code?: string }).code || reason;
  }
  return reason;
};
