import { textOf } from '../../../xml/xmlElement.ts';
import { flag, readAttributes, reading, text, within, number, texts } from '../../attributes.ts';
import { mentionsBy, type MentionRule } from '../../mentionRules.ts';
import { criterionField } from '../../naming.ts';
import type { ComponentReader, Subject, SubjectMention } from '../../reader.ts';
import { criteria, sharedTo, sharing } from '../../ruleParts.ts';

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

const said = mentionsBy([{ path: 'targetEntity', kind: 'belongs to', type: 'CustomObject' }]);

const RESTRICTION = {
  active: flag('active'),
  object: text('targetEntity'),
  enforcementType: text('enforcementType'),
  recordFilter: text('recordFilter'),
  userCriteria: text('userCriteria'),
  version: number('version'),
};

const restrictionMentions = (subject: Subject): SubjectMention[] => {
  const userCriteria = textOf(subject.element, 'userCriteria') ?? '';
  const permissions = [...userCriteria.matchAll(/\$Permission\.(\w+)/gi)].map(([, name = '']) => name);
  return [
    ...said(subject),
    ...permissions.map((fullName) => ({
      kind: 'reads' as const,
      type: 'CustomPermission',
      fullName,
      place: 'userCriteria',
    })),
  ];
};

export const restrictionRule: ComponentReader = { attributes: reading(RESTRICTION), mentions: restrictionMentions };

const fieldSets = mentionsBy([
  {
    path: 'classification',
    kind: 'refers to',
    type: 'FieldSet',
    name: (name, { parent }) => {
      const object = textOf(parent, 'targetEntity');
      return object && textOf(parent, 'classificationType') === 'FieldSet' ? `${object}.${name}` : undefined;
    },
  },
]);

/** Hides fields, those of a field set or of a category, where a restriction rule hides records. */
export const fieldRestrictionRule: ComponentReader = {
  attributes: reading({
    ...RESTRICTION,
    classifications: texts('classification'),
    classificationType: text('classificationType'),
  }),
  mentions: (subject) => [...restrictionMentions(subject), ...fieldSets(subject)],
};

export const role: ComponentReader = {
  attributes: reading({
    parentRole: text('parentRole'),
    caseAccessLevel: text('caseAccessLevel'),
    contactAccessLevel: text('contactAccessLevel'),
    opportunityAccessLevel: text('opportunityAccessLevel'),
    mayForecastManagerShare: flag('mayForecastManagerShare'),
  }),
  mentions: mentionsBy([{ path: 'parentRole', kind: 'belongs to', type: 'Role' }]),
};

export const group: ComponentReader = { attributes: reading({ doesIncludeBosses: flag('doesIncludeBosses') }) };

const members = within('queueMembers', (element) =>
  readAttributes(element, {
    publicGroups: texts('publicGroups.publicGroup'),
    roles: texts('roles.role'),
    roleAndSubordinates: texts('roleAndSubordinates.roleAndSubordinate'),
    roleAndSubordinatesInternal: texts('roleAndSubordinatesInternal.roleAndSubordinateInternal'),
    users: texts('users.user'),
  })
);

const ROLES = [
  'roles.role',
  'roleAndSubordinates.roleAndSubordinate',
  'roleAndSubordinatesInternal.roleAndSubordinateInternal',
];

export const queue: ComponentReader = {
  attributes: reading({
    objects: texts('queueSobject.sobjectType'),
    members,
    email: text('email'),
    doesSendEmailToMembers: flag('doesSendEmailToMembers'),
    doesIncludeBosses: flag('doesIncludeBosses'),
    routingConfig: text('queueRoutingConfig'),
  }),
  mentions: mentionsBy([
    { path: 'queueSobject.sobjectType', kind: 'refers to', type: 'CustomObject' },
    { path: 'queueMembers.publicGroups.publicGroup', kind: 'refers to', type: 'Group' },
    ...ROLES.map((path) => ({ path: `queueMembers.${path}`, kind: 'refers to', type: 'Role' }) as const),
    { path: 'queueRoutingConfig', kind: 'refers to', type: 'QueueRoutingConfig' },
  ]),
};

/** Delegated administrators' users are in no document, only what they may administer. */
export const delegateGroup: ComponentReader = {
  attributes: reading({
    loginAccess: flag('loginAccess'),
    customObjects: texts('customObjects'),
    groups: texts('groups'),
    permissionSetGroups: texts('permissionSetGroups'),
    permissionSets: texts('permissionSets'),
    profiles: texts('profiles'),
    roles: texts('roles'),
  }),
  mentions: mentionsBy([
    { path: 'customObjects', kind: 'refers to', type: 'CustomObject' },
    { path: 'groups', kind: 'refers to', type: 'Group' },
    { path: 'permissionSetGroups', kind: 'refers to', type: 'PermissionSetGroup' },
    { path: 'permissionSets', kind: 'refers to', type: 'PermissionSet' },
    { path: 'profiles', kind: 'refers to', type: 'Profile' },
    { path: 'roles', kind: 'refers to', type: 'Role' },
  ]),
};
