import { textOf } from '../../../xml/xmlElement.ts';
import { count, flag, readAttributes, text } from '../../attributes.ts';
import { mentionsBy, type Naming } from '../../mentionRules.ts';
import { fieldFullName } from '../../naming.ts';
import type { ComponentReader, Subject, SubjectMention } from '../../reader.ts';

/** `Account` of `Account.New_Case`; a global action belongs to none. */
const objectOf = ({ fullName }: Subject): string | undefined => {
  const dot = fullName.indexOf('.');
  return dot < 0 ? undefined : fullName.slice(0, dot);
};

/** The object whose record the action makes or changes. */
const targetOf = (subject: Subject): string | undefined =>
  textOf(subject.element, 'targetObject') ??
  (textOf(subject.element, 'type') === 'Update' ? objectOf(subject) : undefined);

const targetField: Naming = (field, { subject }) => {
  const target = targetOf(subject);
  return target === undefined ? undefined : fieldFullName(target, field);
};

const recordType: Naming = (name, { subject }) => {
  const target = targetOf(subject);
  return name.includes('.') || target === undefined ? name : `${target}.${name}`;
};

/** Lightning components are written `c:name` where they are Aura's. */
const withoutPrefix: Naming = (name) => name.replace(/^c:/, '');

const FIELD = 'quickActionLayout.quickActionLayoutColumns.quickActionLayoutItems.field';

const said = mentionsBy([
  { path: 'targetObject', kind: 'writes', type: 'CustomObject' },
  { path: 'targetParentField', kind: 'writes', type: 'CustomField', name: targetField },
  { path: 'targetRecordType', kind: 'assigns', type: 'RecordType', name: recordType },
  { path: 'fieldOverrides.field', kind: 'writes', type: 'CustomField', name: targetField },
  { path: FIELD, kind: 'displays', type: 'CustomField', name: targetField },
  { path: 'flowDefinition', kind: 'calls', type: 'Flow' },
  { path: 'flexiPage', kind: 'displays', type: 'FlexiPage' },
  { path: 'page', kind: 'displays', type: 'ApexPage' },
  { path: 'lightningComponent', kind: 'displays', type: 'AuraDefinitionBundle', name: withoutPrefix },
  { path: 'lightningWebComponent', kind: 'displays', type: 'LightningComponentBundle', name: withoutPrefix },
  { path: 'quickActionSendEmailOptions.defaultEmailTemplateName', kind: 'refers to', type: 'EmailTemplate' },
]);

export const quickAction: ComponentReader = {
  attributes: (subject) => {
    const object = objectOf(subject);
    return {
      ...(object !== undefined && { object }),
      ...readAttributes(subject.element, {
        type: text('type'),
        actionSubtype: text('actionSubtype'),
        targetObject: text('targetObject'),
        targetParentField: text('targetParentField'),
        targetRecordType: text('targetRecordType'),
        standardLabel: text('standardLabel'),
        flow: text('flowDefinition'),
        page: text('page'),
        lightningComponent: text('lightningComponent'),
        lightningWebComponent: text('lightningWebComponent'),
        canvas: text('canvas'),
        createsFeedItem: flag('optionsCreateFeedItem'),
        protected: flag('isProtected'),
        successMessage: text('successMessage'),
        fields: count(FIELD),
        fieldOverrides: count('fieldOverrides'),
      }),
    };
  },
  mentions: (subject): SubjectMention[] => {
    const object = objectOf(subject);
    const own: SubjectMention[] =
      object === undefined ? [] : [{ kind: 'belongs to', type: 'CustomObject', fullName: object, place: '' }];
    return [...own, ...said(subject)];
  },
};
