import type { StandinComponent, StandinUser } from '../../orgState.ts';
import { salesforceId } from '../../salesforceId.ts';
import { textOf } from '../../xml/parseXml.ts';
import { columnsOf, type Audited } from '../columns.ts';
import { developerName } from '../componentName.ts';
import { entity } from '../entity.ts';
import type { OrgView } from '../orgView.ts';
import { profileSources, type ProfileSource } from '../permissionSources.ts';
import type { Session } from '../session.ts';

const c = columnsOf<StandinUser>();
const hired = '2021-01-04T06:00:00.000Z';

function audited(user: StandinUser): Audited {
  return { createdById: user.id, createdDate: hired, lastModifiedById: user.id, lastModifiedDate: hired };
}

export function profileOfUser(view: OrgView, user: StandinUser): ProfileSource | undefined {
  return view.get(profileSources).find(({ fullName, name }) => fullName === user.profile || name === user.profile);
}

function roleOf(view: OrgView, user: StandinUser): StandinComponent | undefined {
  return user.role === undefined ? undefined : view.component('Role', user.role);
}

function userType(user: StandinUser, { view }: Session): string {
  const license = profileOfUser(view, user)?.grants.texts['userLicense'] ?? '';
  if (license.includes('Community')) return 'PowerCustomerSuccess';
  return license.includes('Guest') ? 'Guest' : 'Standard';
}

export const user = entity({
  name: 'User',
  label: 'User',
  labelPlural: 'Users',
  keyPrefix: '005',
  doors: ['data', 'tooling'],
  children: [{ relationshipName: 'PermissionSetAssignments', entity: 'PermissionSetAssignment', column: 'AssigneeId' }],
  columns: () => [
    c.id(({ id }) => id),
    c.text('Username', ({ username }) => username),
    c.text('Name', ({ name }) => name),
    c.text('FirstName', ({ name }) => name.split(' ').slice(0, -1).join(' ') || null),
    c.text('LastName', ({ name }) => name.split(' ').at(-1)),
    c.text('Alias', ({ username }) => username.replace(/[^a-z]/gi, '').slice(0, 8)),
    c.text('CommunityNickname', ({ username }) => username.split('@')[0]),
    c.text('Email', ({ username }) => username),
    c.text('Title', () => null),
    c.text('Department', () => null),
    c.flag('IsActive', ({ isActive }) => isActive),
    c.picklist('UserType', userType),
    c.reference('ProfileId', 'Profile', (row, { view }) => profileOfUser(view, row)?.id),
    c.reference('UserRoleId', 'UserRole', (row, { view }) => roleOf(view, row)?.id),
    c.reference('ManagerId', 'User', () => null),
    c.reference('ContactId', 'Contact', () => null),
    c.reference('AccountId', 'Account', () => null),
    c.picklist('TimeZoneSidKey', (_row, { view }) => view.org.timeZone),
    c.picklist('LocaleSidKey', () => 'en_US'),
    c.picklist('LanguageLocaleKey', () => 'en_US'),
    c.picklist('EmailEncodingKey', () => 'UTF-8'),
    c.text('FederationIdentifier', () => null),
    c.datetime('LastLoginDate', ({ isActive }) => (isActive ? hired : null)),
    ...c.audit(audited),
  ],
  rows: ({ view }) => view.org.users,
});

const r = columnsOf<StandinComponent>();

export const userRole = entity({
  name: 'UserRole',
  label: 'Role',
  keyPrefix: '00E',
  needsOneOf: ['ViewRoles', 'ManageRoles'],
  children: [{ relationshipName: 'Users', entity: 'User', column: 'UserRoleId' }],
  columns: () => [
    r.id(({ id }) => id),
    r.text('Name', (role, { view }) => textOf(view.xml(role), 'name') ?? role.fullName),
    r.text('DeveloperName', developerName),
    r.text('RollupDescription', (role, { view }) => textOf(view.xml(role), 'description')),
    r.reference(
      'ParentRoleId',
      'UserRole',
      (role, { view }) => {
        const parent = textOf(view.xml(role), 'parentRole');
        return parent === undefined ? null : view.component('Role', parent)?.id;
      },
      { relationshipName: null }
    ),
    r.picklist('PortalType', () => 'None'),
    r.datetime('LastModifiedDate', ({ lastModifiedDate }) => lastModifiedDate),
    r.reference('LastModifiedById', 'User', ({ lastModifiedById }) => lastModifiedById),
    r.datetime('SystemModstamp', ({ lastModifiedDate }) => lastModifiedDate),
  ],
  rows: ({ view }) => view.components('Role'),
});

export const loginHistory = entity({
  name: 'LoginHistory',
  keyPrefix: '0Ya',
  columns: () => [
    c.id(({ id }) => salesforceId('0Ya', `LoginHistory:${id}`)),
    c.reference('UserId', 'User', ({ id }) => id, { relationshipName: null }),
    c.datetime('LoginTime', () => hired),
    c.picklist('LoginType', () => 'Application'),
    c.text('SourceIp', ({ sourceIp = '192.0.2.1' }) => sourceIp),
    c.text('Status', () => 'Success', { filterable: false }),
    c.text('Application', () => 'Browser'),
    c.text('Browser', () => 'Chrome'),
    c.text('Platform', () => 'Mac OSX'),
    c.text('LoginUrl', () => 'login.salesforce.com'),
    c.text('ApiType', () => 'N/A'),
    c.text('ApiVersion', () => 'N/A'),
    c.text('ClientVersion', () => 'N/A'),
  ],
  /** Everybody reads his own logins, who manages users those of all: Object Reference, LoginHistory. */
  rows: ({ view, user: reader, permissions }) =>
    view.org.users.filter(({ id, isActive }) => isActive && (permissions.has('ManageUsers') || id === reader.id)),
});
