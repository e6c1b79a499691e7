import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { SearchWord } from '../../search/searchQuery.ts';

/*
 * What `searchQuery` says of entries and search texts, for SQLite. `component` and `search_entry` are tables of the query.
 */

export const hasWords = (words: readonly SearchWord[]): Array<RawBuilder<SqlBool>> =>
  words.flatMap(({ text, tokens, isLiteral }) => [
    ...tokens.map(
      (token) =>
        sql<SqlBool>`(instr(search_entry.names, ${` ${token}`}) > 0 OR instr(search_entry.words, ${` ${token}`}) > 0)`
    ),
    ...(isLiteral ? [contains(text)] : []),
  ]);

export const containsWords = (words: readonly SearchWord[]): Array<RawBuilder<SqlBool>> =>
  words.map(({ text }) => contains(text));

const contains = (text: string): RawBuilder<SqlBool> => sql<SqlBool>`instr(component.search_text, ${text}) > 0`;

/** The lower, the better; undefined where the words have nothing by which one name is better than another. */
export const searchRank = (words: readonly SearchWord[]): RawBuilder<number> | undefined => {
  const ranks = words
    .flatMap(({ tokens }) => tokens)
    .map(
      (token) => sql`CASE
        WHEN instr(search_entry.names, ${` ${token} `}) > 0 THEN 0
        WHEN instr(search_entry.names, ${` ${token}`}) > 0 THEN 1
        ELSE 2 END`
    );
  return ranks.length === 0 ? undefined : sql<number>`(${sql.join(ranks, sql` + `)})`;
};

/** Components that the index says have these beginnings; undefined where the words have nothing that it knows. */
export const inIndex = (words: readonly SearchWord[]): RawBuilder<SqlBool> | undefined => {
  const tokens = [...new Set(words.flatMap((word) => word.tokens))];
  if (tokens.length === 0) return undefined;
  // Tokens hold letters, marks and digits only: nothing in them ends the quotes.
  const match = tokens.map((token) => `"${token}" *`).join(' ');
  return sql<SqlBool>`component.id IN (SELECT rowid FROM search_index WHERE search_index MATCH ${match})`;
};
