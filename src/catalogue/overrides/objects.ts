import { AFTER_OBJECT, NAMED_AS_OBJECT, type Overrides } from '../override.ts';
import { STANDARD_VALUE_SETS } from '../registry.generated.ts';
import {
  FIELD_PAGES,
  LIST_VIEW_PAGES,
  OBJECT_PAGES,
  objectManager,
  PROCESS_PAGES,
  setupList,
  setupPage,
} from '../setupPages.ts';

/**
 * Record types of person accounts are listed with the accounts', but are in the document of `PersonAccount`; those of a
 * package have its namespace in front.
 */
const ofPersonAccount = (rawName: string): string | undefined =>
  /^Account\.(?:\w+__)?PersonAccount/.test(rawName) ? `Person${rawName}` : undefined;

/**
 * The names that source-deploy-retrieve knows, and one that orgs have although it does not know it. An org has those of
 * its features. Names heed case.
 */
const STANDARD_VALUE_SET_NAMES: readonly string[] = [...STANDARD_VALUE_SETS, 'WorkOrderLineItemPriority'];

/** The data model: objects with their fields, values of picklists, records of custom metadata, duplicates. */
export const objects: Overrides = {
  /**
   * Standard and custom objects alike, with their children. A container's date does not move with its children, and
   * standard objects have none. Which picklist values a record type has comes back only for fields and value sets of the
   * same request; fields of tasks and events are those of activities, person accounts have those of contacts too.
   */
  CustomObject: {
    children: {
      CustomField: { setup: FIELD_PAGES },
      ValidationRule: { setup: objectManager('ValidationRules') },
      RecordType: { setup: objectManager('RecordTypes'), containerRawName: ofPersonAccount },
      BusinessProcess: { setup: PROCESS_PAGES },
      CompactLayout: { setup: objectManager('CompactLayouts') },
      FieldSet: { setup: objectManager('FieldSets') },
      ListView: { setup: LIST_VIEW_PAGES },
      WebLink: { setup: objectManager('ButtonsLinksActions') },
    },
    packaged: 'retrieve',
    requestDependent: ['recordTypes.picklistValues'],
    companions: {
      request: 'objects',
      types: ['GlobalValueSet', 'StandardValueSet'],
      ofObject: [],
      objects: { Event: ['Activity'], PersonAccount: ['Account', 'Contact'], Task: ['Activity'] },
      leftOut: [],
    },
    expectedBytes: 6_000,
    expectedMs: 31,
    setup: OBJECT_PAGES,
  },
  /** Records of custom metadata types, named `Type.Record` without the `__mdt`. */
  CustomMetadata: {
    owner: { ...AFTER_OBJECT, suffix: '__mdt' },
    packaged: 'retrieve',
    expectedBytes: 500,
    setup: setupPage('CustomMetadata'),
  },

  GlobalValueSet: { expectedBytes: 1_000, setup: setupPage('Picklists') },
  /** No listing returns them, and they have no ids: the known names are asked for. */
  StandardValueSet: { listing: { how: 'named', names: STANDARD_VALUE_SET_NAMES }, expectedBytes: 500 },

  DuplicateRule: { owner: AFTER_OBJECT, expectedBytes: 800, setup: setupPage('DuplicateRules') },
  /** Matching rules of an object, by its name. */
  MatchingRules: {
    owner: NAMED_AS_OBJECT,
    children: { MatchingRule: { setup: setupPage('MatchingRules') } },
    expectedBytes: 1_500,
    setup: setupList('MatchingRules'),
  },
};
