import { addTokens, fold } from './tokens.ts';

/** What of a component is searched. */
export type SearchedFields = {
  readonly fullName: string;
  readonly label?: string | null | undefined;
  readonly description?: string | null | undefined;
  /** Help texts and formulas of its document, as `searchedTexts` makes them. */
  readonly texts?: string | null | undefined;
};

/** Tokens with a space before and behind each, so that a beginning is found as a text; empty where there is none. */
export type SearchEntry = {
  /** Of full name and label: these count more. */
  readonly names: string;
  /** Of description, help texts and formulas, without those that are in `names`. */
  readonly words: string;
};

/** Of a text that is longer than a person reads, the words behind these are found only where nothing else is found. */
const WORDS = 2_000;

/** Names are never cut. */
export const searchEntry = ({ fullName, label, description, texts }: SearchedFields): SearchEntry => {
  const names = new Set<string>();
  const addName = (token: string): void => void names.add(token);
  addTokens(fullName, addName);
  if (label) addTokens(label, addName);
  const words = new Set<string>();
  const addWord = (token: string): void => {
    if (words.size < WORDS && !names.has(token)) words.add(token);
  };
  if (description) addTokens(description, addWord);
  if (texts) addTokens(texts, addWord);
  return { names: joined(names), words: joined(words) };
};

const joined = (tokens: ReadonlySet<string>): string => (tokens.size === 0 ? '' : ` ${[...tokens].join(' ')} `);

/** All that is searched, in one form. Line breaks part the fields, so that no word is found across two of them. */
export const searchText = ({ fullName, label, description, texts }: SearchedFields): string => {
  let text = fullName;
  for (const field of [label, description, texts]) if (field) text += `\n${field}`;
  return fold(text);
};

/** Attributes that are searched beside name, label and description: what helps a person, and what works out a value. */
const SEARCHED = new Set(['helpText', 'formula', 'entryFormula', 'exitCriteriaFormula']);

/** Help texts and formulas among a component's attributes, also within lists and objects, in lines; null without any. */
export const searchedTexts = (attributes: unknown): string | null => {
  const found: string[] = [];
  collect(attributes, false, found);
  return found.length === 0 ? null : found.join('\n');
};

const collect = (value: unknown, isSearched: boolean, found: string[]): void => {
  if (typeof value === 'string') {
    if (isSearched && value !== '') found.push(value);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, isSearched, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const name in value) {
      const member: unknown = (value as Readonly<Record<string, unknown>>)[name];
      collect(member, SEARCHED.has(name), found);
    }
  }
};
