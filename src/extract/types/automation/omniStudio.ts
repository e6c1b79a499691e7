import type { JsonValue } from '../../../model/extraction.ts';
import { childrenOf, textOf, type XmlElement } from '../../../xml/xmlElement.ts';
import { flag, number, readAttributes, text, count, reading } from '../../attributes.ts';
import { mentionsBy } from '../../mentionRules.ts';
import type { ComponentReader } from '../../reader.ts';

const READERS = {
  type: text('type'),
  subType: text('subType'),
  language: text('language'),
  versionNumber: number('versionNumber'),
  active: flag('isActive'),
  omniProcessType: text('omniProcessType'),
  uniqueName: text('uniqueName'),
  requiredPermission: text('requiredPermission'),
  isTestProcedure: flag('isTestProcedure'),
  isOmniScriptEmbeddable: flag('isOmniScriptEmbeddable'),
  isMetadataCacheDisabled: flag('isMetadataCacheDisabled'),
};

/** How many elements there are of each type, those inside others included; types in alphabetical order. */
const elementsByType = (process: XmlElement): { readonly [type: string]: JsonValue } => {
  const found = new Map<string, number>();
  const visit = (element: XmlElement): void => {
    const type = textOf(element, 'type') ?? '';
    found.set(type, (found.get(type) ?? 0) + 1);
    childrenOf(element, 'childElements').forEach(visit);
  };
  childrenOf(process, 'omniProcessElements').forEach(visit);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** OmniScripts and integration procedures. */
export const omniProcess: ComponentReader = {
  label: ({ element }) => textOf(element, 'name'),
  attributes: ({ element }) => ({ ...readAttributes(element, READERS), elements: elementsByType(element) }),
};

export const omniDataTransform: ComponentReader = {
  label: ({ element }) => textOf(element, 'name'),
  attributes: reading({
    type: text('type'),
    active: flag('active'),
    versionNumber: number('versionNumber'),
    inputType: text('inputType'),
    outputType: text('outputType'),
    sourceObject: text('sourceObject'),
    uniqueName: text('uniqueName'),
    requiredPermission: text('requiredPermission'),
    fieldLevelSecurityEnabled: flag('fieldLevelSecurityEnabled'),
    rollbackOnError: flag('rollbackOnError'),
    errorIgnored: flag('errorIgnored'),
    items: count('omniDataTransformItem'),
  }),
  mentions: mentionsBy([
    { path: 'sourceObject', kind: 'reads', type: 'CustomObject' },
    { path: 'omniDataTransformItem.inputObjectName', kind: 'reads', type: 'CustomObject' },
    { path: 'omniDataTransformItem.lookupObjectName', kind: 'reads', type: 'CustomObject' },
    // Where the output is no object, it is called `json` or the like, which names nothing.
    { path: 'omniDataTransformItem.outputObjectName', kind: 'writes', type: 'CustomObject' },
    { path: 'preprocessorClassName', kind: 'calls', type: 'ApexClass' },
    { path: 'inputParsingClass', kind: 'calls', type: 'ApexClass' },
    { path: 'outputParsingClass', kind: 'calls', type: 'ApexClass' },
  ]),
};

/** Kind of the card's data source (`IntegrationProcedures`, `SOQL`), from the JSON that configures it. */
const dataSourceType = (element: XmlElement): string | undefined =>
  /"dataSource"\s*:\s*\{\s*"type"\s*:\s*"([^"]+)"/.exec(textOf(element, 'dataSourceConfig') ?? '')?.[1];

export const omniUiCard: ComponentReader = {
  label: ({ element }) => textOf(element, 'name'),
  attributes: reading({
    type: text('omniUiCardType'),
    active: flag('isActive'),
    versionNumber: number('versionNumber'),
    author: text('authorName'),
    dataSourceType,
  }),
};
