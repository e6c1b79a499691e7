import type { SearchEntry } from './searchEntry.ts';
import { fold, queryTokens } from './tokens.ts';

/** One word of a query. */
export type SearchWord = {
  readonly text: string;
  /** Each must be the beginning of a token of the component. */
  readonly tokens: readonly string[];
  /** The tokens do not say all of the word (`__c`, `o'neil`): it must stand in the component's search text, too. */
  readonly isLiteral: boolean;
};

/** What a person looks for has fewer; each costs every component that is looked at. */
const WORDS = 32;
const TOKENS = 8;

/** The first 32 words of a query, each once. Every character is literal. */
export const searchQuery = (query: string): SearchWord[] =>
  [...new Set(fold(query).split(/\s+/u).filter(Boolean))].slice(0, WORDS).map((text) => {
    const tokens = queryTokens(text).slice(0, TOKENS);
    return { text, tokens, isLiteral: tokens.length !== 1 || tokens[0] !== text };
  });

/** Whether a component is found by the beginnings of its words. */
export const hasWords = (
  words: readonly SearchWord[],
  component: SearchEntry & { readonly searchText: string }
): boolean =>
  words.every(
    ({ text, tokens, isLiteral }) =>
      tokens.every((token) => component.names.includes(` ${token}`) || component.words.includes(` ${token}`)) &&
      (!isLiteral || component.searchText.includes(text))
  );

/** Whether each word stands anywhere in it; asked where no component is found by the beginnings of its words. */
export const containsWords = (words: readonly SearchWord[], searchText: string): boolean =>
  words.every(({ text }) => searchText.includes(text));

/** The lower, the better: names that have a token of the query count more than such that only begin with it. */
export const searchRank = (words: readonly SearchWord[], { names }: Pick<SearchEntry, 'names'>): number =>
  words
    .flatMap(({ tokens }) => tokens)
    .reduce((rank, token) => rank + (names.includes(` ${token} `) ? 0 : names.includes(` ${token}`) ? 1 : 2), 0);
