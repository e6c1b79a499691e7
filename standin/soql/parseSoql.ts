import { parseLiteral } from './parseLiteral.ts';
import type {
  AggregateFunction,
  Comparison,
  Condition,
  Literal,
  Operand,
  Operator,
  Ordering,
  QueryShape,
  SelectItem,
} from './queryShape.ts';
import { malformed } from './soqlError.ts';
import { tokenize, unexpected, type Token } from './tokenize.ts';

const aggregateFunctions: readonly string[] = ['AVG', 'COUNT', 'COUNT_DISTINCT', 'MAX', 'MIN', 'SUM'];

/** Words that end a list or begin a clause, and so are no aliases. */
const keywords: ReadonlySet<string> = new Set(
  'ALL AND ASC DESC EXCLUDES FOR FROM GROUP HAVING IN INCLUDES LIKE LIMIT NOT NULLS OFFSET OR ORDER SELECT USING WHERE WITH'.split(
    ' '
  )
);

function withPath(operand: Operand, strip: (path: string) => string): Operand {
  return operand.path === null ? operand : { ...operand, path: strip(operand.path) };
}

class Parser {
  readonly #soql: string;
  readonly #tokens: readonly Token[];
  #position = 0;

  public constructor(soql: string) {
    this.#soql = soql;
    this.#tokens = tokenize(soql);
  }

  public whole(): QueryShape {
    const query = this.#query();
    if (this.#next.kind !== 'end') throw unexpected(this.#soql, this.#next);
    return query;
  }

  get #next(): Token {
    return this.#tokens[this.#position]!;
  }

