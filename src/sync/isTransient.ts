/** Codes of Salesforce's own trouble of the moment, and of calls that took too long; HTTP statuses of its edge among them. */
const PASSING =
  /\b(?:(?:ERROR_)?HTTP_(?:420|429|500|502|503|504)|FUNCTIONALITY_TEMPORARILY_UNAVAILABLE|SERVER_UNAVAILABLE|UNKNOWN_EXCEPTION|UNABLE_TO_LOCK_ROW|QUERY_TIMEOUT|REQUEST_RUNNING_TOO_LONG|INVALID_QUERY_LOCATOR|INVALID_LOCATOR|DEADLINE)\b|request exceeded the time limit for processing|down for maintenance|unable to complete the creation of the query cursor at this time|concurrent\w* limit exceeded/i;

/** The network's moment: the answer broke off, nobody answered in time, a name was not found just then. */
const NETWORK =
  /\b(?:ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_\w+)\b|socket hang up|other side closed|timed? ?out|terminated|cut off|aborted/i;

/** What no waiting mends, though it is a failure of the network. */
const LASTING = /certificate|CERT_|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|wrong version number/i;

/**
 * Whether a failed sync may just work a little later: it was out of time, or Salesforce or the network between had a bad
 * moment. `error` is one of our named errors. What needs a person (logins, permissions, the daily limit, another org), what
 * is our own, and what a store says is never that.
 */
export const isTransient = (error: { readonly name: string; readonly message: string }): boolean => {
  switch (error.name) {
    case 'DeadlineError':
    case 'SalesforceTimeoutError':
      return true;
    case 'OrgUnreachableError':
      return !LASTING.test(error.message);
    case 'SalesforceError':
    case 'RetrieveFailedError':
      return (PASSING.test(error.message) || NETWORK.test(error.message)) && !LASTING.test(error.message);
    case 'RequestLimitError':
      return /concurrent/i.test(error.message);
    case 'InternalError':
      // A client's own error around an answer of Salesforce, which has no code of its own any more.
      return /\bERROR_HTTP_(?:420|429|502|503|504)\b|down for maintenance/i.test(error.message);
    default:
      return false;
  }
};
