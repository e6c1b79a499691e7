import { rememberSecrets } from './liveSecrets.ts';

/**
 * Has everything printed from now on leave out what may be a secret in a URL of a setting: who answers there can repeat
 * what it was sent, in a file, a header or an error. The host stays, and so do plain words and dates: hiding those would
 * hide them in every other text too.
 */
export const rememberUrlSecrets = (text: string): void => rememberSecrets(...urlSecrets(text));

/** User and password, values of parameters, and parts of the path, as they stand in the URL and as they are meant. */
export const urlSecrets = (text: string): string[] => {
  const url = URL.parse(text);
  // What can't be taken apart may be a password altogether.
  if (url === null) return [text];
  const { username, password, search, hash, pathname } = url;
  const parameters = [...pairsIn(search), ...pairsIn(hash.slice(1))]
    .filter(([name, value]) => !isDate(meant(value)) && (SECRET_NAME.test(name) || !isPlain(meant(value))))
    .map(([, value]) => value);
  // Backslashes lead a browser down a path as well.
  const segments = pathname.split(/[/\\]/).filter((segment) => !isPlain(meant(segment)));
  const found = [username, password, ...parameters, ...segments].filter((secret) => secret !== '');
  return [...new Set(found.flatMap((secret) => [secret, meant(secret)]))];
};

/** Whose values are secrets even where they are made of words. */
const SECRET_NAME = /sig|token|key|code|secret|pass|pwd|pw$|auth|cred|jwt|hmac/i;

const pairsIn = (query: string): Array<[name: string, value: string]> =>
  query
    .replace(/^\?/, '')
    .split(/[&;]/)
    .map((pair) => {
      const at = pair.indexOf('=');
      // A value without a name is one all the same.
      return at < 0 ? ['', pair] : [pair.slice(0, at), pair.slice(at + 1)];
    });

/** Without its percent signs; as it is where these mean nothing. */
const meant = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** The day of a signature is also the day of what is written down meanwhile. */
const isDate = (text: string): boolean => /^\d{4}-?\d\d-?\d\d(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?$/.test(text);

/** A word, also several in one (`manualSyncOnly`), a short number, or a version. */
const PLAIN_WORD = /^(?:[A-Z]{1,12}|[A-Za-z]?[a-z]{1,15}(?:[A-Z][a-z]{2,15}){0,3}|\d{1,8}|v\d{1,4})$/;

/** Nothing but words, as in `manual-sync-only.v2.json`. */
const isPlain = (text: string): boolean =>
  isDate(text) || text.split(/[^A-Za-z0-9]+/).every((word) => word === '' || PLAIN_WORD.test(word));
