import type { CatalogueEntry } from '../catalogueEntry.ts';

/** Sections of types that are companions; others would depend on the request. */
const TRANSLATED = [
  '!customApplications',
  '!customLabels',
  '!customPageWebLinks',
  '!customTabs',
  '!flowDefinitions',
  '!fullName',
  '!quickActions',
  '!reportTypes',
];

/**
 * Comes back with the translations of what is in the same request. Asked for alone, nothing in it is a fact about the
 * org but that a language is translated into. Translations of prompts, data types and s-controls need companions that
 * are not supported types, and are not to be had.
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
  companions: {
    request: 'objects',
    types: ['CustomApplication', 'CustomLabels', 'CustomPageWebLink', 'CustomTab', 'Flow', 'QuickAction', 'ReportType'],
    ofObject: [],
    objects: {},
    leftOut: TRANSLATED,
  },
  stampTrusted: false,
  expectedBytes: 10_000,
  setup: { lightning: '/lightning/setup/LabelWorkbenchTranslate/home' },
};
