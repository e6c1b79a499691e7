import type { StandinUser } from '../../orgState.ts';
import { salesforceId } from '../../salesforceId.ts';
import { columnsOf } from '../columns.ts';
import { entity } from '../entity.ts';
import { metadataJson } from '../metadataJson.ts';
import type { OrgView } from '../orgView.ts';
import { profileSources, type ProfileSource } from '../permissionSources.ts';
import { permissionColumns } from './permissionColumns.ts';
import { profileOfUser } from './users.ts';

const defaultLicense = 'Salesforce';

function licenseName(profile: ProfileSource): string {
  return profile.grants.texts['userLicense'] ?? defaultLicense;
}

export function licenseId(name: string): string {
  return salesforceId('100', `UserLicense:${name}`);
}

const c = columnsOf<ProfileSource>();

export const profile = entity({
  name: 'Profile',
  keyPrefix: '00e',
  doors: ['data', 'tooling'],
  children: [{ relationshipName: 'Users', entity: 'User', column: 'ProfileId' }],
  columns: ({ view, door }) => [
    c.id(({ id }) => id),
    c.text('Name', ({ name }) => name),
    c.text('Description', ({ grants }) => grants.texts['description']),
    c.reference('UserLicenseId', 'UserLicense', (row) => licenseId(licenseName(row))),
    c.picklist('UserType', (row) => (licenseName(row).includes('Community') ? 'PowerCustomerSuccess' : 'Standard')),
    // The Tooling API's Profile has no permission columns.
    ...(door === 'data'
      ? permissionColumns<ProfileSource>(view, ({ grants }, name) => grants.userPermissions.has(name))
      : [c.complex('Metadata', ({ component }) => (component === undefined ? {} : metadataJson(view.xml(component))))]),
    ...c.audit(({ component }) => component),
  ],
  rows: ({ view }) => view.get(profileSources),
});

type License = {
  readonly name: string;
  readonly profiles: readonly ProfileSource[];
  readonly users: readonly StandinUser[];
};

/** Documented keys; the others are not published. */
const licenseKeys: Readonly<Record<string, string>> = {
  Salesforce: 'SFDC',
  'Salesforce Platform': 'AUL',
  'Chatter Free': 'PID_CHATTER',
  'Customer Community': 'PID_Customer_Community',
};

/** The licenses that the org's profiles ask for. */
function licenses(view: OrgView): readonly License[] {
  const profiles = view.get(profileSources);
  return [...new Set(profiles.map(licenseName))].sort().map((name) => {
    const ofLicense = profiles.filter((candidate) => licenseName(candidate) === name);
    const users = view.org.users.filter((row) => {
      const own = profileOfUser(view, row);
      return row.isActive && own !== undefined && ofLicense.includes(own);
    });
    return { name, profiles: ofLicense, users };
  });
}

const l = columnsOf<License>();

export const userLicense = entity({
  name: 'UserLicense',
  keyPrefix: '100',
  needsOneOf: ['ViewSetup'],
  columns: () => [
    l.id(({ name }) => licenseId(name)),
    l.text('Name', ({ name }) => name),
    l.text('MasterLabel', ({ name }) => name),
    l.text('LicenseDefinitionKey', ({ name }) => licenseKeys[name] ?? `PID_${name.replaceAll(' ', '_')}`),
    l.picklist('Status', () => 'Active'),
    l.int('TotalLicenses', ({ users }) => users.length + 5),
    l.int('UsedLicenses', ({ users }) => users.length),
    l.datetime('UsedLicensesLastUpdated', () => null),
    ...l.audit(({ profiles }) => profiles.find(({ component }) => component !== undefined)?.component),
  ],
  rows: ({ view }) => view.get(licenses),
});
