import { stripVTControlCharacters } from 'node:util';

const HIDDEN = '***';

/** Names whose value is a secret wherever they stand: in a query string, a form, JSON or a header. */
const SECRET_NAMES =
  'sid|session_?id|access_?token|refresh_?token|id_token|client_?secret|private_?key|password|passwd|pwd|pw|assertion|code_verifier|token|sfdx_?auth_?url|authorization|set-cookie|cookie';

type Rule = readonly [pattern: RegExp, replacement: string];

/**
 * Order matters: whole shapes first, then single values. No pattern has nested repetition, so long texts stay cheap.
 */
const RULES: readonly Rule[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, HIDDEN],
  // An sfdx auth URL holds client id, client secret and refresh token before the host.
  [/force:\/\/[^\s"'<>]+/gi, `force://${HIDDEN}`],
  // A password may hold / and @, so this goes up to the last @; digits behind the colon are a port, not a password.
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#@:"'<>]*:(?!\d+(?:[/?#\s"'<>]|$))[^\s"'<>]*@/gi, `$1${HIDDEN}@`],
  // A name alone may be a token, except for PostgreSQL, where it is a user.
  [/\b((?!postgres)[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#@:"'<>]+@/gi, `$1${HIDDEN}@`],
  // Session ids and access tokens: the org's id, an exclamation mark, the secret.
  [/\b(00D\w{12,15})(?:!|%21|\\u0021|&#33;)[\w.%+/=-]*/g, `$1!${HIDDEN}`],
  [/\b5Aep[\w.-]{8,}/g, HIDDEN],
  [/\beyJ[\w-]{8,}(?:\.[\w-]*){1,4}/g, HIDDEN],
  [/\b(Bearer|OAuth|Basic)(\s+)(?!\*\*\*)[\w.!%+/=~:-]{8,}/gi, `$1$2${HIDDEN}`],
  [/<((?:[\w-]+:)?(?:sessionId|password|accessToken|refreshToken))\b[^<>]*>[^<]*/gi, `<$1>${HIDDEN}`],
  [new RegExp(`(\\\\?["'])(${SECRET_NAMES})\\1(\\s*:\\s*)\\\\?(["'])(?:(?!\\\\?\\4).)*`, 'gi'), `$1$2$1$3$4${HIDDEN}`],
  [new RegExp(`\\b(${SECRET_NAMES})(=|%3D)(?!\\*\\*\\*)[^\\s&"'<>,;)}\\]]+`, 'gi'), `$1$2${HIDDEN}`],
  [
    /\b(x-sfdc-session|session_?id|(?:access|refresh)?_?token)(\s*:\s*|\s+)(?!\*\*\*)(?=[^\s]*[0-9!.])[^\s"'<>,;)}\]]{8,}/gi,
    `$1$2${HIDDEN}`,
  ],
  [/\b(authorization|set-cookie|cookie)(\s*:\s*)(?!\*\*\*)[^\r\n"']+/gi, `$1$2${HIDDEN}`],
];

/**
 * The text without anything that opens an org, a database or an endpoint: tokens, session ids, keys, passwords in URLs.
 * Whatever comes from outside passes here before it enters a message, a log, `--json` or the store.
 */
export const redact = (text: string): string =>
  RULES.reduce((redacted, [pattern, replacement]) => redacted.replaceAll(pattern, replacement), text);

/** Control characters, and the marks that turn the direction of what follows (a name could pose as another). */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/gu;

/** Text from an org as it may stand on a terminal: on one line, and without anything that moves or colours. */
export const printable = (text: string): string => stripVTControlCharacters(text).replaceAll(UNPRINTABLE, ' ').trim();
