import type { CatalogueEntry } from '../catalogueEntry.ts';

/**
 * Nearly everything in a profile comes back only for companions of the request, so what stays is listed: a section that
 * a later API version adds is then left out until it is known, instead of making contents depend on the request.
 * Permissions come from the permission tables.
 */
export const profile: CatalogueEntry = {
  type: 'Profile',
  directory: 'profiles',
  suffix: 'profile',
  listing: { how: 'plain' },
  shape: 'xml',
  children: [],
  packaged: 'inventory',
  requestDependent: [
    '!custom',
    '!description',
    '!fullName',
    '!loginHours',
    '!loginIpRanges',
    '!userLicense',
    '!userPermissions',
  ],
  stampTrusted: false,
  expectedBytes: 3_000,
  setup: { lightning: '/lightning/setup/EnhancedProfiles/page?address=%2F{id}', classic: '/{id}' },
};
