import type { StandinComponent, StandinUser } from '../../orgState.ts';
import { salesforceId } from '../../salesforceId.ts';
import { assignments, type Assignment } from '../assignments.ts';
import { columnsOf } from '../columns.ts';
import { localName } from '../componentName.ts';
import { entity } from '../entity.ts';
import { grantsOf } from '../grants.ts';
import type { OrgView } from '../orgView.ts';
import { groupSources, permissionSources, type GroupSource, type PermissionSource } from '../permissionSources.ts';
import { permissionColumns } from './permissionColumns.ts';
import { licenseId } from './profiles.ts';

const p = columnsOf<PermissionSource>();

function description({ grants, group }: PermissionSource): string | undefined {
  return group === undefined ? grants.texts['description'] : group.description;
}

function setLicenseId({ grants, profile }: PermissionSource): string | null {
  const name = profile === undefined ? grants.texts['license'] : (grants.texts['userLicense'] ?? 'Salesforce');
  return name === undefined ? null : licenseId(name);
}

export const permissionSet = entity({
  name: 'PermissionSet',
  keyPrefix: '0PS',
  needsOneOf: ['ViewSetup', 'ManageSessionPermissionSets', 'AssignPermissionSets', 'ManageProfilesPermissionsets'],
  children: [
    { relationshipName: 'Assignments', entity: 'PermissionSetAssignment', column: 'PermissionSetId' },
    { relationshipName: 'ObjectPerms', entity: 'ObjectPermissions', column: 'ParentId' },
    { relationshipName: 'FieldPerms', entity: 'FieldPermissions', column: 'ParentId' },
    { relationshipName: 'SetupEntityAccessItems', entity: 'SetupEntityAccess', column: 'ParentId' },
  ],
  columns: ({ view }) => [
    p.id(({ id }) => id),
    p.text('Name', ({ name }) => name),
    p.text('Label', ({ label }) => label),
    p.text('Description', description),
    p.reference('LicenseId', 'UserLicense', setLicenseId),
    p.reference('ProfileId', 'Profile', ({ profile }) => profile?.id),
    p.flag('IsOwnedByProfile', ({ profile }) => profile !== undefined),
    p.flag('IsCustom', ({ grants, profile }) => profile === undefined || grants.texts['custom'] === 'true'),
    ...permissionColumns<PermissionSource>(view, ({ grants }, name) => grants.userPermissions.has(name)),
    p.text('NamespacePrefix', ({ component }) => component?.namespacePrefix),
    p.flag('HasActivationRequired', ({ type, group }) => type === 'Session' || group?.hasActivationRequired === true),
    p.reference('PermissionSetGroupId', 'PermissionSetGroup', ({ group }) => group?.id),
    p.picklist('Type', ({ type }) => type),
    ...p.audit(({ component }) => component),
  ],
  rows: ({ view }) => view.get(permissionSources),
});

const a = columnsOf<Assignment>();

export const permissionSetAssignment = entity({
  name: 'PermissionSetAssignment',
  keyPrefix: '0Pa',
  needsOneOf: ['ViewSetup', 'AssignPermissionSets', 'ManageUsers'],
  columns: () => [
    a.id(({ id }) => id),
    a.reference('PermissionSetId', 'PermissionSet', ({ source }) => source.id),
    a.reference('PermissionSetGroupId', 'PermissionSetGroup', ({ source }) => source.group?.id),
    a.reference('AssigneeId', 'User', ({ user }) => user.id),
    a.flag('IsActive', () => true),
    a.datetime('ExpirationDate', () => null),
    a.datetime('SystemModstamp', ({ source }) => source.component?.createdDate),
  ],
  rows: ({ view }) => view.get(assignments),
});

const g = columnsOf<GroupSource>();

export const permissionSetGroup = entity({
  name: 'PermissionSetGroup',
  keyPrefix: '0PG',
  children: [
    {
      relationshipName: 'PermissionSetGroupComponents',
      entity: 'PermissionSetGroupComponent',
      column: 'PermissionSetGroupId',
    },
  ],
  columns: () => [
    g.id(({ id }) => id),
    g.text('DeveloperName', ({ component }) => localName(component)),
    g.text('MasterLabel', ({ label }) => label),
    g.picklist('Language', () => 'en_US'),
    g.text('Description', (group) => group.description),
    g.picklist('Status', ({ status }) => status),
    g.text('NamespacePrefix', ({ component }) => component.namespacePrefix),
    g.flag('HasActivationRequired', ({ hasActivationRequired }) => hasActivationRequired),
    ...g.audit(({ component }) => component),
  ],
  rows: ({ view }) => view.get(groupSources),
});

type GroupMember = { readonly group: GroupSource; readonly member: StandinComponent };

/** Members and muting sets of all groups; names that the org does not hold give no row. */
function groupMembers(view: OrgView): readonly GroupMember[] {
  return view
    .get(groupSources)
    .flatMap((group) =>
      [
        ...group.members.map((name) => view.component('PermissionSet', name)),
        ...group.mutingSets.map((name) => view.component('MutingPermissionSet', name)),
      ]
        .filter((member) => member !== undefined)
        .map((member) => ({ group, member }))
    );
}

const m = columnsOf<GroupMember>();

export const permissionSetGroupComponent = entity({
  name: 'PermissionSetGroupComponent',
  keyPrefix: '0PH',
  needsOneOf: ['ViewSetup'],
  columns: () => [
    m.id(({ group, member }) => salesforceId('0PH', `${group.id}:${member.id}`)),
    m.reference('PermissionSetGroupId', 'PermissionSetGroup', ({ group }) => group.id),
    m.reference('PermissionSetId', ['PermissionSet', 'MutingPermissionSet'], ({ member }) => member.id),
    ...m.audit(({ group }) => group.component),
  ],
  rows: ({ view }) => view.get(groupMembers),
});

const mute = columnsOf<StandinComponent>();

export const mutingPermissionSet = entity({
  name: 'MutingPermissionSet',
  keyPrefix: '0QM',
  needsOneOf: ['ViewSetup'],
  columns: ({ view }) => {
    const grants = (component: StandinComponent) => grantsOf(view.org.files.get(component.fileName));
    return [
      mute.id(({ id }) => id),
      mute.text('DeveloperName', localName),
      mute.text('MasterLabel', (component) => grants(component).texts['label']),
      mute.picklist('Language', () => 'en_US'),
      mute.text('Description', (component) => grants(component).texts['description']),
      mute.text('NamespacePrefix', ({ namespacePrefix }) => namespacePrefix),
      ...permissionColumns<StandinComponent>(view, (component, name) => grants(component).userPermissions.has(name)),
      ...mute.audit((component) => component),
    ];
  },
  rows: ({ view }) => view.components('MutingPermissionSet'),
});

const u = columnsOf<StandinUser>();

/** One row: what the user who asks may do in the end. */
export const userPermissionAccess = entity({
  name: 'UserPermissionAccess',
  keyPrefix: '0Pu',
  columns: ({ view, permissions }) => [
    u.id(({ id }) => salesforceId('0Pu', `UserPermissionAccess:${id}`)),
    u.datetime('LastCacheUpdate', () => null),
    ...permissionColumns<StandinUser>(view, (_row, name) => permissions.has(name)),
  ],
  rows: ({ user }) => [user],
});
