import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { belongsToModel, inOwnModel } from './ofTerritoryModel.ts';
import { flag, objects, reading, text } from './readAttributes.ts';

const said = mentionsBy([
  { path: 'parentTerritory', kind: 'belongs to', type: 'Territory2', name: inOwnModel },
  { path: 'territory2Type', kind: 'refers to', type: 'Territory2Type' },
  { path: 'ruleAssociations.ruleName', kind: 'calls', type: 'Territory2Rule', name: inOwnModel },
  { path: 'objectAccessLevels.objectType', kind: 'refers to', type: 'CustomObject' },
]);

export const territory2: ComponentReader = {
  attributes: reading({
    territory2Type: text('territory2Type'),
    parentTerritory: text('parentTerritory'),
    accountAccessLevel: text('accountAccessLevel'),
    caseAccessLevel: text('caseAccessLevel'),
    contactAccessLevel: text('contactAccessLevel'),
    opportunityAccessLevel: text('opportunityAccessLevel'),
    objectAccessLevels: objects('objectAccessLevels', { object: text('objectType'), accessLevel: text('accessLevel') }),
    rules: objects('ruleAssociations', { name: text('ruleName'), inherited: flag('inherited') }),
  }),
  mentions: (subject) => [...belongsToModel(subject), ...said(subject)],
};
