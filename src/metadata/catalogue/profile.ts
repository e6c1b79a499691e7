import type { CatalogueEntry } from '../catalogueEntry.ts';

/** These come back however a profile is asked for. */
const ALWAYS = [
  '!custom',
  '!description',
  '!fullName',
  '!loginHours',
  '!loginIpRanges',
  '!userLicense',
  '!userPermissions',
];

/**
 * Nearly everything in a profile comes back only for companions of the request, so what stays is listed: a section that
 * a later API version adds is then left out until it is known, instead of making contents depend on the request.
 * Permissions come from the permission tables, which are whole; what no table of the data API says (which record types
 * and apps are there or the default, which layout is assigned) comes with record types, apps and layouts. The objects
 * themselves are not asked for: each would bring the permissions on all of its fields.
 */
export const profile: CatalogueEntry = {
  type: 'Profile',
  directory: 'profiles',
  suffix: 'profile',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: ALWAYS,
  companions: {
    request: 'access',
    types: ['CustomApplication', 'Layout', 'RecordType'],
    ofObject: [],
    objects: {},
    leftOut: [...ALWAYS, '!applicationVisibilities', '!layoutAssignments', '!recordTypeVisibilities'],
  },
  tables: ['FieldPermissions', 'ObjectPermissions', 'PermissionSetTabSetting', 'SetupEntityAccess'],
  stampTrusted: false,
  expectedBytes: 3_000,
  setup: { lightning: '/lightning/setup/EnhancedProfiles/page?address=%2F{id}', classic: '/{id}' },
};
