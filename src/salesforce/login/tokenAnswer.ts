import { rememberSecretsIn } from '../../secrets/liveSecrets.ts';
import { namedSecrets } from '../../secrets/namedSecrets.ts';
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
};

const TOKEN_NAMES: ReadonlySet<string> = new Set(['access_token', 'refresh_token']);

/** Each is a request, and an answer has one or two. */
const MOST_TOKENS = 10;

/**
 * Salesforce answers 200 with JSON of texts. Whatever else comes is no login; what it holds is remembered as a secret all
 * the same.
 */
export const readTokenAnswer = (status: number, text: string, location: string): TokenAnswer => {
  rememberSecretsIn(text);
  rememberSecretsIn(location);
  const fields = fieldsOf(text);
  const textOf = (name: string): string | undefined => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const accessToken = textOf('access_token');
  const isOdd = ['access_token', 'refresh_token', 'instance_url', 'id'].some(
    (name) => !['string', 'undefined'].includes(typeof fields[name])
  );
  const said = [textOf('error'), textOf('error_description')].filter(Boolean).join(': ');
  const isLogin = status === 200 && accessToken !== undefined && !isOdd;
  const found = [...namedSecrets(text, TOKEN_NAMES, 'shapes'), ...namedSecrets(location, TOKEN_NAMES, 'shapes')];
  return {
    accessToken,
    refreshToken: textOf('refresh_token'),
    instanceUrl: textOf('instance_url'),
    id: textOf('id'),
    refusal: isLogin ? undefined : said || `HTTP status ${String(status)}${status === 200 ? ', and no token' : ''}`,
    tokens: [...new Set(found)].slice(0, MOST_TOKENS),
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

const fieldsOf = (text: string): { readonly [name: string]: unknown } => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
};
