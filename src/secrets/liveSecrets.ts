import { joinedXml } from './joinedXml.ts';
import { namedSecrets } from './namedSecrets.ts';
import { createPieceFinder } from './pieceFinder.ts';

/** What stands where a secret stood. */
export const HIDDEN = '***';

/** The secrets that a program holds, and texts without them. */
export type LiveSecrets = {
  /** Tokens, codes and the like that are about to be sent somewhere, or came back. Nothing is forgotten again. */
  readonly remember: (...secrets: ReadonlyArray<string | undefined>) => void;
  /**
   * The text without any piece of them: 12 characters in a row, of which 8 are letters or digits, in whatever case and
   * however escaped, encoded, or set apart. A text without such a piece is returned as it is.
   */
  readonly hide: (text: string) => string;
  readonly isEmpty: () => boolean;
};

export const createLiveSecrets = (): LiveSecrets => {
  const known = new Set<string>();
  const finder = createPieceFinder();
  return {
    remember: (...secrets) => {
      for (const secret of secrets) {
        if (secret === undefined || known.has(secret)) continue;
        known.add(secret);
        finder.add(secret);
      }
    },
    isEmpty: () => known.size === 0,
    hide: (text) => {
      if (known.size === 0) return text;
      const pieces: string[] = [];
      let from = 0;
      for (const [start, end] of finder.find(text)) {
        pieces.push(text.slice(from, start), HIDDEN);
        from = end;
      }
      return from === 0 ? text : pieces.join('') + text.slice(from);
    },
  };
};

/** Of the whole process: whoever prints does not know who logged in. */
const live = createLiveSecrets();

/** A login's secrets, before the first request that carries them: an org may answer with what it was sent. */
export const rememberSecrets = live.remember;

export const hideLiveSecrets = live.hide;

/**
 * The same for the UTF-8 of a text that came from an org, before anything is made of it: what it holds may be kept, and
 * other programs that show it do not know the secret. The very same buffer where it holds none.
 */
export const hideLiveSecretsInBytes = (utf8: Buffer): Buffer => {
  if (live.isEmpty()) return utf8;
  const text = utf8.toString();
  const hidden = live.hide(text);
  // A parser joins what these set apart; the file itself is kept as well.
  const joined = joinedXml(hidden);
  const whole = joined === undefined ? undefined : live.hide(joined);
  if (whole !== joined) return Buffer.from(whole ?? '');
  return hidden === text ? utf8 : Buffer.from(hidden);
};

/** Names of secrets in what is sent to a token endpoint, and in what it answers. */
const NAMES: ReadonlySet<string> = new Set(
  'access_token refresh_token id_token assertion client_assertion client_secret code code_verifier password token'.split(
    ' '
  )
);

/** The same for the secrets in a form that is sent to a token endpoint, or in whatever it answers. */
export const rememberSecretsIn = (body: string): void => live.remember(...namedSecrets(body, NAMES, 'shapes'));

/** The value, as JSON will show it, without live secrets in any of its texts and names. */
export const hideLiveSecretsIn = (value: unknown): unknown => (live.isEmpty() ? value : hiddenIn(value, []));

const hiddenIn = (value: unknown, above: readonly unknown[]): unknown => {
  if (typeof value === 'string') return live.hide(value);
  // What is its own ancestor is left to the one who writes the JSON.
  if (typeof value !== 'object' || value === null || above.includes(value)) return value;
  const inside = [...above, value];
  if (Array.isArray(value)) return value.map((item) => hiddenIn(item, inside));
  if ('toJSON' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [live.hide(name), hiddenIn(item, inside)]));
};
