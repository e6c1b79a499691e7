import { Messages, type Tokens } from '@salesforce/core/messages';
import { SfError } from '@salesforce/core/sfError';
import { withCommandTokens } from './model/names/commandTokens.ts';
import { printable, redact } from './redact.ts';

/**
 * Keys of `messages/errors.md`; the error's name, part of the contract, is the key in capitals with `Error` behind it
 * (or what `NAME_BY_KEY` says).
 */
export type ErrorKey =
  | 'addressNotTrusted'
  | 'answerTooLarge'
  | 'apiBudget'
  | 'apiDisabled'
  | 'auditNotKept'
  | 'authenticationFailed'
  | 'authenticationPort'
  | 'authenticationTimeout'
  | 'backendNotTrusted'
  | 'backendUnavailable'
  | 'backendVersion'
  | 'browserUnavailable'
  | 'checkFailed'
  | 'componentNotFound'
  | 'configFile'
  | 'connectedApp'
  | 'corporatePolicy'
  | 'deadline'
  | 'defaultOrgMissing'
  | 'featureUnavailable'
  | 'filesExist'
  | 'folderNotWritable'
  | 'internal'
  | 'interrupted'
  | 'invalidBackend'
  | 'invalidComponent'
  | 'invalidSearch'
  | 'invalidSchedule'
  | 'invalidTimezone'
  | 'linkInTheWay'
  | 'loginHours'
  | 'loginIpRange'
  | 'loginStays'
  | 'loginNotChosen'
  | 'loginUnusable'
  | 'manualSyncOnly'
  | 'missingPermission'
  | 'noOrgFound'
  | 'orgGone'
  | 'orgMismatch'
  | 'orgNotConnected'
  | 'orgUnreachable'
  | 'otherUser'
  | 'refreshTokenIssued'
  | 'policyFile'
  | 'policyNotInForce'
  | 'requestLimit'
  | 'retrieveFailed'
  | 'role'
  | 'salesforceTimeout'
  | 'sandboxRefreshed'
  | 'salesforce'
  | 'sessionLockedToIp'
  | 'storeOwner'
  | 'syncRunning'
  | 'tokenAgeUnreadable'
  | 'tokenExpired'
  | 'tokenNotFound'
  | 'tokenTooOld'
  | 'tokenUsed'
  | 'unsupportedEdition';

/** Exit codes of the contract. */
export const EXIT = { failed: 1, usage: 2, partial: 68, stillRunning: 69, refused: 77, interrupted: 130 } as const;

const EXIT_BY_KEY: Partial<Record<ErrorKey, number>> = {
  manualSyncOnly: EXIT.refused,
  corporatePolicy: EXIT.refused,
  role: EXIT.refused,
  storeOwner: EXIT.refused,
  featureUnavailable: EXIT.refused,
  invalidBackend: EXIT.usage,
  invalidComponent: EXIT.usage,
  invalidSearch: EXIT.usage,
  invalidSchedule: EXIT.usage,
  invalidTimezone: EXIT.usage,
  defaultOrgMissing: EXIT.usage,
  interrupted: EXIT.interrupted,
};

/** Errors that share a name of the contract with another one, and say something else. */
const NAME_BY_KEY: Partial<Record<ErrorKey, string>> = {
  loginNotChosen: 'BackendNotTrustedError',
  loginUnusable: 'TokenNotFoundError',
  storeOwner: 'RoleError',
  tokenAgeUnreadable: 'TokenTooOldError',
};

/** What an error carries for decisions; its words are for people. */
export type ErrorFacts = {
  /** Of the answer behind it: `INVALID_TYPE`, `ECONNRESET`. */
  readonly code?: string | undefined;
  /** Whether a later try may just work. */
  readonly transient?: boolean | undefined;
};

/** Errors that say by themselves that a later try may just work. */
const TRANSIENT_KEYS: ReadonlySet<ErrorKey> = new Set(['deadline', 'salesforceTimeout']);

/**
 * One of our named errors, with the sentence and the actions of `messages/errors.md`.
 * `tokens` fill the sentence's placeholders; they may come from outside: secrets and control characters are taken out here.
 */
export const elementsError = (
  key: ErrorKey,
  tokens: Tokens = [],
  options: ErrorFacts & { cause?: Error; data?: Parameters<SfError['setData']>[0] } = {}
): SfError => {
  Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
  const messages = Messages.loadMessages('sf-plugin-elements', 'errors');
  const safe = tokens.map((token) => (typeof token === 'string' ? told(redact(printable(token))) : token));
  const exitCode = EXIT_BY_KEY[key] ?? EXIT.failed;
  const { name } = messages.createError(key, safe, safe, exitCode);
  const message = withCommandTokens(safe, (marked) => messages.getMessage(key, marked));
  const actions = withCommandTokens(
    safe,
    (marked) => messages.createError(key, marked, marked).actions?.join('\n') ?? ''
  );
  const error = new SfError(message, NAME_BY_KEY[key] ?? name, actions.split('\n'), exitCode, causeOf(options.cause));
  if (options.data !== undefined) error.setData(options.data);
  ours.set(error, { code: options.code, transient: options.transient ?? TRANSIENT_KEYS.has(key) });
  return error;
};

/** What is longer is no sentence for a person; a server may answer anything. */
const LONGEST_TOKEN = 2_000;

const told = (text: string): string =>
  text.length <= LONGEST_TOKEN ? text : `${text.slice(0, LONGEST_TOKEN - 1).toWellFormed()}…`;

/** Beside the errors, whose own properties `--json` shows. */
const ours = new WeakMap<Error, ErrorFacts>();

/** What one of the contract's errors carries; undefined for every other error. */
export const errorFacts = (error: Error): ErrorFacts | undefined => ours.get(error);

/** Whether an error is one of the contract's, made here. */
export const isElementsError = (error: Error): error is SfError => ours.has(error);

/**
 * The sf CLI takes an error with a `TypeError` among its causes for a bug of its own and exits with 10; but `fetch` throws
 * one when a host is down. The cause is kept by its words, which `--json` shows: so they are redacted too.
 */
const causeOf = (cause: Error | undefined): Error | undefined => {
  if (cause === undefined) return undefined;
  const copy = new Error(redact(cause.message));
  copy.name = cause instanceof TypeError ? 'Error' : cause.name;
  copy.stack = redact(cause.stack ?? '').replaceAll('TypeError', 'Type error');
  return copy;
};
