import type { ComponentReader } from './componentReader.ts';
import { criteria } from './criteria.ts';
import { mentionsBy, type MentionRule } from './mentionRules.ts';
import { criterionField } from './namesInObject.ts';
import { flag, readAttributes, reading, text, within } from './readAttributes.ts';
import { sharedTo, sharing } from './sharedTo.ts';

/** Component type by the element that names who shares or is shared with; users and territories have no certain name. */
const TYPES = {
  group: 'Group',
  groups: 'Group',
  queue: 'Queue',
  role: 'Role',
  roleAndSubordinates: 'Role',
  roleAndSubordinatesInternal: 'Role',
  roles: 'Role',
  rolesAndSubordinates: 'Role',
} as const;

const principals = (path: string): MentionRule[] =>
  Object.entries(TYPES).map(([element, type]) => ({ path: `${path}.${element}`, kind: 'refers to', type }));

/** Rules by criteria, by owner, by territory and for guests; what a kind does not have is absent. */
export const sharingRule: ComponentReader = {
  attributes: reading({
    accessLevel: text('accessLevel'),
    accountSettings: within('accountSettings', (settings) =>
      readAttributes(settings, {
        caseAccessLevel: text('caseAccessLevel'),
        contactAccessLevel: text('contactAccessLevel'),
        opportunityAccessLevel: text('opportunityAccessLevel'),
      })
    ),
    sharedFrom: sharing('sharedFrom'),
    sharedTo,
    ...criteria,
    includeRecordsOwnedByAll: flag('includeRecordsOwnedByAll'),
    includeHVUOwnedRecords: flag('includeHVUOwnedRecords'),
  }),
  mentions: mentionsBy([
    { path: 'criteriaItems.field', kind: 'filters', type: 'CustomField', name: criterionField },
    ...principals('sharedFrom'),
    ...principals('sharedTo'),
  ]),
};
