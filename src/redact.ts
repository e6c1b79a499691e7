import { stripVTControlCharacters } from 'node:util';
import { HIDDEN, hideLiveSecrets } from './secrets/liveSecrets.ts';

/** Names whose value is a secret wherever they stand: in a query string, a form, JSON or a header. */
const SECRET_NAMES = [
  'sid|session_?id|access_?token|refresh_?token|id_token|client_?secret|private_?(?:key|token)|password|passwd|pwd|pw',
  'assertion|code_verifier|token|sfdx_?auth_?url|authorization|set-cookie|cookie|(?:x-)?api[_-]?key|subscription-key',
  'x-(?:amz|goog)-(?:signature|credential|security-token)',
].join('|');

/** Ordinary words in a sentence; their value is a secret where they are parameters of a URL or of a form. */
const PARAMETER_NAMES =
  'code|auth|key|sig|signature|hmac|secret|jwt|pass|access_?key|aws_?access_?key_?id|user_?token|auth_?token';

/** What stands before a parameter: as it is, as an entity, or percent-encoded in the parameter of another URL. */
const BEFORE_PARAMETER = '(?:[?&#]|&amp;|%3F|%26|%23)';

/** Of the characters of a value, the first one; what is hidden already stays. */
const VALUE = '(?!\\*\\*\\*)[^\\s&"\'<>,;)}\\]]';

/** Clients read these in the same way without two slashes, or with backslashes. */
const LOOSE_SCHEME = '(?:https?|wss?|ftps?|postgres(?:ql)?|mysql|mongodb|rediss?|amqps?):[/\\\\]*';

type Rule = readonly [pattern: RegExp, replacement: string];

/**
 * Order matters: whole shapes first, then single values. No pattern has nested repetition, and what another pattern follows
 * has an end, so long texts stay cheap.
 */
