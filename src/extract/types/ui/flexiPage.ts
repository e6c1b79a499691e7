import { childrenOf, textOf, type XmlElement } from '../../../xml/xmlElement.ts';
import { elementsAt, count, reading, text, within, type AttributeReader } from '../../attributes.ts';
import { mentionsBy, type Naming } from '../../mentionRules.ts';
import { fieldFullName } from '../../naming.ts';
import type { ComponentReader, Subject, SubjectMention } from '../../reader.ts';

const ITEM = 'flexiPageRegions.itemInstances';
const COMPONENT = `${ITEM}.componentInstance`;
const FIELD = `${ITEM}.fieldInstance`;

const distinctTexts =
  (path: string): AttributeReader =>
  (element) => {
    const found = new Set(elementsAt(element, path).map((each) => each.text));
    return found.size > 0 ? [...found] : undefined;
  };

/** The org's own components stand with `c:` or with nothing in front; all others are Salesforce's or a package's. */
const ownComponent: Naming = (name) => {
  const own = name.startsWith('c:') ? name.slice('c:'.length) : name;
  return own.includes(':') ? undefined : own;
};

/** `Record.Status__c`, with or without `{!…}` around it: a field of the object that the page is for. */
const recordField: Naming = (name, { subject }) => {
  const object = textOf(subject.element, 'sobjectType');
  const [, field] = /^(?:\{!)?Record\.([\w.]+)\}?$/.exec(name) ?? [];
  return object && field ? fieldFullName(object, field) : undefined;
};

const userField: Naming = (name) => {
  const [, field] = /^\{!\$User\.([\w.]+)\}$/.exec(name) ?? [];
  return field && `User.${field}`;
};

const customPermission: Naming = (name) => /^\{!\$Permission\.CustomPermission\.(\w+)\}$/.exec(name)?.[1];

const visibility = (instance: string) =>
  [
    { path: `${instance}.visibilityRule.criteria.leftValue`, kind: 'filters', type: 'CustomField', name: recordField },
    { path: `${instance}.visibilityRule.criteria.leftValue`, kind: 'filters', type: 'CustomField', name: userField },
    {
      path: `${instance}.visibilityRule.criteria.leftValue`,
      kind: 'reads',
      type: 'CustomPermission',
      name: customPermission,
    },
  ] as const;

const said = mentionsBy([
  { path: 'sobjectType', kind: 'runs on', type: 'CustomObject' },
  { path: 'parentFlexiPage', kind: 'extends', type: 'FlexiPage' },
  { path: `${COMPONENT}.componentName`, kind: 'displays', type: 'LightningComponentBundle', name: ownComponent },
  { path: `${COMPONENT}.componentName`, kind: 'displays', type: 'AuraDefinitionBundle', name: ownComponent },
  { path: `${FIELD}.fieldItem`, kind: 'displays', type: 'CustomField', name: recordField },
  ...visibility(COMPONENT),
  ...visibility(FIELD),
]);

/** What Salesforce's own components are told to show: flows, list views, quick actions. */
const configured = ({ element }: Subject): SubjectMention[] =>
  elementsAt(element, COMPONENT).flatMap((component): SubjectMention[] => {
    const properties = childrenOf(component, 'componentInstanceProperties');
    const value = (name: string): string | undefined => {
      const property = properties.find((each) => textOf(each, 'name') === name);
      return property && textOf(property, 'value');
    };
    const place = `${COMPONENT}.componentInstanceProperties`;
    switch (textOf(component, 'componentName')) {
      case 'flowruntime:interview':
        return mentionOf('displays', 'Flow', value('flowName'), place);
      case 'flexipage:filterListCard': {
        const [object, view] = [value('entityName'), value('filterName')];
        return mentionOf('displays', 'ListView', object && view && `${object}.${view}`, place);
      }
      default:
        return actionsIn(properties).flatMap((name) => mentionOf('displays', 'QuickAction', name, place));
    }
  });

/** Standard actions (`Edit`) stand among them; they name nothing of the org. */
const actionsIn = (properties: readonly XmlElement[]): string[] =>
  properties
    .filter((property) => textOf(property, 'name') === 'actionNames')
    .flatMap((property) => elementsAt(property, 'valueList.valueListItems.value').map((each) => each.text));

const mentionOf = (
  kind: SubjectMention['kind'],
  type: string,
  fullName: string | undefined,
  place: string
): SubjectMention[] => (fullName ? [{ kind, type, fullName, place }] : []);

export const flexiPage: ComponentReader = {
  attributes: reading({
    type: text('type'),
    object: text('sobjectType'),
    template: within('template', text('name')),
    parentPage: text('parentFlexiPage'),
    regions: count('flexiPageRegions'),
    components: distinctTexts(`${COMPONENT}.componentName`),
    fields: distinctTexts(`${FIELD}.fieldItem`),
  }),
  mentions: (subject) => [...said(subject), ...configured(subject)],
};
