import { orgIdBefore } from './forms.ts';
import { joinedXml } from './joinedXml.ts';
import { namedSecrets } from './namedSecrets.ts';
import { createPieceFinder } from './pieceFinder.ts';

/** What stands where a secret stood. */
export const HIDDEN = '***';

/** The secrets that a program holds, and texts without them. */
export type LiveSecrets = {
  /** Tokens, codes and the like that are about to be sent somewhere, or came back. */
  readonly remember: (...secrets: ReadonlyArray<string | undefined>) => void;
  /**
   * The text without any piece of them: 12 characters in a row, of which 8 are letters or digits, in whatever case and
   * however escaped, encoded, or set apart. A text without such a piece is returned as it is, and so is the id of an org
   * that a token is of: whatever another secret is made of, an org is known by it.
   */
  readonly hide: (text: string) => string;
  readonly isEmpty: () => boolean;
  /** For a process that does one thing after the other, as tests do. */
  readonly forget: () => void;
};

export const createLiveSecrets = (): LiveSecrets => {
  const known = new Set<string>();
  const orgIds = new Set<string>();
  let finder = createPieceFinder();
  return {
    remember: (...secrets) => {
      for (const secret of secrets) {
        if (secret === undefined || known.has(secret)) continue;
        known.add(secret);
        finder.add(secret);
        orgIds.add(orgIdBefore(secret) ?? '');
      }
    },
    isEmpty: () => known.size === 0,
    forget: () => {
      known.clear();
      orgIds.clear();
      finder = createPieceFinder();
    },
    hide: (text) => {
      if (known.size === 0 || (ORG_ID.test(text) && orgIds.has(text.slice(0, 15)))) return text;
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

const ORG_ID = /^00D[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?$/;

/** What this process sends to orgs and gets from them. Only that is hidden in their answers, which decide something. */
const sent = createLiveSecrets();

/** That, and what is only not to be shown: whoever prints does not know who logged in. */
const unshown = createLiveSecrets();

/** A login's secrets, before the first request that carries them: an org may answer with what it was sent. */
export const rememberSecrets: LiveSecrets['remember'] = (...secrets) => {
  sent.remember(...secrets);
  unshown.remember(...secrets);
};

/** As the sf CLI takes an access token, or a JWT. Any other text could hide ordinary words. */
const TOKEN = /^(?:00D[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?![\w.]+|eyJ[\w-]{8,}(?:\.[\w-]+){1,4})$/;

/**
 * A token that somebody gave and that no org was sent: it is not shown, and hides nothing in what orgs answer. What has not
 * the form of a token is shown.
 */
export const rememberUnsent = (text: string | undefined): void => {
  if (text !== undefined && TOKEN.test(text.trim())) unshown.remember(text);
};

/** Only where no login goes on: what is printed afterwards may hold them. */
export const forgetLiveSecrets = (): void => {
  sent.forget();
  unshown.forget();
};

/** For what is shown, said or written down. */
export const hideLiveSecrets = unshown.hide;

/** A text that an org answered, without what it was sent. */
export const hideSent = sent.hide;

/**
 * The same for the UTF-8 of a text that came from an org, before anything is made of it: what it holds may be kept, and
 * other programs that show it do not know the secret. The very same buffer where it holds none.
 */
export const hideSentInBytes = (utf8: Buffer): Buffer => {
  if (sent.isEmpty()) return utf8;
  const text = utf8.toString();
  const hidden = sent.hide(text);
  // A parser joins what these set apart; the file itself is kept as well.
  const joined = joinedXml(hidden);
  const whole = joined === undefined ? undefined : sent.hide(joined);
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
export const rememberSecretsIn = (body: string): void => rememberSecrets(...namedSecrets(body, NAMES, 'shapes'));

/** The value, as JSON will show it, without live secrets in any of its texts and names. */
export const hideLiveSecretsIn = (value: unknown): unknown =>
  unshown.isEmpty() ? value : hiddenIn(value, { hide: unshown.hide, above: [] });

/** The same for what an org answered. */
export const hideSentIn = (value: unknown): unknown => hiddenIn(value, { hide: sent.hide, above: [] });

type Hiding = { readonly hide: LiveSecrets['hide']; readonly above: readonly unknown[] };

const hiddenIn = (value: unknown, { hide, above }: Hiding): unknown => {
  if (typeof value === 'string') return hide(value);
  // What is its own ancestor is left to the one who writes the JSON.
  if (typeof value !== 'object' || value === null || above.includes(value)) return value;
  const inside = { hide, above: [...above, value] };
  if (Array.isArray(value)) return value.map((item) => hiddenIn(item, inside));
  if ('toJSON' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [hide(name), hiddenIn(item, inside)]));
};
