export type SyncMode = 'default' | 'managed';
export type Importance = 'required' | 'recommended' | 'optional';

/** A part of a type that a permission opens, where it does not open all of it. */
export type LossPart = 'private folders' | 'public folders' | 'custom settings';

/** What a sync lacks without a permission. */
export type Loss =
  /** No call is answered at all, or none of the Metadata API. */
  | { readonly kind: 'everything' | 'metadata' }
  /** Components of these types, or the said part of them. */
  | {
      readonly kind: 'components';
      readonly types: readonly string[];
      readonly part?: LossPart;
      /** Other permissions, each of which opens the same. */
      readonly orBy?: readonly string[];
    }
  /** Objects that are asked by query; the model's components are not touched. */
  | { readonly kind: 'objects'; readonly objects: readonly string[]; readonly orBy?: readonly string[] };

export type SyncPermission = {
  /** API name: `<name>` in a permission set's file, `Permissions<name>` in SOQL. */
  readonly name: string;
  /** As Setup shows it, in English. */
  readonly label: string;
  /** Absent where a sync in that mode has no use for it. */
  readonly importance: { readonly [mode in SyncMode]?: Importance };
  readonly losses: readonly Loss[];
  /** Permissions that Salesforce turns on together with this one; a file must name them itself. */
  readonly requires: readonly string[];
};

const everywhere = (importance: Importance): SyncPermission['importance'] => ({
  default: importance,
  managed: importance,
});

const components = (types: readonly string[], more: { part?: LossPart; orBy?: readonly string[] } = {}): Loss => ({
  kind: 'components',
  types,
  ...more,
});

const APEX = ['ApexClass', 'ApexTrigger'];
const FLOWS = ['Flow', 'FlowDefinition', 'FlowTest'];
const SHARING_RULES = [
  'SharingRules',
  'SharingCriteriaRule',
  'SharingGuestRule',
  'SharingOwnerRule',
  'SharingTerritoryRule',
];
const REPORTS = ['Report', 'ReportFolder'];
const DASHBOARDS = ['Dashboard', 'DashboardFolder'];
const SETUP_READERS = ['ManageSessionPermissionSets', 'AssignPermissionSets', 'ManageProfilesPermissionsets'];

/**
 * What the sync user's permissions open: the one source of `org check`, of `org generate user`, of what a sync says it
 * lacks, and of what is safe to call deleted.
 *
 * Names and labels: Salesforce Field Reference. Losses: "Special Access Rules" of the Metadata API guide and of the
 * Object Reference (View Setup, View Roles, AuthProvider, FieldRestrictionRule, RestrictionRule, permission tables); for
 * the others what vendors of readers of whole orgs document for their own users. Dependencies: tooltips of Setup.
 */
