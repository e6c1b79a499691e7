import type { CatalogueEntry } from '../catalogueEntry.ts';

/**
 * Comes back with the translations of what is in the same request: of the object with its fields, record types, rules
 * and buttons, of its layouts, its actions and the tasks of its workflow. Asked for alone, nothing in it is a fact about
 * the org but that an object is translated into a language. Named `Object-language`.
 */
export const customObjectTranslation: CatalogueEntry = {
  type: 'CustomObjectTranslation',
  directory: 'objectTranslations',
  suffix: 'objectTranslation',
  owner: { type: 'CustomObject', until: '-' },
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: ['!fullName'],
  companions: {
    request: 'objects',
    types: [],
    ofObject: ['CustomObject', 'Layout', 'QuickAction', 'Workflow'],
    objects: {},
    leftOut: [],
  },
  stampTrusted: false,
  expectedBytes: 3_000,
  setup: { lightning: '/lightning/setup/LabelWorkbenchTranslate/home' },
};
