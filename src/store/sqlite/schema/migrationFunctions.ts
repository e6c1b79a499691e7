import { searchedTexts, searchText } from '../../search/searchEntry.ts';
import { isObject } from '../../sql/soundColumns.ts';
import type { Connection } from '../connection/connection.ts';

type Text = string | null;

/** What migrations need and SQLite can't do. None throws, whatever stands in the file. */
export const defineMigrationFunctions = (connection: Connection): void => {
  connection.define('nfc', (text: Text) => text?.normalize('NFC') ?? null);
  connection.define('given_attributes', (components: Text) => unlessTooDeep(() => givenAttributes(components), '[]'));
  connection.define('without_attributes', (components: Text) =>
    unlessTooDeep(() => withoutAttributes(components), components)
  );
  connection.define('folded_text', (fullName: Text, label: Text, description: Text, texts: Text) =>
    searchText({ fullName: fullName ?? '', label, description, texts })
  );
};

/** Of each component of a document its attributes, as JSON, and what of them is searched; null where it has none. */
const givenAttributes = (components: Text): string =>
  JSON.stringify(
    parsedList(components).map((component) =>
      isObject(component) && isObject(component['attributes'])
        ? { attributes: JSON.stringify(component['attributes']), texts: textsOf(component['attributes']) }
        : null
    )
  );

/** Nested deeper than a walk can go, it is nothing that we wrote. */
const unlessTooDeep = <Result>(work: () => Result, otherwise: Result): Result => {
  try {
    return work();
  } catch {
    return otherwise;
  }
};

const textsOf = (attributes: unknown): Text => unlessTooDeep(() => searchedTexts(attributes), null);

/** What is no list of components stays as it is, and is refused when it is read. */
const withoutAttributes = (components: Text): Text => {
  const list = parsedList(components);
  if (list.length === 0) return components;
  return JSON.stringify(
    list.map((component) => {
      if (!isObject(component) || !isObject(component['attributes'])) return component;
      const { attributes: _, ...rest } = component;
      return rest;
    })
  );
};

const parsedList = (text: Text): readonly unknown[] => {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
};
