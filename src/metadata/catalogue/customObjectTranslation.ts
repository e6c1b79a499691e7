import type { CatalogueEntry } from '../catalogueEntry.ts';

/**
 * Comes back with the translations of what is in the same request, so that nothing in it is a fact about the org;
 * that an object is translated into a language is. Named `Object-language`.
 */
export const customObjectTranslation: CatalogueEntry = {
  type: 'CustomObjectTranslation',
  directory: 'objectTranslations',
  suffix: 'objectTranslation',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: ['!fullName'],
  stampTrusted: false,
  expectedBytes: 3_000,
  setup: { lightning: '/lightning/setup/LabelWorkbenchTranslate/home' },
};
