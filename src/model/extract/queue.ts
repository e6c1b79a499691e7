import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, readAttributes, reading, text, texts, within } from './readAttributes.ts';

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
