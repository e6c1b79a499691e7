import type { SfError } from '@salesforce/core/sfError';
import { elementsError } from '../../errors.ts';
import { checkMessage } from '../checkMessage.ts';
import type { SyncMode } from '../syncPermissions.ts';
import type { Check } from './check.ts';
import { checkHours } from './checkHours.ts';
import { checkNetwork } from './checkNetwork.ts';
import { checkApiCalls, checkApp, checkEdition, checkLicence } from './checkOrg.ts';
import { checkPermissions } from './checkPermissions.ts';
import type { PreflightFacts } from './preflightFacts.ts';

/** All checks of an org and its user, from what the org said. */
export const preflight = (facts: PreflightFacts, options: { readonly mode: SyncMode; readonly now: Date }): Check[] => [
  checkEdition(facts),
  checkLicence(facts),
  ...checkPermissions(facts.user, options.mode),
  ...checkNetwork(facts),
  checkHours(facts, options.now),
  checkApiCalls(facts),
  checkApp(facts),
];

const NOTHING_KNOWN: PreflightFacts = {
  identity: { orgId: '', name: '', edition: '', isSandbox: false },
  user: {},
};

/** The same checks where nobody could ask the org; `because` says why. */
export const unknownChecks = (mode: SyncMode, because: string): Check[] =>
  preflight(NOTHING_KNOWN, { mode, now: new Date(0) }).map(({ name, required }) => ({
    name,
    required,
    state: 'unknown',
    message: checkMessage('notAsked', [because]),
  }));

/** Which check an answer of the org itself decides, by the name of the error. */
const CHECK_OF_ERROR: Readonly<Record<string, string>> = {
  UnsupportedEditionError: 'edition',
  ApiDisabledError: 'permission:ApiEnabled',
  RequestLimitError: 'api-calls',
  LoginIpRangeError: 'login-ip-ranges',
  SessionLockedToIpError: 'session-ip-lock',
};

/** The checks when the org refused the very first call; undefined when its answer decides none of them. */
export const refusedChecks = (error: SfError, mode: SyncMode): Check[] | undefined => {
  const decided = CHECK_OF_ERROR[error.name];
  if (decided === undefined) return undefined;
  return unknownChecks(mode, error.message).map((check) =>
    check.name === decided
      ? { ...check, required: true, state: 'failed', message: error.message, actions: error.actions ?? [] }
      : check
  );
};

/** The error that the failed required checks come to: the named one where one cause is clear. Undefined when none failed. */
export const errorOfChecks = (
  checks: readonly Check[],
  org: { name: string; username: string }
): SfError | undefined => {
  const failed = checks.filter(({ required, state }) => required && state === 'failed');
  const [first] = failed;
  if (first === undefined) return undefined;
  const text = failed.map(({ message }) => message).join(' ');
  if (failed.every(({ name }) => name.startsWith('permission:'))) {
    return failed.some(({ name }) => name === 'permission:ApiEnabled')
      ? elementsError('apiDisabled', [org.name, text])
      : elementsError('missingPermission', [org.username, text]);
  }
  if (failed.length === 1 && first.name === 'login-ip-ranges') return elementsError('loginIpRange', [org.name, text]);
  if (failed.length === 1 && first.name === 'api-calls') return elementsError('apiBudget', [org.name, text]);
  return elementsError('checkFailed', [org.name, text]);
};
