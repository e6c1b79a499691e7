import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { SearchWord } from '../../search/searchQuery.ts';
import { entryNames, entryWords } from './missingEntries.ts';

/*
 * What `searchQuery` says of entries and search texts, for SQLite. `component`, `component_version` and `search_entry`, which
 * may have no row, are tables of the query.
 */

/** What a component that has no entry yet is found by is worked out on the spot. */
const names = sql`coalesce(search_entry.names, ${entryNames})`;
const words = sql`coalesce(search_entry.words, ${entryWords})`;

export const hasWords = (wanted: readonly SearchWord[]): Array<RawBuilder<SqlBool>> =>
  wanted.flatMap(({ text, tokens, isLiteral }) => [
    // Each token is a part of the search text, which is looked at before anything else is read.
    ...tokens.flatMap((token) => [
      contains(token),
      sql<SqlBool>`(instr(${names}, ${` ${token}`}) > 0 OR instr(${words}, ${` ${token}`}) > 0)`,
    ]),
    ...(isLiteral ? [contains(text)] : []),
  ]);

export const containsWords = (wanted: readonly SearchWord[]): Array<RawBuilder<SqlBool>> =>
  wanted.map(({ text }) => contains(text));

const ONE_LETTER = /^[a-z\d]$/;

const contains = (text: string): RawBuilder<SqlBool> => sql<SqlBool>`instr(component.search_text, ${text}) > 0`;

/** The lower, the better; undefined where the words have nothing by which one name is better than another. */
export const searchRank = (wanted: readonly SearchWord[]): RawBuilder<number> | undefined => {
  const ranks = wanted
    .flatMap(({ tokens }) => tokens)
    .map(
      (token) => sql`CASE
        WHEN instr(${names}, ${` ${token} `}) > 0 THEN 0
        WHEN instr(${names}, ${` ${token}`}) > 0 THEN 1
        ELSE 2 END`
    );
  return ranks.length === 0 ? undefined : sql<number>`(${sql.join(ranks, sql` + `)})`;
};

/**
 * Components that the index says have these beginnings; undefined where that would be most components: with one letter, or
 * the `c` of `__c`, something in nearly each begins.
 */
export const inIndex = (wanted: readonly SearchWord[]): RawBuilder<SqlBool> | undefined => {
  const tokens = [...new Set(wanted.flatMap((word) => word.tokens))].filter((token) => !ONE_LETTER.test(token));
  if (tokens.length === 0) return undefined;
  // Tokens hold letters, marks and digits only: nothing in them ends the quotes.
  const match = tokens.map((token) => `"${token}" *`).join(' ');
  return sql<SqlBool>`component.id IN (SELECT rowid FROM search_index WHERE search_index MATCH ${match})`;
};
