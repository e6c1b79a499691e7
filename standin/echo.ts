import { bearerToken, type Exchange } from './world.ts';

const each = (text: string, write: (character: string, code: number) => string, between = ''): string =>
  [...text].map((character) => write(character, character.charCodeAt(0))).join(between);

const hexOf = (code: number): string => code.toString(16).padStart(2, '0');

const percent = (text: string): string => each(text, (_, code) => `%${hexOf(code)}`);

/** How an unkind org may write what it was sent. */
export const echoForms = {
  plain: (text) => text,
  'upper case': (text) => text.toUpperCase(),
  spaced: (text) => [...text].join(' '),
  'on many lines': (text) => each(text, (character) => character, '\r\n'),
  'with zero-width characters': (text) => each(text, (character) => character, '\u200b\u2060'),
  dashed: (text) => text.match(/.{1,4}/gs)?.join('-') ?? '',
  halves: (text) => `${text.slice(0, text.length / 2)} and ${text.slice(text.length / 2)}`,
  'decimal entities': (text) => each(text, (_, code) => `&#${String(code)};`),
  'hex entities': (text) => each(text, (_, code) => `&#x${hexOf(code).toUpperCase()};`),
  'percent-encoded': percent,
  'percent-encoded twice': (text) => percent(text).replaceAll('%', '%25'),
  'percent-encoded entities': (text) => encodeURIComponent(each(text, (_, code) => `&#${String(code)};`)),
  'escaped for JSON': (text) => each(text, (_, code) => `\\u00${hexOf(code)}`),
  'escaped for C': (text) => each(text, (_, code) => `\\x${hexOf(code)}`),
  'escaped in octal': (text) => each(text, (_, code) => `\\${code.toString(8).padStart(3, '0')}`),
  'percent-encoded wide': (text) => each(text, (_, code) => `%u00${hexOf(code)}`),
  'as code points': (text) => each(text, (_, code) => `U+00${hexOf(code).toUpperCase()}`, ' '),
  hex: (text) => Buffer.from(text).toString('hex'),
  'spaced hex': (text) => each(text, (_, code) => hexOf(code).toUpperCase(), ' '),
  'wide hex': (text) => Buffer.from(text, 'utf16le').toString('hex'),
  'padded numbers': (text) => each(text, (_, code) => String(code).padStart(3, '0'), ' '),
  'octal numbers': (text) => each(text, (_, code) => code.toString(8).padStart(3, '0'), ' '),
  numbers: (text) => each(text, (_, code) => String(code), ', '),
  'full width': (text) =>
    text.replaceAll(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64 one further': (text) => Buffer.from(`:${text}`).toString('base64'),
  'base64 two further': (text) => Buffer.from(`::${text}`).toString('base64url'),
  'base64 of UTF-16': (text) => Buffer.from(text, 'utf16le').toString('base64'),
  'base64 of UTF-16 one further': (text) => Buffer.from(`:${text}`, 'utf16le').toString('base64'),
  'base64 of UTF-16 the other way': (text) => Buffer.from(text, 'utf16le').swap16().toString('base64'),
  'base64 on many lines': (text) =>
    Buffer.from(text)
      .toString('base64')
      .replaceAll(/.{1,20}/g, '$&\n'),
} satisfies Record<string, (text: string) => string>;

export type EchoForm = keyof typeof echoForms;

/** Everything secret that a request carries, in a form. */
export const echoOf = (exchange: Exchange, form: EchoForm): string =>
  secretsOf(exchange)
    .map((secret) => echoForms[form](secret))
    .join(' / ');

const secretsOf = (exchange: Exchange): string[] => {
  const body = exchange.body.toString('utf8');
  const type = exchange.headers['content-type'] ?? '';
  return [
    bearerToken(exchange) ?? [],
    /<(?:\w+:)?sessionId>([^<]*)</.exec(body)?.[1] ?? [],
    type.includes('x-www-form-urlencoded') ? formSecrets(new URLSearchParams(body)) : [],
  ].flat();
};

const formSecrets = (form: URLSearchParams): string[] =>
  ['code', 'code_verifier', 'refresh_token', 'client_secret', 'assertion', 'token'].flatMap(
    (name) => form.get(name) ?? []
  );
