import { textOf } from '../../../xml/xmlElement.ts';
import {
  flag,
  number,
  objects,
  attributesBy,
  text,
  texts,
  within,
  type AttributeReader,
  reading,
} from '../../attributes.ts';
import { mentionsBy, type Naming } from '../../mentionRules.ts';
import { fieldFullName, objectOf, ownField } from '../../naming.ts';
import type { Attributes, ComponentReader, Subject } from '../../reader.ts';

const inValueSet = (reader: AttributeReader): AttributeReader => within('valueSet', reader);

const READERS = {
  dataType: text('type'),
  length: number('length'),
  precision: number('precision'),
  scale: number('scale'),
  visibleLines: number('visibleLines'),
  required: flag('required'),
  unique: flag('unique'),
  caseSensitive: flag('caseSensitive'),
  externalId: flag('externalId'),
  formula: text('formula'),
  formulaTreatBlanksAs: text('formulaTreatBlanksAs'),
  defaultValue: text('defaultValue'),
  displayFormat: text('displayFormat'),
  picklistValues: inValueSet(
    objects('valueSetDefinition.value', {
      name: text('fullName'),
      label: text('label'),
      default: flag('default'),
      active: flag('isActive'),
    })
  ),
  valueSet: inValueSet(text('valueSetName')),
  restricted: inValueSet(flag('restricted')),
  controllingField: inValueSet(text('controllingField')),
  referenceTo: texts('referenceTo'),
  relationshipName: text('relationshipName'),
  relationshipLabel: text('relationshipLabel'),
  deleteConstraint: text('deleteConstraint'),
  reparentable: flag('reparentableMasterDetail'),
  writeRequiresMasterRead: flag('writeRequiresMasterRead'),
  summaryOperation: text('summaryOperation'),
  summarizedField: text('summarizedField'),
  summaryForeignKey: text('summaryForeignKey'),
  encryptionScheme: text('encryptionScheme'),
  maskType: text('maskType'),
  trackHistory: flag('trackHistory'),
  trackFeedHistory: flag('trackFeedHistory'),
  trackTrending: flag('trackTrending'),
  fieldManageability: text('fieldManageability'),
  helpText: text('inlineHelpText'),
  securityClassification: text('securityClassification'),
  complianceGroup: text('complianceGroup'),
  businessOwnerGroup: text('businessOwnerGroup'),
  businessOwnerUser: text('businessOwnerUser'),
  businessStatus: text('businessStatus'),
} satisfies Record<string, AttributeReader>;

const readField = attributesBy(READERS);

const attributes = ({ element, fullName }: Subject): Attributes => {
  const encryption = textOf(element, 'encryptionScheme');
  const dataType = textOf(element, 'type');
  return {
    standard: !/__c$/i.test(fullName),
    ...readField(element),
    ...((dataType === 'EncryptedText' || (encryption !== undefined && encryption !== 'None')) && { encrypted: true }),
  };
};

/** Filters name fields with their object in front; `$Source` is the record that the lookup starts from. */
const inFilter: Naming = (field, { subject }) => {
  if (field.startsWith('$Source.')) return fieldFullName(objectOf(subject), field.slice('$Source.'.length));
  return field.startsWith('$') || !field.includes('.') ? undefined : field;
};

const mentions = mentionsBy([
  { path: 'referenceTo', kind: 'looks up', type: 'CustomObject' },
  { path: 'valueSet.valueSetName', kind: 'refers to', type: 'GlobalValueSet' },
  { path: 'valueSet.controllingField', kind: 'refers to', type: 'CustomField', name: ownField, access: 'read' },
  { path: 'summarizedField', kind: 'summarizes', type: 'CustomField' },
  { path: 'summaryForeignKey', kind: 'summarizes', type: 'CustomField' },
  { path: 'summaryFilterItems.field', kind: 'filters', type: 'CustomField', name: inFilter },
  { path: 'summaryFilterItems.valueField', kind: 'filters', type: 'CustomField', name: inFilter },
  { path: 'lookupFilter.filterItems.field', kind: 'filters', type: 'CustomField', name: inFilter },
  { path: 'lookupFilter.filterItems.valueField', kind: 'filters', type: 'CustomField', name: inFilter },
  { path: 'metadataRelationshipControllingField', kind: 'refers to', type: 'CustomField', access: 'read' },
]);

export const customField: ComponentReader = { attributes, mentions };

export const globalValueSet: ComponentReader = {
  attributes: reading({
    sorted: flag('sorted'),
    values: objects('customValue', {
      name: text('fullName'),
      label: text('label'),
      description: text('description'),
      default: flag('default'),
      active: flag('isActive'),
    }),
  }),
};

/** What a value means beyond its name depends on the set: stages have a probability, statuses are closed. */
export const standardValueSet: ComponentReader = {
  attributes: reading({
    sorted: flag('sorted'),
    groupingStringEnum: text('groupingStringEnum'),
    values: objects('standardValue', {
      name: text('fullName'),
      label: text('label'),
      description: text('description'),
      default: flag('default'),
      active: flag('isActive'),
      closed: flag('closed'),
      won: flag('won'),
      converted: flag('converted'),
      reviewed: flag('reviewed'),
      highPriority: flag('highPriority'),
      allowEmail: flag('allowEmail'),
      cssExposed: flag('cssExposed'),
      probability: number('probability'),
      forecastCategory: text('forecastCategory'),
      groupingString: text('groupingString'),
      reverseRole: text('reverseRole'),
    }),
  }),
};