const RULES: readonly Rule[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, HIDDEN],
  // An sfdx auth URL holds client id, client secret and refresh token before the host.
  [/force:\/\/[^\s"'<>]+/gi, `force://${HIDDEN}`],
  // A password may hold / and @, so this goes up to the last @; digits behind the colon are a port, not a password.
  [
    new RegExp(
      `((?:\\b[a-z][a-z0-9+.-]{0,20}:)?//|\\b${LOOSE_SCHEME})[^\\s/?#@:"'<>]*:(?!\\d+(?:[/?#\\s"'<>]|$))[^\\s"'<>]{0,500}@`,
      'gi'
    ),
    `$1${HIDDEN}@`,
  ],
  // A name alone may be a token, except for PostgreSQL, where it is a user.
  [new RegExp(`\\b((?!postgres)(?:[a-z][a-z0-9+.-]{1,20}://|${LOOSE_SCHEME}))[^\\s/?#@:"'<>]+@`, 'gi'), `$1${HIDDEN}@`],
  // Session ids and access tokens: the org's id, an exclamation mark, the secret.
  [/\b(00D\w{12,15})(?:!|%21|\\u0021|&#33;)[\w.%+/=*-]*/g, `$1!${HIDDEN}`],
  [/\b5Aep[\w.-]{8,}/g, HIDDEN],
  [/\beyJ[\w-]{8,}(?:\.[\w-]*){1,4}/g, HIDDEN],
  [/\b(Bearer|OAuth|Basic)(\s+)(?!\*\*\*)[\w.!%+/=~:-]{8,}/gi, `$1$2${HIDDEN}`],
  [/<((?:[\w-]+:)?(?:sessionId|password|accessToken|refreshToken))\b[^<>]*>[^<]*/gi, `<$1>${HIDDEN}`],
  [new RegExp(`(\\\\?["'])(${SECRET_NAMES})\\1(\\s*:\\s*)\\\\?(["'])(?:(?!\\\\?\\4).)*`, 'gi'), `$1$2$1$3$4${HIDDEN}`],
  [new RegExp(`\\b(${SECRET_NAMES})(=|%3D)${VALUE}+`, 'gi'), `$1$2${HIDDEN}`],
  [new RegExp(`(${BEFORE_PARAMETER}(?:${PARAMETER_NAMES}))(=|%3D)${VALUE}+`, 'gi'), `$1$2${HIDDEN}`],
  // The first one of a form.
  [new RegExp(`\\b(${PARAMETER_NAMES})=${VALUE}{1,1000}(?=&[\\w.-]{1,100}=)`, 'gi'), `$1=${HIDDEN}`],
  [
    /\b(x-sfdc-session|(?:x-)?api-?key|session_?id|(?:access|refresh)?_?token)(\s*:\s*|\s+)(?!\*\*\*)(?=[^\s]*[0-9!.])[^\s"'<>,;)}\]]{8,}/gi,
    `$1$2${HIDDEN}`,
  ],
  [/\b(authorization|set-cookie|cookie)(\s*:\s*)(?!\*\*\*)[^\r\n"']+/gi, `$1$2${HIDDEN}`],
];

/**
 * The text without anything that opens an org, a database or an endpoint: tokens, session ids, keys, passwords in URLs,
 * by their shape; and without any piece of the secrets that this program holds, however written. Whatever comes from
 * outside passes here before it enters a message, a log, `--json` or the store.
 */
export const redact = (text: string): string =>
  RULES.reduce((redacted, [pattern, replacement]) => redacted.replaceAll(pattern, replacement), hideLiveSecrets(text));

/**
 * What a screen does not show, or takes for an order; JSON escapes all of it, so that the text that a program reads is the
 * very same. Pieces of a character class.
 */
const UNSEEN: ReadonlyArray<{
  readonly what: string;
  readonly characters: string;
  readonly shown: 'blank' | 'escape';
}> = [
  { what: 'control characters', characters: '\\p{Cc}', shown: 'blank' },
  { what: 'ends of lines and paragraphs', characters: '\\u2028\\u2029', shown: 'blank' },
  { what: 'turns of direction', characters: '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069', shown: 'escape' },
  // Zero-width characters, soft hyphens, variation selectors, fillers, tags.
  { what: 'characters without a picture', characters: '\\p{Default_Ignorable_Code_Point}', shown: 'escape' },
  { what: 'marks of annotations', characters: '\\ufff9-\\ufffb', shown: 'escape' },
  { what: 'halves of pairs', characters: '\\p{Cs}', shown: 'escape' },
  { what: 'code points that are no characters', characters: '\\p{Noncharacter_Code_Point}', shown: 'escape' },
];

const classOf = (rows: typeof UNSEEN): string => rows.map(({ characters }) => characters).join('');

/** Scripts whose letters take another shape with a joiner between them. */
const SHAPED = ['Arab', 'Beng', 'Deva', 'Gujr', 'Guru', 'Khmr', 'Knda', 'Mlym', 'Mong', 'Mymr', 'Orya', 'Sinh', 'Syrc']
  .concat(['Taml', 'Telu', 'Tibt'])
  .map((script) => `\\p{sc=${script}}`)
  .join('');

/** Where what has no picture of its own makes another one of its neighbours, it belongs to the text. */
const SEEN_BY_ITS_EFFECT = [
  `(?<=[${SHAPED}])[\\u200c\\u200d](?=[${SHAPED}])`,
  '(?<=\\p{Extended_Pictographic}[\\ufe0f\\p{Emoji_Modifier}]?)\\u200d(?=\\p{Extended_Pictographic})',
  '(?<=\\p{Extended_Pictographic})\\ufe0f|(?<=[\\d#*])\\ufe0f(?=\\u20e3)',
  '(?<=\\p{sc=Han})[\\u{e0100}-\\u{e01ef}]',
].join('|');

const BLANK = new RegExp(`[${classOf(UNSEEN.filter(({ shown }) => shown === 'blank'))}]+`, 'gu');
const ESCAPED = new RegExp(
  `(?<seen>${SEEN_BY_ITS_EFFECT})|[${classOf(UNSEEN.filter(({ shown }) => shown === 'escape'))}]`,
  'gu'
);

const visible = (text: string): string =>
  text
    .replaceAll(BLANK, ' ')
    .replaceAll(ESCAPED, (found: string, seen: string | undefined) => seen ?? `\\u{${codeOf(found).toUpperCase()}}`);

const codeOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16);

/** More than any order to a terminal that means something has. */
const LONGEST_ORDER = 256;

const LONG_ORDER = new RegExp(`[\\u001b\\u009b][^\\u001b\\u009b]{${String(LONGEST_ORDER)}}`, 'g');

/**
 * Without what tells a terminal something. Node's own pattern looks at each piece of an order again and again: where what
 * begins one has no end, it sees no more of it than an order may have.
 */
const withoutOrders = (text: string): string => {
  const cuts = [...text.matchAll(LONG_ORDER)].map(({ 0: order, index }) => index + order.length);
  if (cuts.length === 0) return stripVTControlCharacters(text);
  return [0, ...cuts].map((from, at) => stripVTControlCharacters(text.slice(from, cuts[at]))).join('');
};

/**
 * Text from an org as it may stand on a terminal: on one line, with nothing that moves, colours or is not seen, and
 * without the secrets that this program holds.
 */
export const printable = (text: string): string => visible(withoutOrders(hideLiveSecrets(text))).trim();

/** Ends of lines, and colours: what our own output is made of. Code 8 hides what follows, and is never ours. */
const OURS = /(\r?\n|\t|\u001b\[(?!(?:[\d;]*;)?0*8(?:;|m))[\d;]*m)/;

/**
 * What is about to be printed: lines and colours stay, so text from an org goes through `printable` before. Without the
 * secrets that this program holds.
 */
export const harmless = (text: string): string =>
  hideLiveSecrets(text)
    .split(OURS)
    .map((piece, at) => (at % 2 === 1 ? piece : visible(withoutOrders(piece))))
    .join('');

/** Below the blank, JSON escapes by itself; what stands there in its text is its own layout. */
const RAW_IN_JSON = new RegExp(`(?![\\0-\\x1f])[${classOf(UNSEEN)}]`, 'gu');

/** The text of a JSON document without a raw character that is not seen: each as `\u200b`, which says the same. */
export const escapeInJson = (json: string): string =>
  json.replaceAll(RAW_IN_JSON, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join('')
  );
