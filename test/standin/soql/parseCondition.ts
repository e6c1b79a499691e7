import type { Condition as ParsedCondition, HavingClause, WhereClause } from '@jetstreamapp/soql-parser-js';
import type { Comparison, Condition } from './queryShape.ts';
import { malformed } from './soqlError.ts';

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Comparison;
type ParsedLeaf = Exclude<WhereClause['left'] | HavingClause['left'], null>;

function isLeaf(parsed: ParsedLeaf): parsed is Exclude<ParsedLeaf, { openParen: number } & { operator?: never }> {
  return 'operator' in parsed;
}

/** The parser hands out a chain of comparisons with counts of parentheses: back to the row of tokens it stands for. */
function tokensOf(
  clause: WhereClause | HavingClause,
  toComparison: (leaf: ParsedCondition | ParsedLeaf) => Comparison
): Token[] {
  const tokens: Token[] = [];
  let rest: WhereClause | HavingClause | undefined = clause;
  while (rest !== undefined) {
    const { left } = rest as { left: ParsedLeaf | null };
    const parentheses = (left ?? {}) as { openParen?: number; closeParen?: number };
    tokens.push(...Array<Token>(parentheses.openParen ?? 0).fill('('));
    if (left !== null && isLeaf(left)) tokens.push(toComparison(left));
    tokens.push(...Array<Token>(parentheses.closeParen ?? 0).fill(')'));
    if ('operator' in rest) tokens.push(rest.operator);
    rest = 'right' in rest ? rest.right : undefined;
  }
  return tokens;
}

/**
 * Builds the tree as Salesforce's grammar has it: AND and OR do not mix without parentheses, and NOT only stands at the
 * beginning of an expression (`a = 1 AND (NOT b = 2)`, never `a = 1 AND NOT b = 2`).
 */
export function parseCondition(
  clause: WhereClause | HavingClause,
  toComparison: (leaf: ParsedCondition | ParsedLeaf) => Comparison
): Condition {
  const tokens = tokensOf(clause, toComparison);
  let position = 0;
  const unexpected = (token: Token | undefined): Error =>
    malformed(`unexpected token: '${typeof token === 'string' ? token : '<EOF>'}'`);

  const simple = (): Condition => {
    const token = tokens[position];
    position += 1;
    if (token === '(') {
      const inner = expression();
      if (tokens[position] !== ')') throw unexpected(tokens[position]);
      position += 1;
      return inner;
    }
    if (token === undefined || typeof token === 'string') throw unexpected(token);
    return token;
  };

  const expression = (): Condition => {
    if (tokens[position] === 'NOT') {
      position += 1;
      return { kind: 'not', part: simple() };
    }
    const parts = [simple()];
    const operator = tokens[position];
    if (operator !== 'AND' && operator !== 'OR') return parts[0] as Condition;
    while (tokens[position] === operator) {
      position += 1;
      parts.push(simple());
    }
    return { kind: operator === 'AND' ? 'and' : 'or', parts };
  };

  const tree = expression();
  if (position < tokens.length) throw unexpected(tokens[position]);
  return tree;
}
