import type { CatalogueEntry, ChildEntry, SetupPages } from '../catalogueEntry.ts';

/** One page for the sharing of all objects. */
const setup: SetupPages = { lightning: '/lightning/setup/SecuritySharing/home', classic: '/p/own/OrgSharingDetail' };

const child = (type: string, element: string): ChildEntry => ({ type, element, nameElement: 'fullName', setup });

/** All sharing rules of an object, by its name; four kinds of rules lie side by side. */
export const sharingRules: CatalogueEntry = {
  type: 'SharingRules',
  directory: 'sharingRules',
  suffix: 'sharingRules',
  owner: { type: 'CustomObject' },
  listing: { how: 'plain' },
  shape: 'xml',
  children: [
    child('SharingCriteriaRule', 'sharingCriteriaRules'),
    child('SharingGuestRule', 'sharingGuestRules'),
    child('SharingOwnerRule', 'sharingOwnerRules'),
    child('SharingTerritoryRule', 'sharingTerritoryRules'),
  ],
  packaged: 'inventory',
  requestDependent: [],
  stampTrusted: false,
  expectedBytes: 1_500,
  setup,
};
