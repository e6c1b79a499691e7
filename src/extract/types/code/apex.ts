import { number, readAttributes, text, sourceSize, reading, texts } from '../../attributes.ts';
import { mentionsBy } from '../../mentionRules.ts';
import type { ComponentReader } from '../../reader.ts';
import { placeAt, sourceText } from '../../sourceText.ts';

type Token = { readonly text: string; readonly offset: number };

/**
 * Words (with `@` where it is an annotation) and punctuation of Apex source, one by one and lazily. White space, comments
 * and string literals are passed over; an unterminated one ends with the line or the text.
 */
const apexTokens = function* (source: string): Generator<Token> {
  const token = /(\s+|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:\\.|[^'\\\n])*'?)|@?\w+|[^]/y;
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    if (match[1] === undefined) yield { text: match[0], offset: match.index };
  }
};

export type ApexHeader = {
  readonly kind: 'class' | 'enum' | 'interface';
  readonly sharing?: 'inherited' | 'with' | 'without';
  /** Annotated as one, or with methods of the older modifier `testMethod`, which classes without the annotation had. */
  readonly isTest: boolean;
};

const isKind = (word: string): word is ApexHeader['kind'] =>
  word === 'class' || word === 'interface' || word === 'enum';
const isSharing = (word: string): word is NonNullable<ApexHeader['sharing']> =>
  word === 'with' || word === 'without' || word === 'inherited';

/** Annotations and modifiers of the top-level type, and whether it tests; undefined where there is none, as in a hidden body. */
const apexHeader = (source: string): ApexHeader | undefined => {
  let isTest = false;
  let sharing: ApexHeader['sharing'];
  let previous = '';
  let depth = 0;
  for (const { text: token } of apexTokens(source)) {
    const word = token.toLowerCase();
    if (word === '(') depth++;
    else if (word === ')') depth--;
    else if (depth === 0) {
      if (isKind(word)) {
        return {
          kind: word,
          ...(sharing && { sharing }),
          isTest: isTest || (word === 'class' && hasTestMethod(source)),
        };
      }
      if (word === '{') return undefined;
      if (word === '@istest') isTest = true;
      if (word === 'sharing' && isSharing(previous)) sharing = previous;
      previous = word;
    }
  }
  return undefined;
};

/** A modifier stands before another one or a type; whatever else bears the name is none. */
const hasTestMethod = (source: string): boolean => {
  // Few classes have the word at all, and taking a body apart is slow.
  if (!/\btestmethod\b/i.test(source)) return false;
  let [beforeLast, last] = ['', ''];
  for (const { text: token } of apexTokens(source)) {
    if (last === 'testmethod' && beforeLast !== '.' && /^\w/.test(token)) return true;
    [beforeLast, last] = [last, token.toLowerCase()];
  }
  return false;
};

const READERS = { apiVersion: number('apiVersion'), status: text('status') };

export const apexClass: ComponentReader = {
  attributes: ({ element, body }) => ({
    ...readAttributes(element, READERS),
    ...sourceSize(body),
    ...apexHeader(body),
  }),
};

export type TriggerHeader = {
  readonly object: string;
  /** `before insert`, in the order of the source. */
  readonly events: readonly string[];
};

/** The parts of `trigger NAME on OBJECT (EVENT, …)`; undefined where the source does not start like that, as a hidden body. */
const triggerTokens = (source: string): { readonly object: Token; readonly events: readonly Token[] } | undefined => {
  const tokens: Token[] = [];
  for (const token of apexTokens(source)) {
    if (token.text === ')' || token.text === '{') break;
    tokens.push(token);
  }
  const [keyword, , on, object, bracket, ...events] = tokens;
  return keyword?.text.toLowerCase() === 'trigger' && on?.text.toLowerCase() === 'on' && object && bracket?.text === '('
    ? { object, events }
    : undefined;
};

const triggerHeader = (source: string): TriggerHeader | undefined => {
  const { object, events = [] } = triggerTokens(source) ?? {};
  const words = events.map(({ text: word }) => word.toLowerCase());
  return object && { object: object.text, events: words.join(' ').split(' , ').filter(Boolean) };
};

export const apexTrigger: ComponentReader = {
  attributes: ({ element, body }) => ({
    ...readAttributes(element, READERS),
    ...sourceSize(body),
    ...triggerHeader(body),
  }),
  mentions: ({ body }) => {
    const { object } = triggerTokens(body) ?? {};
    if (object === undefined) return [];
    const place = placeAt(sourceText(body, 'trigger'), object.offset);
    return [{ kind: 'runs on', type: 'CustomObject', fullName: object.text, ...place }];
  },
};

export const apexTestSuite: ComponentReader = {
  attributes: reading({ testClasses: texts('testClassName') }),
  mentions: mentionsBy([{ path: 'testClassName', kind: 'calls', type: 'ApexClass' }]),
};

/** Who gets mail about exceptions that nothing catches: users of the org by username, others by address. */
export const apexEmailNotifications: ComponentReader = {
  attributes: reading({ users: texts('apexEmailNotification.user'), emails: texts('apexEmailNotification.email') }),
};
