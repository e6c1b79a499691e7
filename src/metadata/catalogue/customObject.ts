import type { CatalogueEntry, ChildEntry, SetupPages } from '../catalogueEntry.ts';
import { FIELD_PAGES, LIST_VIEW_PAGES, OBJECT_PAGES, objectManager, PROCESS_PAGES } from './objectPages.ts';

const child = (type: string, element: string, setup?: SetupPages): ChildEntry => ({
  type,
  element,
  nameElement: 'fullName',
  ...(setup && { setup }),
});

/** Record types of person accounts are listed with the accounts', but are in the document of `PersonAccount`. */
const ofPersonAccount = (rawName: string): string | undefined =>
  rawName.startsWith('Account.PersonAccount') ? `Person${rawName}` : undefined;

/**
 * Standard and custom objects alike, with their children. A container's date does not move with its children, and
 * standard objects have none. Which picklist values a record type has comes back only for fields and value sets of the
 * same request; fields of tasks and events are those of activities, person accounts have those of contacts too.
 */
export const customObject: CatalogueEntry = {
  type: 'CustomObject',
  directory: 'objects',
  suffix: 'object',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [
    child('CustomField', 'fields', FIELD_PAGES),
    child('ValidationRule', 'validationRules', objectManager('ValidationRules')),
    { ...child('RecordType', 'recordTypes', objectManager('RecordTypes')), containerRawName: ofPersonAccount },
    child('BusinessProcess', 'businessProcesses', PROCESS_PAGES),
    child('CompactLayout', 'compactLayouts', objectManager('CompactLayouts')),
    child('FieldSet', 'fieldSets', objectManager('FieldSets')),
    child('ListView', 'listViews', LIST_VIEW_PAGES),
    child('SharingReason', 'sharingReasons'),
    child('WebLink', 'webLinks', objectManager('ButtonsLinksActions')),
    child('Index', 'indexes'),
  ],
  packaged: 'retrieve',
  requestDependent: ['recordTypes.picklistValues'],
  companions: {
    request: 'objects',
    types: ['GlobalValueSet', 'StandardValueSet'],
    ofObject: [],
    objects: { Event: ['Activity'], PersonAccount: ['Account', 'Contact'], Task: ['Activity'] },
    leftOut: [],
  },
  stampTrusted: false,
  expectedBytes: 6_000,
  setup: OBJECT_PAGES,
};
