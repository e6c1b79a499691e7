/** A part of a type, where a permission does not open all of it. */
export type OpenedPart = 'private folders' | 'public folders' | 'custom settings';

/** A permission that opens components: any of `by` will do. */
export type Opening = {
  readonly by: readonly string[];
  readonly types: readonly string[];
  readonly part?: OpenedPart;
};

const apex = ['ApexClass', 'ApexTrigger'];
const flows = ['Flow', 'FlowDefinition', 'FlowTest'];
const reports = ['Report', 'ReportFolder'];
const dashboards = ['Dashboard', 'DashboardFolder'];
const sharingRules = [
  'SharingCriteriaRule',
  'SharingGuestRule',
  'SharingOwnerRule',
  'SharingRules',
  'SharingTerritoryRule',
];

/**
 * What an org shows to a user only with a permission. Written down from Salesforce's own pages, apart from what any
 * client believes: the "Special Access Rules" of the Metadata API Developer Guide and of the Object Reference (View
 * Setup, View Roles, restriction rules, permission sets), and what the descriptions of the permissions in Setup promise
 * (Apex, flows, reports and dashboards, custom settings, sharing).
 */
export const openings: readonly Opening[] = [
  {
    by: ['ViewSetup'],
    types: ['DelegateGroup', 'MatchingRule', 'MatchingRules', 'SamlSsoConfig', ...apex, ...flows, ...sharingRules],
  },
  {
    by: ['ViewSetup', 'AssignPermissionSets', 'ManageProfilesPermissionsets', 'ManageSessionPermissionSets'],
    types: ['PermissionSet'],
  },
  { by: ['AuthorApex'], types: apex },
  { by: ['ManageInteraction'], types: flows },
  { by: ['ViewRoles'], types: ['Role'] },
  { by: ['ManageSharing'], types: [...sharingRules, 'FieldRestrictionRule'] },
  { by: ['ManageAuthProviders'], types: ['AuthProvider'] },
  { by: ['ManageSharing', 'ViewRestrictionAndScopingRules'], types: ['RestrictionRule'] },
  { by: ['RunReports'], types: [...reports, ...dashboards] },
  { by: ['ManagePvtRptsAndDashbds'], types: [...reports, ...dashboards], part: 'private folders' },
  { by: ['ViewPublicReports'], types: reports, part: 'public folders' },
  { by: ['ViewPublicDashboards'], types: dashboards, part: 'public folders' },
  {
    by: ['ViewAllCustomSettings', 'CustomizeApplication'],
    types: ['CustomField', 'CustomObject'],
    part: 'custom settings',
  },
];
