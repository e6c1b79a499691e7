import type { ComponentReader } from './componentReader.ts';

/** Named after the language; what is translated comes only with what is in the same request. */
export const translations: ComponentReader = {
  attributes: ({ fullName }) => ({ language: fullName }),
};
