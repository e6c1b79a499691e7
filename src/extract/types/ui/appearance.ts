import { textOf } from '../../../xml/xmlElement.ts';
import { flag, objects, reading, text, texts, number, count } from '../../attributes.ts';
import { mentionsBy, type Naming } from '../../mentionRules.ts';
import { fieldFullName } from '../../naming.ts';
import type { ComponentReader, Subject } from '../../reader.ts';

/** Stands for records without a record type. */
const MASTER = '__MASTER__';

const objectOf = ({ element }: Subject): string | undefined => textOf(element, 'entityName');

const field: Naming = (name, { subject }) => {
  const object = objectOf(subject);
  return object && fieldFullName(object, name);
};

export const pathAssistant: ComponentReader = {
  attributes: reading({
    active: flag('active'),
    object: text('entityName'),
    field: text('fieldName'),
    recordType: text('recordTypeName'),
    steps: objects('pathAssistantSteps', {
      value: text('picklistValueName'),
      fields: texts('fieldNames'),
      hasGuidance: (step) => textOf(step, 'info') !== undefined,
    }),
  }),
  mentions: mentionsBy([
    { path: 'entityName', kind: 'belongs to', type: 'CustomObject' },
    { path: 'fieldName', kind: 'reads', type: 'CustomField', name: field },
    {
      path: 'recordTypeName',
      kind: 'refers to',
      type: 'RecordType',
      name: (name, { subject }) => {
        const object = objectOf(subject);
        return object && name !== MASTER ? `${object}.${name}` : undefined;
      },
    },
    { path: 'pathAssistantSteps.fieldNames', kind: 'displays', type: 'CustomField', name: field },
  ]),
};

export const homePageComponent: ComponentReader = {
  attributes: reading({
    type: text('pageComponentType'),
    page: text('page'),
    links: texts('links'),
    width: text('width'),
    height: number('height'),
    showLabel: flag('showLabel'),
    showScrollbars: flag('showScrollbars'),
  }),
  mentions: mentionsBy([
    { path: 'page', kind: 'displays', type: 'ApexPage' },
    { path: 'links', kind: 'displays', type: 'CustomPageWebLink' },
  ]),
};

export const homePageLayout: ComponentReader = {
  attributes: reading({
    narrowComponents: texts('narrowComponents'),
    wideComponents: texts('wideComponents'),
  }),
  mentions: mentionsBy([
    { path: 'narrowComponents', kind: 'displays', type: 'HomePageComponent' },
    { path: 'wideComponents', kind: 'displays', type: 'HomePageComponent' },
  ]),
};

export const customHelpMenuSection: ComponentReader = {
  attributes: reading({
    items: objects('customHelpMenuItems', {
      label: text('masterLabel'),
      url: text('linkUrl'),
      sortOrder: number('sortOrder'),
    }),
  }),
};

export const brandingSet: ComponentReader = {
  attributes: reading({ type: text('type'), properties: count('brandingSetProperty') }),
};

export const lightningExperienceTheme: ComponentReader = {
  attributes: reading({
    defaultBrandingSet: text('defaultBrandingSet'),
    designSystemVersion: text('designSystemVersion'),
    isDarkModeEnabled: flag('isDarkModeEnabled'),
    shouldOverrideLoadingImage: flag('shouldOverrideLoadingImage'),
  }),
  mentions: mentionsBy([{ path: 'defaultBrandingSet', kind: 'refers to', type: 'BrandingSet' }]),
};
