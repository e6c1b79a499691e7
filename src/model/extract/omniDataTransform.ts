import { textOf } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { count, flag, number, reading, text } from './readAttributes.ts';

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
