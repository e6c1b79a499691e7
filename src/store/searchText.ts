/** Both sides of a text search in one form: case and composition of accents don't count. */
const fold = (text: string): string => text.normalize('NFC').toLowerCase();

/** What a component is found by. Line breaks part the fields, so that no word is found across two of them. */
export const searchText = (component: {
  readonly fullName: string;
  readonly label?: string;
  readonly description?: string;
}): string =>
  fold([component.fullName, component.label, component.description].filter((text) => text !== undefined).join('\n'));

/** The words of a query, each of which must occur in a component's search text. Every character is literal. */
export const searchWords = (query: string): string[] => [...new Set(fold(query).split(/\s+/u).filter(Boolean))];
