import type { Overrides } from '../override.ts';
import { setupList, setupPage } from '../setupPages.ts';

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

/** Labels, and what they and everything else are called in other languages. */
export const translations: Overrides = {
  /** One container for all labels of the org; asking for single labels costs memory out of proportion. */
  CustomLabels: {
    children: { CustomLabel: { unprefixed: true, setup: setupPage('ExternalStrings') } },
    expectedBytes: 50_000,
    setup: setupList('ExternalStrings', '/101'),
  },
  /**
   * Comes back with the translations of what is in the same request: of the object with its fields, record types, rules
   * and buttons, of its layouts, its actions and the tasks of its workflow. Asked for alone, nothing in it is a fact
   * about the org but that an object is translated into a language. Named `Object-language`.
   */
  CustomObjectTranslation: {
    owner: { type: 'CustomObject', until: '-', language: true },
    requestDependent: ['!fullName'],
    companions: {
      request: 'objects',
      types: [],
      ofObject: ['CustomObject', 'Layout', 'QuickAction', 'Workflow'],
      objects: {},
      leftOut: [],
    },
    expectedBytes: 3_000,
    setup: setupList('LabelWorkbenchTranslate'),
  },
  /**
   * Comes back with the translations of what is in the same request. Asked for alone, nothing in it is a fact about the
   * org but that a language is translated into. Translations of prompts, data types and s-controls need companions that
   * are not supported types, and are not to be had.
   */
  Translations: {
    requestDependent: ['!fullName'],
    companions: {
      request: 'objects',
      types: [
        'CustomApplication',
        'CustomLabels',
        'CustomPageWebLink',
        'CustomTab',
        'Flow',
        'QuickAction',
        'ReportType',
      ],
      ofObject: [],
      objects: {},
      leftOut: TRANSLATED,
    },
    expectedBytes: 10_000,
    setup: setupList('LabelWorkbenchTranslate'),
  },
};
