import type { ErrorKey } from '../../errors.ts';

/**
 * What goes wrong with syncs, as people describe it (sentences of `messages/troubles.md`), and the error that says so.
 * Which answers of Salesforce lead to an error stands in `faultTable.ts`.
 */
export const TROUBLES: ReadonlyArray<{ readonly symptom: string; readonly key: ErrorKey }> = [
  { symptom: 'edition', key: 'unsupportedEdition' },
  { symptom: 'noApiAccess', key: 'apiDisabled' },
  { symptom: 'missingPermission', key: 'missingPermission' },
  { symptom: 'locked', key: 'sessionLockedToIp' },
  { symptom: 'ranges', key: 'loginIpRange' },
  { symptom: 'hours', key: 'loginHours' },
  { symptom: 'app', key: 'connectedApp' },
  { symptom: 'noToken', key: 'tokenNotFound' },
  { symptom: 'expired', key: 'tokenExpired' },
  { symptom: 'refreshed', key: 'sandboxRefreshed' },
  { symptom: 'gone', key: 'orgGone' },
  { symptom: 'otherOrg', key: 'orgMismatch' },
  { symptom: 'timeout', key: 'salesforceTimeout' },
  { symptom: 'deadline', key: 'deadline' },
  { symptom: 'unreachable', key: 'orgUnreachable' },
  { symptom: 'tooLarge', key: 'answerTooLarge' },
  { symptom: 'limit', key: 'requestLimit' },
  { symptom: 'budget', key: 'apiBudget' },
  { symptom: 'retrieve', key: 'retrieveFailed' },
  { symptom: 'notFound', key: 'componentNotFound' },
  { symptom: 'manual', key: 'manualSyncOnly' },
  { symptom: 'feature', key: 'featureUnavailable' },
  { symptom: 'corporate', key: 'corporatePolicy' },
  { symptom: 'role', key: 'role' },
  { symptom: 'policyFile', key: 'policyFile' },
  { symptom: 'notInForce', key: 'policyNotInForce' },
  { symptom: 'notWritten', key: 'auditNotKept' },
  { symptom: 'loginStays', key: 'loginStays' },
  { symptom: 'backend', key: 'backendNotTrusted' },
  { symptom: 'address', key: 'addressNotTrusted' },
  { symptom: 'running', key: 'syncRunning' },
  { symptom: 'checks', key: 'checkFailed' },
];

/** Troubles that tools with a part inside Salesforce have, and this one can't; one sentence each. */
export const IMPOSSIBLE_TROUBLES: readonly string[] = [
  'remoteSite',
  'selfCalls',
  'package',
  'toolAddresses',
  'recentLogin',
  'population',
  'namespace',
];
