/**
 * The identity of a component inside one org: its type and its decoded full name.
 * Written `Type:FullName` and split at the first colon, because full names may hold colons.
 */
export type ComponentName = { readonly type: string; readonly fullName: string };

/** `Type:` + the full name as `nameKey` folds it: every look-up goes by this key. */
export type ComponentKey = string & { readonly brand: 'ComponentKey' };

export const componentKey = (name: ComponentName): ComponentKey =>
  `${name.type}:${nameKey(name.fullName)}` as ComponentKey;

/**
 * A name as it is looked up: Salesforce names ignore case, and the same letter may be written as one character or as a
 * letter with its accent behind it (Unicode NFC and NFD). What is shown and sent back stays as it was listed.
 */
export const nameKey = (fullName: string): string => {
  const lower = fullName.toLowerCase();
  // Nearly all names are plain, and this is asked many times for each.
  return BEYOND_ASCII.test(lower) ? lower.normalize('NFC') : lower;
};

const BEYOND_ASCII = /[^\0-\u007f]/;

export const formatComponentName = (name: ComponentName): string => `${name.type}:${name.fullName}`;

/** Undefined when the text has no colon, or nothing on one side of the first one. */
export const parseComponentName = (text: string): ComponentName | undefined => {
  const colon = text.indexOf(':');
  return colon > 0 && colon < text.length - 1
    ? { type: text.slice(0, colon), fullName: text.slice(colon + 1) }
    : undefined;
};

/**
 * Decodes a name as the Metadata API lists it (`Account-Account %28Sales%29 Layout`), once.
 * A percent sign that starts no valid UTF-8 escape stays as it is: names may hold a bare `%`.
 */
export const decodeRawName = (raw: string): string =>
  raw.includes('%')
    ? raw.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
        try {
          return decodeURIComponent(escapes);
        } catch {
          return escapes;
        }
      })
    : raw;

/** The path of a document, from one with a raw name in it: in one form, however the letters of the name are composed. */
export const decodedPath = (raw: string): string => decodeRawName(raw).normalize('NFC');
