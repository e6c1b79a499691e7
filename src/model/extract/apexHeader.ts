import { apexTokens } from './apexTokens.ts';

export type ApexHeader = {
  readonly kind: 'class' | 'enum' | 'interface';
  readonly sharing?: 'inherited' | 'with' | 'without';
  readonly isTest: boolean;
};

const isKind = (word: string): word is ApexHeader['kind'] =>
  word === 'class' || word === 'interface' || word === 'enum';
const isSharing = (word: string): word is NonNullable<ApexHeader['sharing']> =>
  word === 'with' || word === 'without' || word === 'inherited';

/** Annotations and modifiers of the top-level type; undefined where there is none, as in a hidden body. */
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
      if (isKind(word)) return { kind: word, ...(sharing && { sharing }), isTest };
      if (word === '{') return undefined;
      if (word === '@istest') isTest = true;
      if (word === 'sharing' && isSharing(previous)) sharing = previous;
      previous = word;
    }
  }
  return undefined;
};
