import type { FaultRow } from './faultRow.ts';

/** No code of Salesforce's own: `INVALID_SESSION_ID` for a session that was renewed a moment ago. */
export const RENEWED_AND_REFUSED = 'RENEWED_SESSION_REFUSED';

/** REST calls that read. */
const READS = ['query', 'toolingQuery', 'describeSObject', 'toolingRecord', 'limits'];

/**
 * Logins, limits, permissions, and what an org does not have. Texts that tell more than their code stand before the code.
 * jsforce reports a refused renewal as a plain error without a code.
 */
export const ACCESS_ROWS: readonly FaultRow[] = [
  {
    from: 'Salesforce',
    codes: ['LOGIN_DURING_RESTRICTED_DOMAIN'],
    text: /\bip restricted\b|LOGIN_DURING_RESTRICTED_DOMAIN|restricted ip\b/i,
    about: 'The user may not log in from this address.',
    meaning: 'fatal',
    error: 'loginIpRange',
    answers: ['invalid_grant: ip restricted', 'LOGIN_DURING_RESTRICTED_DOMAIN'],
  },
  {
    from: 'Salesforce',
    codes: ['LOGIN_DURING_RESTRICTED_TIME'],
    text: /LOGIN_DURING_RESTRICTED_TIME/,
    about: 'The user may not log in at this time.',
    meaning: 'fatal',
    error: 'loginHours',
    answers: ['LOGIN_DURING_RESTRICTED_TIME'],
  },
  {
    from: 'sf elements',
    codes: [RENEWED_AND_REFUSED],
    about:
      'Salesforce refuses a session that was renewed a moment ago: because of the address or the app, not of its age.',
    meaning: 'fatal',
    error: 'sessionLockedToIp',
    answers: [`${RENEWED_AND_REFUSED}: Session expired or invalid`],
  },
  {
    from: 'Salesforce',
    codes: ['OAUTH_APP_BLOCKED', 'OAUTH_APP_ACCESS_DENIED', 'OAUTH_APPROVAL_ERROR_GENERIC', 'invalid_client'],
    text: /app must be installed into org|OAUTH_APP_BLOCKED|OAUTH_APP_ACCESS_DENIED|OAUTH_APPROVAL_ERROR|user is not admin approved|user hasn't approved this consumer|invalid_client\b/i,
    about: 'The connected app is blocked, or the user may not use it.',
    meaning: 'fatal',
    error: 'connectedApp',
    answers: [
      'OAUTH_APPROVAL_ERROR_GENERIC',
      'invalid_client: app must be installed into org',
      "invalid_grant: user hasn't approved this consumer",
      'OAUTH_APP_ACCESS_DENIED: user is not admin approved to access this app',
    ],
  },
  {
    from: 'Salesforce',
    text: /\bdata not available/i,
    about: 'The org does not exist any more.',
    meaning: 'fatal',
    error: 'orgGone',
    answers: ['Data Not Available'],
  },
  {
    from: 'Salesforce',
    codes: ['API_DISABLED_FOR_ORG'],
    text: /API is not enabled for this Organization/i,
    about: 'The edition of the org has no API.',
    meaning: 'fatal',
    error: 'unsupportedEdition',
    answers: ['API_DISABLED_FOR_ORG: The REST API is not enabled for this Organization.'],
  },
  {
    from: 'Salesforce',
    codes: ['API_CURRENTLY_DISABLED'],
    text: /API is disabled for this User/i,
    about: 'The user may not use the API.',
    meaning: 'fatal',
    error: 'apiDisabled',
    answers: ['API_CURRENTLY_DISABLED: API is disabled for this User'],
  },
  {
    from: 'Salesforce',
    codes: ['REQUEST_LIMIT_EXCEEDED'],
    saying: /concurrent/i,
    about: 'Too many long requests run at once.',
    meaning: 'transient',
    repeat: ['start', 'call', 'sync'],
    afterwards: 'fatal',
    error: 'requestLimit',
    answers: ['REQUEST_LIMIT_EXCEEDED: ConcurrentPerOrgLongTxn Limit exceeded.'],
  },
  {
    from: 'Salesforce',
    codes: ['REQUEST_LIMIT_EXCEEDED'],
    about: 'The org has used up its API requests of 24 hours.',
    meaning: 'fatal',
    error: 'requestLimit',
    answers: ['REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.'],
  },
  {
    from: 'Salesforce',
    codes: ['INVALID_SESSION_ID'],
    about: 'The session has ended. It is renewed once, if it can be.',
    meaning: 'fatal',
    repeat: ['renewed'],
    error: 'tokenExpired',
    answers: [
      'INVALID_SESSION_ID: Session expired or invalid',
      'INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session',
    ],
  },
  {
    from: 'Salesforce',
    operations: ['listMetadata'],
    codes: ['INVALID_TYPE'],
    text: /not available for this organization|cannot use|unknown type|in this version|is not supported|not enabled/i,
    about: 'The org does not have this metadata type.',
    meaning: 'not given',
    lacking: true,
    answers: ['INVALID_TYPE: This type of metadata is not available for this organization'],
  },
  {
    from: 'Salesforce',
    codes: ['INSUFFICIENT_ACCESS', 'INSUFFICIENT_ACCESS_OR_READONLY'],
    text: /use of the Metadata API requires a user with the/i,
    about: 'The user may not see it, or may not use the Metadata API.',
    meaning: 'not given',
    error: 'missingPermission',
    answers: [
      'INSUFFICIENT_ACCESS: use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions',
    ],
  },
  {
    from: 'Salesforce',
    codes: ['INSUFFICIENT_ACCESS_*'],
    about: 'The user may not see something that it refers to.',
    meaning: 'not given',
    answers: ['INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY: insufficient access rights on cross-reference id'],
  },
  {
    from: 'Salesforce',
    codes: ['invalid_grant', 'INVALID_AUTH_HEADER'],
    text: /expired access\/refresh token|unable to refresh session|invalid_grant|inactive user|Session expired or invalid|Illegal Session/i,
    about: 'The stored login is not valid any more.',
    meaning: 'fatal',
    error: 'tokenExpired',
    answers: ['invalid_grant: expired access/refresh token', 'invalid_grant: inactive user'],
  },
  {
    from: 'Salesforce',
    operations: READS,
    codes: ['NOT_FOUND'],
    about: 'The org has no such object or record.',
    meaning: 'not given',
    lacking: true,
    answers: ['NOT_FOUND: The requested resource does not exist'],
  },
  {
    from: 'Salesforce',
    operations: READS,
    codes: ['INVALID_TYPE', 'INVALID_FIELD'],
    about: 'The org has no such object or field, or its user may not see it. Salesforce does not say which.',
    meaning: 'not given',
    answers: [
      "INVALID_TYPE: sObject type 'SandboxProcess' is not supported.",
      "INVALID_FIELD: No such column 'ParentId' on entity 'Folder'.",
    ],
  },
  {
    from: 'Salesforce',
    operations: ['retrieve'],
    codes: ['ENTITY_TYPE_CANNOT_BE_RETRIEVED*'],
    about: 'Salesforce does not give this component by the Metadata API.',
    meaning: 'not given',
    answers: ['ENTITY_TYPE_CANNOT_BE_RETRIEVED'],
  },
];
