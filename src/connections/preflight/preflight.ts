import type { SfError } from '@salesforce/core/sfError';
import type { SyncMode } from '../../catalogue/permissions.ts';
import { elementsError, isElementsError } from '../../errors.ts';
import { checkMessage } from '../../messages.ts';
import { omitUndefined } from '../../model/omitUndefined.ts';
import type { Marker } from '../../policy/guard.ts';
import type { Identity, SyncUser } from '../../salesforce/calls/identity.ts';
import { nameFault } from '../../salesforce/faults/nameFault.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import { askPreflight } from './askPreflight.ts';
import { checkHours, checkNetwork } from './checkAccess.ts';
import { checkApiCalls, checkApp, checkEdition, checkLicence } from './checkOrg.ts';
import { checkPermissions } from './checkPermissions.ts';
import type { Check, PreflightFacts } from './facts.ts';
import { isClosedToUser } from '../readMarker.ts';

/** All checks of an org and its user, from what the org said. */
const preflight = (facts: PreflightFacts, options: { readonly mode: SyncMode; readonly now: Date }): Check[] => [
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

/**
 * The checks when the org refused the very first call, which may be that of opening the session. Undefined when its answer
 * decides none of them, or when what was thrown is no answer.
 */
export const refusedPreflight = (thrown: unknown, mode: SyncMode): Required<Preflight> | undefined => {
  const error = thrown instanceof Error && isElementsError(thrown) ? thrown : undefined;
  const decided = error && CHECK_OF_ERROR[error.name];
  if (error === undefined || decided === undefined) return undefined;
  const checks = unknownChecks(mode, error.message).map((check) =>
    check.name === decided
      ? { ...check, required: true, state: 'failed' as const, message: error.message, actions: error.actions ?? [] }
      : check
  );
  return { checks, error };
};

/**
 * The checks where the marker can't be read because the user lacks a permission, and what to do about that; undefined where
 * that is not the reason.
 */
export const lackingUser = (
  marked: Marker,
  mode: SyncMode
): { readonly checks: Check[]; readonly actions: readonly string[] } | undefined => {
  if (typeof marked === 'boolean' || !isClosedToUser(marked.problem)) return undefined;
  const name = 'permission:ModifyMetadata';
  const user: SyncUser = { permissions: [] };
  const failed = checkPermissions(user, mode).find((check) => check.name === name);
  const checks = unknownChecks(mode, marked.problem).map((check) => (check.name === name && failed ? failed : check));
  return { checks, actions: failed?.actions ?? [] };
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

export type Preflight = {
  readonly checks: Check[];
  /** Why no sync should begin; absent when all required checks passed, or can't be decided. */
  readonly error?: SfError;
};

/** Checks an org and its user over an open session. Throws only when the org could not be asked at all. */
export const preflightOrg = async (
  session: OrgSession,
  options: {
    readonly name: string;
    readonly mode: SyncMode;
    readonly now: Date;
    /** Who the org is, where it has said so. */
    readonly identity?: Identity;
  }
): Promise<Preflight> => {
  const { name, mode, now, identity } = options;
  try {
    const checks = preflight(await askPreflight(session, identity), { mode, now });
    const error = errorOfChecks(checks, { name, username: session.username });
    return omitUndefined({ checks, error });
  } catch (thrown) {
    const error = nameFault(thrown, name);
    const refused = refusedPreflight(error, mode);
    if (refused === undefined) throw error;
    return refused;
  }
};
