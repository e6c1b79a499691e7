import { rememberSecretsIn } from '../../secrets/liveSecrets.ts';
import { MOST_SECRETS, namedSecrets } from '../../secrets/namedSecrets.ts';
import { answerTooLarge } from '../transport/answerSize.ts';
import type { HttpAnswer } from '../transport/httpTransport.ts';

/** What a token endpoint answered, read: `OAuthAnswer` of a login that may go on, or why it may not. */
export type TokenAnswer = {
  readonly accessToken: string | undefined;
  readonly refreshToken: string | undefined;
  readonly instanceUrl: string | undefined;
  /** The identity URL, which names org and user. */
  readonly id: string | undefined;
  /** Why there is no login in it, as it may be shown. */
  readonly refusal: string | undefined;
  /** Everything in it that may be a token, whatever the rest of it is: to be revoked if the login does not go on. */
  readonly tokens: readonly string[];
  /**
   * Whether it may hold a token that is not among them (`some`), or surely holds more than what was found (`more`): half of
   * one, or more than can be revoked. Undefined for an answer that can't hold any.
   */
  readonly doubt: 'some' | 'more' | undefined;
};

const TOKEN_NAMES: ReadonlySet<string> = new Set(['access_token', 'refresh_token']);

/** Each is a request, and an answer has one or two. */
const MOST_TOKENS = 10;

/** No token is as short as this, nor is an answer that holds one. */
const TOO_SHORT = 20;

/**
 * Salesforce answers 200 with JSON of texts. Whatever else comes is no login; what it holds is remembered as a secret all
 * the same.
 */
export const readTokenAnswer = (
  status: number,
  text: string,
  { location = '', isBroken = false }: { readonly location?: string; readonly isBroken?: boolean }
): TokenAnswer => {
  rememberSecretsIn(text);
  rememberSecretsIn(location);
  const fields = fieldsOf(text);
  const textOf = (name: string): string | undefined => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [accessToken, refreshToken] = [textOf('access_token'), textOf('refresh_token')];
  const isOdd = ['access_token', 'refresh_token', 'instance_url', 'id'].some(
    (name) => !['string', 'undefined'].includes(typeof fields[name])
  );
  const said = [textOf('error'), textOf('error_description')].filter(Boolean).join(': ');
  const isLogin = status === 200 && accessToken !== undefined && !isOdd;
  const named = [text, location].map((part) => namedSecrets(part, TOKEN_NAMES, 'shapes'));
  const own = [accessToken, refreshToken].flatMap((token) => token?.trim() || []);
  const isCut = isBroken || (/^\s*[[{]/.test(text) && !isJson(text));
  const all = [...new Set([...own, ...named.flat()])];
  // What ends where the text broke off is the half of a token.
  const tokens = all.filter((token) => !(isCut && text.trimEnd().endsWith(token)));
  const hasMore =
    tokens.length < all.length || tokens.length > MOST_TOKENS || named.some(({ length }) => length >= MOST_SECRETS);
  const canHoldOne = tokens.length > 0 || (status < 400 && (isBroken || text.length + location.length >= TOO_SHORT));
  return {
    accessToken,
    refreshToken,
    instanceUrl: textOf('instance_url'),
    id: textOf('id'),
    refusal: isLogin ? undefined : said || `HTTP status ${String(status)}${status === 200 ? ', and no token' : ''}`,
    tokens: tokens.slice(0, MOST_TOKENS),
    doubt: hasMore ? 'more' : canHoldOne ? 'some' : undefined,
  };
};

/** The body as far as it came, and what broke it off: a token in it is alive all the same. */
export const readWhatCame = async (
  { body }: HttpAnswer,
  operation: string,
  most: number
): Promise<{ readonly text: string; readonly broken?: unknown }> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const textOf = (): string => Buffer.concat(chunks).toString();
  try {
    for await (const chunk of body) {
      length += chunk.length;
      if (length > most) return { text: textOf(), broken: answerTooLarge(operation, most) };
      chunks.push(chunk);
    }
  } catch (error) {
    return { text: textOf(), broken: error };
  }
  return { text: textOf() };
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const fieldsOf = (text: string): { readonly [name: string]: unknown } => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
};
