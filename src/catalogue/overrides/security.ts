import { NAMED_AS_OBJECT, type Overrides } from '../override.ts';
import { setupList, setupPage } from '../setupPages.ts';

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

/** One page for the sharing of all objects. */
const SHARING = setupList('SecuritySharing', '/p/own/OrgSharingDetail');

/** Who may do and see what: permissions, sharing, groups, roles and territories. */
export const security: Overrides = {
  /**
   * Nearly everything in a profile comes back only for companions of the request, so what stays is listed: a section that
   * a later API version adds is then left out until it is known, instead of making contents depend on the request.
   * Permissions come from the permission tables, which are whole; what no table of the data API says (which record types
   * and apps are there or the default, which layout is assigned) comes with record types, apps and layouts. The objects
   * themselves are not asked for: each would bring the permissions on all of its fields.
   */
  Profile: {
    requestDependent: ALWAYS,
    companions: {
      request: 'access',
      types: ['CustomApplication', 'Layout', 'RecordType'],
      ofObject: [],
      objects: {},
      leftOut: [...ALWAYS, '!applicationVisibilities', '!layoutAssignments', '!recordTypeVisibilities'],
    },
    tables: ['FieldPermissions', 'ObjectPermissions', 'PermissionSetTabSetting', 'SetupEntityAccess'],
    expectedBytes: 3_000,
    expectedMs: 66,
    setup: setupPage('EnhancedProfiles'),
  },
  /** Comes back whole whatever else the request names. */
  PermissionSet: { packaged: 'retrieve', expectedBytes: 4_000, expectedMs: 31, setup: setupPage('PermSets') },
  /** A recalculation changes what a group grants and its status, but not its date. */
  PermissionSetGroup: { expectedBytes: 700, setup: setupPage('PermSetGroups') },
  // It is shown within its group, the id of which it does not have: the list of groups (source: Org Check).
  MutingPermissionSet: { expectedBytes: 1_500, setup: setupList('PermSetGroups', '/{id}') },
  CustomPermission: { setup: setupPage('CustomPermissions') },

  /** All sharing rules of an object, by its name; four kinds of rules lie side by side. */
  SharingRules: {
    owner: NAMED_AS_OBJECT,
    children: {
      SharingCriteriaRule: { setup: SHARING },
      SharingGuestRule: { setup: SHARING },
      SharingOwnerRule: { setup: SHARING },
      SharingTerritoryRule: { setup: SHARING },
    },
    expectedBytes: 1_500,
    setup: SHARING,
  },
  // A page of its object, which its name does not tell; Classic has none (source: Restriction Rules Developer Guide).
  RestrictionRule: { expectedBytes: 500, setup: setupList('ObjectManager') },
  FieldRestrictionRule: { expectedBytes: 500, setup: setupList('ObjectManager') },
  // A page of a policy (source: a plugin that automates Setup in the browser); no source has the list's.
  UserAccessPolicy: { expectedBytes: 800, setup: { lightning: '/lightning/setup/UserAccessPolicies/{id}/view' } },

  DelegateGroup: { expectedBytes: 500, setup: setupPage('DelegateGroups') },
  /** Public groups. Their members are in no document. */
  Group: {
    setup: {
      lightning: '/lightning/setup/PublicGroups/page?address=%2Fsetup%2Fown%2Fgroupdetail.jsp%3Fid%3D{id}',
      classic: '/setup/own/groupdetail.jsp?id={id}',
    },
  },
  Queue: {
    expectedBytes: 600,
    setup: {
      lightning: '/lightning/setup/Queues/page?address=%2Fp%2Fown%2FQueue%2Fd%3Fid%3D{id}',
      classic: '/p/own/Queue/d?id={id}',
    },
  },
  Role: { setup: setupPage('Roles') },

  /** Lies in a folder of its own name, beside its territories and rules. */
  Territory2Model: { expectedBytes: 500, setup: setupList('Territory2Models', '/{id}') },
  /**
   * Named `Model.Territory`. Without the permission to manage territories only those of the active model are listed.
   * No source has a page for it in Lightning: the list of models (source: Force Navigator).
   */
  Territory2: { expectedBytes: 800, setup: setupList('Territory2Models', '/{id}') },
  /** Named `Model.Rule`. No source has a page for it in Lightning: the list of models (source: Force Navigator). */
  Territory2Rule: { expectedBytes: 800, setup: setupList('Territory2Models', '/{id}') },
  // No source has a page for one type in Lightning: the list of all (source: links to Setup in public repositories).
  Territory2Type: { expectedBytes: 350, setup: setupList('Territory2Types', '/{id}') },
};
