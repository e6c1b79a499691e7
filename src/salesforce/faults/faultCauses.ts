import type { ErrorKey } from '../../errors.ts';
import { RENEWED_AND_REFUSED } from './retry.ts';
import { SalesforceFault } from './salesforceFault.ts';

/** Answers of Salesforce by which one named error is recognised. */
export type FaultCause = {
  readonly key: ErrorKey;
  /** Codes of REST and SOAP, and `error` of OAuth. */
  readonly codes?: readonly string[];
  /** What the text says, where no code does, or where the code alone says too little. */
  readonly text?: RegExp;
  /** As Salesforce words it, for people to look up. */
  readonly answers: readonly string[];
};

/**
 * The first that fits wins: texts that tell more than their code stand before the code. Texts and codes as recorded in
 * public code and in Salesforce's documentation; jsforce reports a refused renewal as a plain error without a code.
 */
export const FAULT_CAUSES: readonly FaultCause[] = [
  {
    key: 'loginIpRange',
    codes: ['LOGIN_DURING_RESTRICTED_DOMAIN'],
    text: /\bip restricted\b|LOGIN_DURING_RESTRICTED_DOMAIN|restricted ip\b/i,
    answers: ['invalid_grant: ip restricted', 'LOGIN_DURING_RESTRICTED_DOMAIN'],
  },
  {
    key: 'loginHours',
    codes: ['LOGIN_DURING_RESTRICTED_TIME'],
    text: /LOGIN_DURING_RESTRICTED_TIME/,
    answers: ['LOGIN_DURING_RESTRICTED_TIME'],
  },
  {
    key: 'sessionLockedToIp',
    codes: [RENEWED_AND_REFUSED],
    answers: [],
  },
  {
    key: 'connectedApp',
    codes: ['OAUTH_APP_BLOCKED', 'OAUTH_APP_ACCESS_DENIED', 'OAUTH_APPROVAL_ERROR_GENERIC', 'invalid_client'],
    text: /app must be installed into org|OAUTH_APP_BLOCKED|OAUTH_APP_ACCESS_DENIED|OAUTH_APPROVAL_ERROR|user is not admin approved|user hasn't approved this consumer|invalid_client\b/i,
    answers: [
      'OAUTH_APPROVAL_ERROR_GENERIC',
      'invalid_client: app must be installed into org',
      "invalid_grant: user hasn't approved this consumer",
      'OAUTH_APP_ACCESS_DENIED: user is not admin approved to access this app',
    ],
  },
  {
    key: 'orgGone',
    text: /data not available/i,
    answers: ['Data Not Available'],
  },
  {
    key: 'unsupportedEdition',
    codes: ['API_DISABLED_FOR_ORG'],
    text: /API is not enabled for this Organization/i,
    answers: ['API_DISABLED_FOR_ORG: The REST API is not enabled for this Organization.'],
  },
  {
    key: 'apiDisabled',
    codes: ['API_CURRENTLY_DISABLED'],
    text: /API is disabled for this User/i,
    answers: ['API_CURRENTLY_DISABLED: API is disabled for this User'],
  },
  {
    key: 'missingPermission',
    codes: ['INSUFFICIENT_ACCESS', 'INSUFFICIENT_ACCESS_OR_READONLY'],
    text: /use of the Metadata API requires a user with the/i,
    answers: [
      'INSUFFICIENT_ACCESS: use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions',
    ],
  },
  {
    key: 'requestLimit',
    codes: ['REQUEST_LIMIT_EXCEEDED'],
    answers: [
      'REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.',
      'REQUEST_LIMIT_EXCEEDED: ConcurrentPerOrgLongTxn Limit exceeded.',
    ],
  },
  {
    key: 'tokenExpired',
    codes: ['INVALID_SESSION_ID', 'invalid_grant', 'INVALID_AUTH_HEADER'],
    text: /expired access\/refresh token|unable to refresh session|invalid_grant|inactive user|Session expired or invalid|Illegal Session/i,
    answers: [
      'INVALID_SESSION_ID: Session expired or invalid',
      'INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session',
      'invalid_grant: expired access/refresh token',
      'invalid_grant: inactive user',
    ],
  },
  {
    key: 'salesforceTimeout',
    codes: ['QUERY_TIMEOUT', 'REQUEST_RUNNING_TOO_LONG'],
    answers: [
      'QUERY_TIMEOUT: Your query request was running for too long.',
      'REQUEST_RUNNING_TOO_LONG: Your request was running for too long, and has been stopped.',
    ],
  },
];

/** The cause of a fault by its code (without SOAP's prefix) and its text, in which a code may stand as well. */
export const causeOf = (code: SalesforceFault['code'] | undefined, text: string): FaultCause | undefined => {
  const codes = new Set(code === undefined ? text.match(/\b[A-Za-z]+(?:_[A-Za-z]+)+\b/g) : [code]);
  return FAULT_CAUSES.find(
    (cause) => cause.codes?.some((known) => codes.has(known)) === true || cause.text?.test(text) === true
  );
};

const CODES = /^(?:INVALID_TYPE|INVALID_FIELD|NOT_FOUND|INSUFFICIENT_ACCESS(?:_\w+)?)$/;

/** The org has no such object or field, or its user may not see it: no failure, but a fact about the org. */
export const isNotGiven = (error: unknown): boolean => error instanceof SalesforceFault && CODES.test(error.code);

/** Fault codes that end a whole sync rather than one call: repeating, splitting or going on can't help. */
export const FATAL_CODES: ReadonlySet<string> = new Set([
  'API_CURRENTLY_DISABLED',
  'API_DISABLED_FOR_ORG',
  'INVALID_SESSION_ID',
  'RENEWED_SESSION_REFUSED',
  'REQUEST_LIMIT_EXCEEDED',
]);
