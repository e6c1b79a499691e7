import type { JsonValue } from '../../../model/extraction.ts';
import { objectKind, type ObjectKind } from '../../../model/names/nameParts.ts';
import { booleanOf, childOf, childrenOf, textOf } from '../../../xml/xmlElement.ts';
import { attributesBy, number, readAttributes, text, within, type AttributeReader } from '../../attributes.ts';
import { mentionsBy, type MentionRule, type Naming } from '../../mentionRules.ts';
import { fieldFullName, isCustomFieldName } from '../../naming.ts';
import type { ComponentReader, Subject } from '../../reader.ts';

const kindOf = ({ fullName, element }: Subject): ObjectKind => {
  const kind = objectKind(fullName);
  return kind === 'custom object' && childOf(element, 'customSettingsType') ? 'custom setting' : kind;
};

const FEATURES = [
  'allowInChatterGroups',
  'enableActivities',
  'enableBulkApi',
  'enableDataTranslation',
  'enableDivisions',
  'enableEnhancedLookup',
  'enableFeeds',
  'enableHistory',
  'enableLicensing',
  'enablePublishStatusTracking',
  'enableReports',
  'enableSearch',
  'enableSharing',
  'enableStreamingApi',
  'recordTypeTrackFeedHistory',
  'recordTypeTrackHistory',
] as const;

/** The switched-on features by their element's name; absent where the document names none, on or off. */
const features: AttributeReader = (element) => {
  const known = FEATURES.filter((name) => booleanOf(element, name) !== undefined);
  return known.length > 0 ? known.filter((name) => booleanOf(element, name)) : undefined;
};

const nameField = within('nameField', (field) =>
  readAttributes(field, { label: text('label'), type: text('type'), displayFormat: text('displayFormat') })
);

/** Overridden actions; the API lists the ones left alone too, as `Default`. */
const actionOverrides: AttributeReader = (element) => {
  const found = childrenOf(element, 'actionOverrides')
    .filter((override) => textOf(override, 'type') !== 'Default')
    .map(readOverride);
  return found.length > 0 ? found : undefined;
};

const readOverride = attributesBy({
  action: text('actionName'),
  type: text('type'),
  content: text('content'),
  on: text('formFactor'),
});

const READERS = {
  pluralLabel: text('pluralLabel'),
  sharingModel: text('sharingModel'),
  externalSharingModel: text('externalSharingModel'),
  deploymentStatus: text('deploymentStatus'),
  visibility: text('visibility'),
  customSettingsType: text('customSettingsType'),
  eventType: text('eventType'),
  publishBehavior: text('publishBehavior'),
  externalDataSource: text('externalDataSource'),
  externalName: text('externalName'),
  nameField,
  features,
  historyRetentionMonths: within('historyRetentionPolicy', number('archiveAfterMonths')),
  actionOverrides,
} satisfies Record<string, AttributeReader>;

const readObject = attributesBy(READERS);

const attributes = (subject: Subject): { readonly [name: string]: JsonValue } => ({
  kind: kindOf(subject),
  ...readObject(subject.element),
});

const override =
  (type: string): Naming =>
  (content, { parent }) =>
    textOf(parent, 'type')?.toLowerCase() === type ? content : undefined;

const ownField: Naming = (field, { subject }) =>
  isCustomFieldName(field) ? fieldFullName(subject.fullName, field) : undefined;

const SEARCH_FIELDS = [
  'customTabListAdditionalFields',
  'lookupDialogsAdditionalFields',
  'lookupFilterFields',
  'lookupPhoneDialogsAdditionalFields',
  'searchFilterFields',
  'searchResultsAdditionalFields',
];

const ownButton: Naming = (button, { subject }) => `${subject.fullName}.${button}`;

const mentions = mentionsBy([
  { path: 'actionOverrides.content', kind: 'displays', type: 'ApexPage', name: override('visualforce') },
  { path: 'actionOverrides.content', kind: 'displays', type: 'FlexiPage', name: override('flexipage') },
  {
    path: 'actionOverrides.content',
    kind: 'displays',
    type: 'AuraDefinitionBundle',
    name: override('lightningcomponent'),
  },
  {
    path: 'compactLayoutAssignment',
    kind: 'displays',
    type: 'CompactLayout',
    name: (layout, { subject }) => (layout === 'SYSTEM' ? undefined : `${subject.fullName}.${layout}`),
  },
  { path: 'customHelpPage', kind: 'displays', type: 'ApexPage' },
  { path: 'externalDataSource', kind: 'refers to', type: 'ExternalDataSource' },
  ...SEARCH_FIELDS.map((list): MentionRule => ({
    path: `searchLayouts.${list}`,
    kind: 'displays',
    type: 'CustomField',
    name: ownField,
  })),
  { path: 'searchLayouts.listViewButtons', kind: 'displays', type: 'WebLink', name: ownButton },
  { path: 'searchLayouts.searchResultsCustomButtons', kind: 'displays', type: 'WebLink', name: ownButton },
]);

export const customObject: ComponentReader = { attributes, mentions };
