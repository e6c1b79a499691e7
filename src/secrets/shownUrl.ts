import { createHash } from 'node:crypto';

/** As many digits of the hash as tell two URLs of one setting apart. */
const DIGITS = 8;

/** Schemes that may be named. What stands before another colon may be a user, as in `user:password@host`. */
const KNOWN: ReadonlySet<string> = new Set(
  ['http', 'https', 'ws', 'wss', 'ftp', 'file', 'data', 'dir', 'sqlite', 'postgres', 'postgresql', 'mysql', 'mongodb']
    .concat(['redis', 's3', 'gs', 'socks', 'socks5'])
    .map((scheme) => `${scheme}:`)
);

/**
 * A URL of a setting as it may be shown: where it leads, and the first digits of the SHA-256 of the whole text, by which
 * its owner knows it again: `https://policies.example.com (URL #1a2b3c4d)`. A signature, a token or a password may stand
 * anywhere else in it, in the path too. A text that is no URL shows its scheme at most.
 */
export const shownUrl = (text: string): string => {
  const mark = `URL #${createHash('sha256').update(text).digest('hex').slice(0, DIGITS)}`;
  const place = originOf(text) ?? schemeOf(text);
  return place === undefined ? mark : `${place} (${mark})`;
};

/**
 * Scheme, host and port; undefined where they can't be told for certain. With an @ behind the host, what looks like the
 * host may be a user: in `https://user/pass@host` a password that holds a slash ends it early.
 */
export const originOf = (text: string): string | undefined => {
  const url = URL.parse(text);
  if (url === null || url.host === '' || !KNOWN.has(url.protocol)) return undefined;
  if (/@|%40/.test(url.pathname + url.search + url.hash)) return undefined;
  return `${url.protocol}//${url.host}`;
};

/** Whether a path reads like a URL whose scheme was forgotten: `user_name:password@host/path`. */
export const holdsLogin = (path: string): boolean => /^[\\/]*[^\\/]*:[^\\/]*@/.test(path);

/** How a path begins that can't be meant for anything else: at the root, here, above, at home, on a drive. */
const PATH_START = /^(?:\/(?!\/)|\.{1,2}[\\/]|~[\\/]|[a-z]:[\\/])/i;

/** What no path of a setting holds, however it begins: the middle of a URL, plain or percent-encoded. */
const OF_URL = /:\s*[\\/]\s*[\\/]|%3a%2f/i;

/** A user, quotes, a scheme that is badly written, a port. */
const LIKE_URL = /@|%40|["'`<>\u2018-\u201f]|^[a-z][a-z0-9+.-]+\s+:|^https?[^a-z0-9.-]{2}|^[^\\/]*:\d/i;

/**
 * Whether a setting that is no URL was meant for one, so that a secret may stand in it: in quotes, with a blank before the
 * colon, without a scheme.
 */
export const isNearlyUrl = (text: string): boolean =>
  OF_URL.test(text) || holdsLogin(text) || (!PATH_START.test(text) && LIKE_URL.test(text));

const schemeOf = (text: string): string | undefined => {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(text.trim())?.[0].toLowerCase();
  return scheme !== undefined && KNOWN.has(scheme) ? `${scheme}…` : undefined;
};