  /** Takes the next token if it is this word or symbol. */
  #take(text: string): boolean {
    const isThere = this.#next.kind !== 'string' && this.#next.text.toUpperCase() === text;
    if (isThere) this.#position += 1;
    return isThere;
  }

  #expect(...texts: readonly string[]): void {
    for (const text of texts) if (!this.#take(text)) throw unexpected(this.#soql, this.#next);
  }

  /** A name or path: any word that is no keyword. */
  #name(): string {
    const token = this.#next;
    if (token.kind !== 'word' || keywords.has(token.text.toUpperCase())) throw unexpected(this.#soql, token);
    this.#position += 1;
    return token.text;
  }

  #optionalName(): string | undefined {
    const { kind, text } = this.#next;
    return kind === 'word' && !keywords.has(text.toUpperCase()) ? this.#name() : undefined;
  }

  #count(): number {
    const token = this.#next;
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw unexpected(this.#soql, token);
    this.#position += 1;
    return Number(token.text);
  }

  #list<T>(one: () => T): readonly T[] {
    const found = [one()];
    while (this.#take(',')) found.push(one());
    return found;
  }

  #query(): QueryShape {
    this.#expect('SELECT');
    const items = this.#list(() => this.#item());
    this.#expect('FROM');
    // Children may be named from their parent on: FROM Account.Contacts.
    const from = this.#name().split('.').at(-1) ?? '';
    const alias = this.#optionalName();
    const prefixes = [from, alias].map((prefix) => prefix?.toLowerCase());
    const strip = (path: string): string => {
      const dot = path.indexOf('.');
      return dot > 0 && prefixes.includes(path.slice(0, dot).toLowerCase()) ? path.slice(dot + 1) : path;
    };
    if (this.#take('USING')) {
      this.#expect('SCOPE');
      this.#name();
    }
    const where = this.#take('WHERE') ? this.#condition(strip) : undefined;
    const groupBy = this.#clause('GROUP') ? this.#list(() => strip(this.#groupingPath())) : [];
    const having = groupBy.length > 0 && this.#take('HAVING') ? this.#condition(strip) : undefined;
    const orderBy = this.#clause('ORDER') ? this.#list(() => this.#ordering(strip)) : [];
    const limit = this.#take('LIMIT') ? this.#count() : undefined;
    const offset = this.#take('OFFSET') ? this.#count() : undefined;
    if (this.#take('FOR')) this.#name();
    return {
      soql: this.#soql,
      from,
      items: items.map((item) =>
        item.kind === 'operand' ? { ...item, operand: withPath(item.operand, strip) } : item
      ),
      where,
      groupBy,
      having,
      orderBy,
      limit,
      offset,
    };
  }

  /** `GROUP BY` or `ORDER BY`. */
  #clause(word: string): boolean {
    if (!this.#take(word)) return false;
    this.#expect('BY');
    return true;
  }

  #item(): SelectItem {
    if (this.#take('(')) {
      const query = this.#query();
      this.#expect(')');
      return { kind: 'children', query };
    }
    if (this.#next.text.toUpperCase() === 'FIELDS' && this.#tokens[this.#position + 1]?.text === '(') {
      this.#position += 2;
      // ALL is a keyword elsewhere.
      const group = this.#take('ALL') ? 'ALL' : this.#name().toUpperCase();
      this.#expect(')');
      if (group === 'ALL' || group === 'CUSTOM' || group === 'STANDARD') return { kind: 'fields', group };
      throw malformed(`unknown group of FIELDS: ${group}`);
    }
    const operand = this.#operand();
    return { kind: 'operand', operand, alias: this.#optionalName() };
  }

  /** A path, or a function of one. */
  #operand(): Operand {
    const name = this.#name();
    if (!this.#take('(')) return { kind: 'path', path: name };
    const fn = name.toUpperCase();
    const path = this.#take(')') ? null : this.#name();
    if (path !== null) this.#expect(')');
    // Labels are the values here: the stand-in knows no translations of picklists.
    if (fn === 'TOLABEL' && path !== null) return { kind: 'path', path };
    if (!aggregateFunctions.includes(fn)) throw malformed(`the stand-in org does not know the function ${name}`);
    if (path === null && fn !== 'COUNT') throw malformed(`unexpected token: ')'`);
    return { kind: 'aggregate', fn: fn as AggregateFunction, path };
  }

  #groupingPath(): string {
    const operand = this.#operand();
    if (operand.kind === 'path') return operand.path;
    throw malformed(`the stand-in org does not group by functions`);
  }

  #ordering(strip: (path: string) => string): Ordering {
    const operand = withPath(this.#operand(), strip);
    const descending = this.#take('DESC');
    if (!descending) this.#take('ASC');
    let nullsLast = false;
    if (this.#take('NULLS')) {
      nullsLast = this.#take('LAST');
      if (!nullsLast) this.#expect('FIRST');
    }
    return { operand, descending, nullsLast };
  }

  /**
   * AND and OR do not mix without parentheses, and NOT only stands at the beginning of an expression: `a = 1 AND (NOT
   * b = 2)`, never `a = 1 AND NOT b = 2`.
   */
  #condition(strip: (path: string) => string): Condition {
    if (this.#take('NOT')) return { kind: 'not', part: this.#simple(strip) };
    const first = this.#simple(strip);
    const operator = this.#next.text.toUpperCase();
    if (operator !== 'AND' && operator !== 'OR') return first;
    const parts = [first];
    while (this.#take(operator)) parts.push(this.#simple(strip));
    return { kind: operator === 'AND' ? 'and' : 'or', parts };
  }

  #simple(strip: (path: string) => string): Condition {
    if (!this.#take('(')) return this.#comparison(strip);
    const inner = this.#condition(strip);
    this.#expect(')');
    return inner;
  }

  #comparison(strip: (path: string) => string): Comparison {
    const operand = withPath(this.#operand(), strip);
    const operator = this.#operator();
    if (!['IN', 'NOT IN', 'INCLUDES', 'EXCLUDES'].includes(operator)) {
      return { kind: 'comparison', operand, operator, values: [this.#literal(operator)] };
    }
    this.#expect('(');
    if (this.#next.text.toUpperCase() === 'SELECT') {
      const query = this.#query();
      this.#expect(')');
      return { kind: 'comparison', operand, operator, values: [], query };
    }
    const values = this.#list(() => this.#literal(operator));
    this.#expect(')');
    return { kind: 'comparison', operand, operator, values };
  }

  #operator(): Operator {
    for (const symbol of ['=', '!=', '<', '<=', '>', '>='] as const) if (this.#take(symbol)) return symbol;
    if (this.#take('<>')) return '!=';
    for (const word of ['LIKE', 'IN', 'INCLUDES', 'EXCLUDES'] as const) if (this.#take(word)) return word;
    this.#expect('NOT', 'IN');
    return 'NOT IN';
  }

  #literal(operator: Operator): Literal {
    const token = this.#next;
    const literal = parseLiteral(token, operator);
    if (literal === undefined) throw unexpected(this.#soql, token);
    this.#position += 1;
    return literal;
  }
}

/** Reads a query; MALFORMED_QUERY in the org's words when it is none. */
export function parseSoql(soql: string): QueryShape {
  return new Parser(soql).whole();
}
