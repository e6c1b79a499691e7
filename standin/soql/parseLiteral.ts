import type { Literal } from './queryShape.ts';
import type { Token } from './tokenize.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const dateLiteral =
  /^(?:YESTERDAY|TODAY|TOMORROW|(?:LAST|THIS|NEXT)_(?:WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)|(?:LAST|NEXT)_90_DAYS|(?:(?:LAST|NEXT)_N_(?:DAYS|WEEKS|MONTHS|QUARTERS|YEARS|FISCAL_QUARTERS|FISCAL_YEARS)|N_(?:DAYS|WEEKS|MONTHS|QUARTERS|YEARS|FISCAL_QUARTERS|FISCAL_YEARS)_AGO):\d+)$/;

/** The value that a token stands for; undefined for what is no value. LIKE undoes escapes itself. */
export function parseLiteral({ kind, text }: Token, operator: string): Literal | undefined {
  switch (kind) {
    case 'string': {
      const raw = text.slice(1, -1);
      if (operator === 'LIKE') return { kind: 'string', value: raw };
      return { kind: 'string', value: raw.replace(/\\(.)/gs, (_all, char: string) => escapes[char] ?? char) };
    }
    case 'number':
      return { kind: 'number', value: Number(text) };
    case 'date':
    case 'datetime':
      return { kind, value: text };
    case 'word': {
      const word = text.toUpperCase();
      if (word === 'TRUE' || word === 'FALSE') return { kind: 'boolean', value: word === 'TRUE' };
      if (word === 'NULL') return { kind: 'null' };
      return dateLiteral.test(word) ? { kind: 'dateLiteral', value: word } : undefined;
    }
    case 'end':
    case 'symbol':
      return undefined;
  }
}
