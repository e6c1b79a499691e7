import { placed, SoqlError } from './soqlError.ts';

export type TokenKind = 'date' | 'datetime' | 'end' | 'number' | 'string' | 'symbol' | 'word';

export type Token = {
  readonly kind: TokenKind;
  /** As written; strings with their quotes, words with their path (`Profile.Name`) or count (`LAST_N_DAYS:30`). */
  readonly text: string;
  /** Where it begins in the query. */
  readonly at: number;
};

const patterns: ReadonlyArray<readonly [TokenKind, RegExp]> = [
  ['string', /'(?:\\.|[^'\\])*'/sy],
  ['datetime', /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)/iy],
  ['date', /\d{4}-\d\d-\d\d(?!\w)/y],
  ['number', /[+-]?\d+(?:\.\d+)?(?!\w)/y],
  ['word', /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?::\d+)?/y],
  ['symbol', /[<>!]=|<>|[=<>(),]/y],
];

export function unexpected(soql: string, { kind, text, at }: Token): SoqlError {
  const message = `unexpected token: '${kind === 'end' ? '<EOF>' : text}'`;
  return new SoqlError('MALFORMED_QUERY', placed(soql, at, text.length, message));
}

/** The words of a query, closed by an `end`. */
export function tokenize(soql: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(soql.charAt(at))) at += 1;
    if (at >= soql.length) return [...tokens, { kind: 'end', text: '', at }];
    const found = patterns
      .map(([kind, pattern]) => {
        pattern.lastIndex = at;
        const text = pattern.exec(soql)?.[0];
        return text === undefined ? undefined : { kind, text, at };
      })
      .find((token) => token !== undefined);
    if (found === undefined) throw unexpected(soql, { kind: 'symbol', text: soql.charAt(at), at });
    tokens.push(found);
    at += found.text.length;
  }
}
