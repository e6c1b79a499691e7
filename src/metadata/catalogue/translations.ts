import type { CatalogueEntry } from '../catalogueEntry.ts';

/**
 * Comes back with the translations of what is in the same request, so that nothing in it is a fact about the org;
 * that a language is translated into is.
 */
export const translations: CatalogueEntry = {
  type: 'Translations',
  directory: 'translations',
  suffix: 'translation',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: ['!fullName'],
  stampTrusted: false,
  expectedBytes: 10_000,
  setup: { lightning: '/lightning/setup/LabelWorkbenchTranslate/home' },
};
