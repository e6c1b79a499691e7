import { apexTokens } from './apexTokens.ts';

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
export const apexHeader = (source: string): ApexHeader | undefined => {
  let isTest = false;
  let sharing: ApexHeader['sharing'];
  let previous = '';
  let depth = 0;
  for (const token of apexTokens(source)) {
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
  for (const token of apexTokens(source)) {
    if (last === 'testmethod' && beforeLast !== '.' && /^\w/.test(token)) return true;
    [beforeLast, last] = [last, token.toLowerCase()];
  }
  return false;
};
