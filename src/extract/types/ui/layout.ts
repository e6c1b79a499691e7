import { LAYOUT_PLACES } from '../../../model/names/nameParts.ts';
import { childrenOf, textOf } from '../../../xml/xmlElement.ts';
import { elementsAt, count, readAttributes } from '../../attributes.ts';
import { mentionsBy, type Naming, type Place } from '../../mentionRules.ts';
import { fieldFullName, isCustomFieldName } from '../../naming.ts';
import type { ComponentReader, Subject } from '../../reader.ts';

/** `Account-Account Layout` is a layout of Account. */
const objectOf = (subject: Subject): string | undefined => {
  const hyphen = subject.fullName.indexOf('-');
  const head = hyphen < 0 ? undefined : subject.fullName.slice(0, hyphen);
  return head !== undefined && Object.hasOwn(LAYOUT_PLACES, head) ? (LAYOUT_PLACES[head] ?? undefined) : head;
};

const field: Naming = (name, { subject }) => {
  const object = objectOf(subject);
  return object === undefined ? undefined : fieldFullName(object, name);
};

const button: Naming = (name, { subject }) => {
  const object = objectOf(subject);
  return object === undefined ? undefined : `${object}.${name}`;
};

/** The lookup field behind a custom related list (`Child__c.Parent__c`); standard ones have names of their own. */
const lookupOf = (relatedList: string | undefined): { child: string; field: string } | undefined => {
  const [child, name, ...rest] = relatedList?.split('.') ?? [];
  return child && name && rest.length === 0 && isCustomFieldName(name) ? { child, field: name } : undefined;
};

const relatedList: Naming = (name) => {
  const lookup = lookupOf(name);
  return lookup && fieldFullName(lookup.child, lookup.field);
};

const childOfList = ({ parent }: Place): string | undefined => lookupOf(textOf(parent, 'relatedList'))?.child;

/** Columns of a related list are custom fields of the child, with or without its name in front, or column codes. */
const column: Naming = (name, place) => {
  const [object, ownName, ...rest] = name.split('.');
  if (object && ownName && rest.length === 0)
    return isCustomFieldName(ownName) ? fieldFullName(object, ownName) : undefined;
  const child = childOfList(place);
  return child !== undefined && isCustomFieldName(name) ? fieldFullName(child, name) : undefined;
};

const listButton: Naming = (name, place) => {
  const child = childOfList(place);
  return child && `${child}.${name}`;
};

const action =
  (type: string, naming: Naming): Naming =>
  (name, place) =>
    textOf(place.parent, 'actionType') === type ? naming(name, place) : undefined;

const ITEM = 'layoutSections.layoutColumns.layoutItems';
const ACTION = 'platformActionList.platformActionListItems.actionName';

const said = mentionsBy([
  { path: `${ITEM}.field`, kind: 'displays', type: 'CustomField', name: field },
  { path: `${ITEM}.page`, kind: 'displays', type: 'ApexPage' },
  { path: `${ITEM}.customLink`, kind: 'displays', type: 'WebLink', name: button },
  { path: 'relatedContent.relatedContentItems.layoutItem.field', kind: 'displays', type: 'CustomField', name: field },
  { path: 'relatedContent.relatedContentItems.layoutItem.page', kind: 'displays', type: 'ApexPage' },
  { path: 'summaryLayout.summaryLayoutItems.field', kind: 'displays', type: 'CustomField', name: field },
  { path: 'summaryLayout.summaryLayoutItems.customLink', kind: 'displays', type: 'WebLink', name: button },
  { path: 'multilineLayoutFields', kind: 'displays', type: 'CustomField', name: field },
  { path: 'miniLayout.fields', kind: 'displays', type: 'CustomField', name: field },
  { path: 'relatedObjects', kind: 'displays', type: 'CustomField', name: field },
  { path: 'relatedLists.relatedList', kind: 'displays', type: 'CustomField', name: relatedList },
  { path: 'relatedLists.fields', kind: 'displays', type: 'CustomField', name: column },
  { path: 'relatedLists.sortField', kind: 'displays', type: 'CustomField', name: column },
  { path: 'relatedLists.customButtons', kind: 'displays', type: 'WebLink', name: listButton },
  { path: 'relatedLists.quickActions', kind: 'displays', type: 'QuickAction' },
  { path: 'customButtons', kind: 'displays', type: 'WebLink', name: button },
  { path: 'quickActionList.quickActionListItems.quickActionName', kind: 'displays', type: 'QuickAction' },
  { path: ACTION, kind: 'displays', type: 'QuickAction', name: action('QuickAction', (name) => name) },
  {
    path: ACTION,
    kind: 'displays',
    type: 'WebLink',
    name: action('CustomButton', (name, place) => (name.includes('.') ? name : button(name, place))),
  },
]);

export const layout: ComponentReader = {
  label: ({ fullName }) => fullName.slice(fullName.indexOf('-') + 1),
  attributes: (subject) => {
    const object = objectOf(subject);
    const { element } = subject;
    return {
      ...(object !== undefined && { object }),
      ...readAttributes(element, {
        sections: count('layoutSections'),
        fields: count(`${ITEM}.field`),
        customButtons: count('customButtons'),
      }),
      relatedLists: childrenOf(element, 'relatedLists').map((list) => textOf(list, 'relatedList') ?? ''),
      quickActions:
        elementsAt(element, 'quickActionList.quickActionListItems').length +
        elementsAt(element, 'platformActionList.platformActionListItems').filter(
          (item) => textOf(item, 'actionType') === 'QuickAction'
        ).length,
    };
  },
  mentions: (subject) => {
    const object = objectOf(subject);
    const own =
      object === undefined ? [] : [{ kind: 'belongs to', type: 'CustomObject', fullName: object, place: '' } as const];
    return [...own, ...said(subject)];
  },
};
