/**
 * How Salesforce spells names in listings and file names: types whose names are free text (layouts, profiles) have
 * ASCII punctuation percent-encoded, spaces, hyphens and other letters stay as they are: `Force%2Ecom - Free User`,
 * `Account-Account %28Sales%29 Layout`.
 */
const freeText: ReadonlySet<string> = new Set(['Layout', 'Profile']);

const percent = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

const encodeAll = (name: string): string => name.replace(/[!-,./:-@[-^`{-~]/g, percent);

/** Dots, slashes and `$` carry structure in the other types' names (`Account.Rule`, `Folder/Report`, `unfiled$public`). */
const encodeButStructure = (name: string): string => name.replace(/[!-#%-,:-@[-^`{-~]/g, percent);

export function encodeName(type: string, fullName: string): string {
  return freeText.has(type) ? encodeAll(fullName) : encodeButStructure(fullName);
}

/** The readable name; a stray `%` that is no escape is kept. */
export function decodeName(name: string): string {
  return name.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