export const SYNC_PERMISSIONS: readonly SyncPermission[] = [
  {
    name: 'ApiEnabled',
    label: 'API Enabled',
    importance: everywhere('required'),
    losses: [{ kind: 'everything' }],
    requires: [],
  },
  {
    name: 'ModifyMetadata',
    label: 'Modify Metadata Through Metadata API Functions',
    importance: everywhere('required'),
    losses: [{ kind: 'metadata' }],
    requires: ['ViewSetup'],
  },
  {
    name: 'ViewSetup',
    label: 'View Setup and Configuration',
    importance: everywhere('required'),
    losses: [
      components([
        ...APEX,
        ...FLOWS,
        'MatchingRules',
        'MatchingRule',
        ...SHARING_RULES,
        'DelegateGroup',
        'SamlSsoConfig',
      ]),
      components(['PermissionSet'], { orBy: SETUP_READERS }),
      { kind: 'objects', objects: ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess'] },
      { kind: 'objects', objects: ['PermissionSet'], orBy: SETUP_READERS },
    ],
    requires: [],
  },
  {
    name: 'AuthorApex',
    label: 'Author Apex',
    importance: everywhere('recommended'),
    losses: [components(APEX)],
    requires: ['ModifyMetadata', 'ViewSetup'],
  },
  {
    name: 'ManageInteraction',
    label: 'Manage Flow',
    importance: everywhere('recommended'),
    losses: [components(FLOWS)],
    requires: [],
  },
  {
    name: 'RunReports',
    label: 'Run Reports',
    importance: everywhere('recommended'),
    losses: [components([...REPORTS, ...DASHBOARDS])],
    requires: [],
  },
  {
    name: 'ManagePvtRptsAndDashbds',
    label: 'Manage All Private Reports and Dashboards',
    importance: everywhere('recommended'),
    losses: [components([...REPORTS, ...DASHBOARDS], { part: 'private folders' })],
    requires: ['RunReports'],
  },
  {
    name: 'ViewPublicReports',
    label: 'View Reports in Public Folders',
    importance: everywhere('recommended'),
    losses: [components(REPORTS, { part: 'public folders' })],
    requires: [],
  },
  {
    name: 'ViewPublicDashboards',
    label: 'View Dashboards in Public Folders',
    importance: everywhere('recommended'),
    losses: [components(DASHBOARDS, { part: 'public folders' })],
    requires: [],
  },
  {
    name: 'ViewAllCustomSettings',
    label: 'View All Custom Settings',
    importance: { default: 'recommended' },
    losses: [components(['CustomObject', 'CustomField'], { part: 'custom settings', orBy: ['CustomizeApplication'] })],
    requires: [],
  },
  {
    name: 'ViewRoles',
    label: 'View Roles and Role Hierarchy',
    importance: everywhere('recommended'),
    losses: [components(['Role']), { kind: 'objects', objects: ['UserRole'] }],
    requires: [],
  },
  {
    name: 'ManageSharing',
    label: 'Manage Sharing',
    importance: everywhere('recommended'),
    losses: [
      components([...SHARING_RULES, 'FieldRestrictionRule']),
      components(['RestrictionRule'], { orBy: ['ViewRestrictionAndScopingRules'] }),
    ],
    requires: [],
  },
  {
    name: 'ViewAllUsers',
    label: 'View All Users',
    importance: everywhere('recommended'),
    losses: [{ kind: 'objects', objects: ['User'] }],
    requires: [],
  },
  /**
   * Salesforce asks for Customize Application as well, and what else it turns on with this one no source says: too much
   * for a user who only reads, and more than a file could name.
   */
  {
    name: 'ManageAuthProviders',
    label: 'Manage Auth. Providers',
    importance: everywhere('optional'),
    losses: [components(['AuthProvider'])],
    requires: [],
  },
  {
    name: 'ViewAllData',
    label: 'View All Data',
    importance: { default: 'optional' },
    losses: [],
    requires: [
      'ViewDataLeakageEvents',
      'ViewEventLogFiles',
      'ViewPlatformEvents',
      'ViewPublicDashboards',
      'ViewPublicReports',
      'ViewSetup',
    ],
  },
  {
    name: 'ViewEventLogFiles',
    label: 'View Event Log Files',
    importance: everywhere('optional'),
    losses: [{ kind: 'objects', objects: ['EventLogFile'] }],
    requires: [],
  },
  {
    name: 'ViewDataLeakageEvents',
    label: 'View Real-Time Event Monitoring Data',
    importance: everywhere('optional'),
    losses: [{ kind: 'objects', objects: ['LoginEvent', 'ReportEvent'] }],
    requires: [],
  },
];

type Holder = { readonly permissions?: readonly string[] };

/** What a user without the permission really lacks: not what another permission of theirs opens as well. */
export const lossesFor = ({ losses }: SyncPermission, { permissions = [] }: Holder): Loss[] =>
  losses.filter((loss) => !('orBy' in loss && loss.orBy?.some((other) => permissions.includes(other))));

/** Whether a sync of an org's metadata sees less without it; what is only asked by query does not count. */
const opensComponents = ({ losses }: SyncPermission): boolean => losses.some(({ kind }) => kind !== 'objects');

const opensAsWell = (loss: Loss): readonly string[] => (loss.kind === 'components' ? (loss.orBy ?? []) : []);

/**
 * Permissions on which it depends what a user's sync can see: a run by a user who lacks one of those that an earlier run
 * had deletes nothing. Those that open the same by another way count too.
 */
const WATCHED_PERMISSIONS: readonly string[] = [
  ...new Set([
    ...SYNC_PERMISSIONS.filter(opensComponents).map(({ name }) => name),
    ...SYNC_PERMISSIONS.flatMap(({ losses }) => losses.flatMap(opensAsWell)),
    // These bring others with them, or make more rows visible.
    'CustomizeApplication',
    'ModifyAllData',
    'ViewAllData',
    'ViewAllUsers',
  ]),
].sort();

/** Permissions of the user that are asked for at all. */
export const ASKED_PERMISSIONS: readonly string[] = [
  ...new Set([...SYNC_PERMISSIONS.map(({ name }) => name), ...WATCHED_PERMISSIONS]),
].sort();

/** Permissions of the table that have a use in a mode and that the user lacks; those that the org does not have are not missing. */
export const missingPermissions = (
  user: { readonly permissions?: readonly string[]; readonly absentPermissions?: readonly string[] },
  mode: SyncMode
): SyncPermission[] =>
  user.permissions === undefined
    ? []
    : SYNC_PERMISSIONS.filter(
        ({ name, importance }) =>
          importance[mode] !== undefined &&
          !user.permissions?.includes(name) &&
          !user.absentPermissions?.includes(name) &&
          !(name === 'ModifyMetadata' && user.permissions?.includes('ModifyAllData'))
      );

/** Those among a user's permissions that a run writes down. */
export const watchedOf = (permissions: readonly string[]): string[] =>
  permissions.filter((name) => WATCHED_PERMISSIONS.includes(name));
