import { createRequire } from 'node:module';

export type MetadataType = {
  readonly name: string;
  readonly directory: string;
  /** Empty for bundles and documents. */
  readonly suffix: string;
  readonly inFolder: boolean;
  /** Whether a `-meta.xml` stands beside the content file. */
  readonly metaFile: boolean;
  readonly children: readonly string[];
  /**
   * Folder within the folder of the component that owns it, empty for the owner itself:
   * `territory2Models/FY26/rules/By_ZIP.territory2Rule` is the rule `FY26.By_ZIP`.
   */
  readonly nestedIn?: string;
};

/**
 * What `describeMetadata` of an Enterprise Edition-like org answers: name, directory, suffix, flags (f: content lies in
 * folders, m: has a meta file), child types. Types of a project that are missing here come from the CLI's registry.
 */
const table = `
InstalledPackage|installedPackages|installedPackage
CustomLabels|labels|labels||CustomLabel
StaticResource|staticresources|resource|m
Scontrol|scontrols|scf|m
Certificate|certs|crt|m
AuraDefinitionBundle|aura
LightningComponentBundle|lwc
ApexComponent|components|component|m
ApexPage|pages|page|m
Queue|queues|queue
CaseSubjectParticle|CaseSubjectParticles|CaseSubjectParticle
ExternalDataSource|dataSources|dataSource
NamedCredential|namedCredentials|namedCredential
ExternalCredential|externalCredentials|externalCredential
ExternalServiceRegistration|externalServiceRegistrations|externalServiceRegistration
Role|roles|role
Group|groups|group
GlobalValueSet|globalValueSets|globalValueSet
StandardValueSet|standardValueSets|standardValueSet
CustomPermission|customPermissions|customPermission
CustomObject|objects|object||CustomField Index BusinessProcess RecordType CompactLayout WebLink ValidationRule SharingReason ListView FieldSet
ReportType|reportTypes|reportType
Report|reports|report|f
Dashboard|dashboards|dashboard|f
AnalyticSnapshot|analyticSnapshots|snapshot
CustomFeedFilter|feedFilters|feedFilter
Layout|layouts|layout
Document|documents||fm
CustomPageWebLink|weblinks|weblink
Letterhead|letterhead|letter
EmailTemplate|email|email|fm
QuickAction|quickActions|quickAction
FlexiPage|flexipages|flexipage
CustomTab|tabs|tab
CustomApplicationComponent|customApplicationComponents|customApplicationComponent
CustomApplication|applications|app
CustomMetadata|customMetadata|md
Flow|flows|flow
FlowDefinition|flowDefinitions|flowDefinition
FlowCategory|flowCategories|flowCategory
FlowTest|flowtests|flowtest
Workflow|workflows|workflow||WorkflowAlert WorkflowFieldUpdate WorkflowFlowAction WorkflowKnowledgePublish WorkflowOutboundMessage WorkflowRule WorkflowSend WorkflowTask
AssignmentRules|assignmentRules|assignmentRules||AssignmentRule
AutoResponseRules|autoResponseRules|autoResponseRules||AutoResponseRule
EscalationRules|escalationRules|escalationRules||EscalationRule
PostTemplate|postTemplates|postTemplate
ApprovalProcess|approvalProcesses|approvalProcess
HomePageComponent|homePageComponents|homePageComponent
HomePageLayout|homePageLayouts|homePageLayout
CustomObjectTranslation|objectTranslations|objectTranslation||CustomFieldTranslation
GlobalValueSetTranslation|globalValueSetTranslations|globalValueSetTranslation
StandardValueSetTranslation|standardValueSetTranslations|standardValueSetTranslation
Translations|translations|translation
ApexClass|classes|cls|m
ApexTrigger|triggers|trigger|m
ApexTestSuite|testSuites|testSuite
Profile|profiles|profile
PermissionSet|permissionsets|permissionset
PermissionSetGroup|permissionsetgroups|permissionsetgroup
MutingPermissionSet|mutingpermissionsets|mutingpermissionset
ProfilePasswordPolicy|profilePasswordPolicies|profilePasswordPolicy
ProfileSessionSetting|profileSessionSettings|profileSessionSetting
DataCategoryGroup|datacategorygroups|datacategorygroup
RemoteSiteSetting|remoteSiteSettings|remoteSite
CspTrustedSite|cspTrustedSites|cspTrustedSite
CorsWhitelistOrigin|corsWhitelistOrigins|corsWhitelistOrigin
MatchingRules|matchingRules|matchingRule||MatchingRule
DuplicateRule|duplicateRules|duplicateRule
CleanDataService|cleanDataServices|cleanDataService
AuthProvider|authproviders|authprovider
EclairGeoData|eclair|geodata|m
CustomSite|sites|site
ChannelLayout|channelLayouts|channelLayout
ContentAsset|contentassets|asset|m
SharingRules|sharingRules|sharingRules||SharingCriteriaRule SharingGuestRule SharingOwnerRule SharingTerritoryRule
SharingSet|sharingSets|sharingSet
Community|communities|community
ChatterExtension|ChatterExtensions|ChatterExtension
PlatformEventChannel|platformEventChannels|platformEventChannel
PlatformEventChannelMember|platformEventChannelMembers|platformEventChannelMember
CallCenter|callCenters|callCenter
CustomNotificationType|notificationtypes|notiftype
ConnectedApp|connectedApps|connectedApp
ExternalClientApplication|externalClientApps|eca
AppMenu|appMenus|appMenu
DelegateGroup|delegateGroups|delegateGroup
NetworkBranding|networkBranding|networkBranding|m
Network|networks|network
PathAssistant|pathAssistants|pathAssistant
TransactionSecurityPolicy|transactionSecurityPolicies|transactionSecurityPolicy
TopicsForObjects|topicsForObjects|topicsForObjects
CustomHelpMenuSection|customHelpMenuSections|customHelpMenuSection
LightningMessageChannel|messageChannels|messageChannel
LightningExperienceTheme|lightningExperienceThemes|lightningExperienceTheme
LightningBolt|lightningBolts|lightningBolt
BrandingSet|brandingSets|brandingSet
RecordActionDeployment|recordActionDeployments|deployment
RestrictionRule|restrictionRules|rule
Prompt|prompts|prompt
NotificationTypeConfig|notificationTypeConfig|config
IframeWhiteListUrlSettings|iframeWhiteListUrlSettings|iframeWhiteListUrlSettings
Settings|settings|settings
SynonymDictionary|synonymDictionaries|synonymDictionary
UserCriteria|userCriteria|userCriteria
`;

/** Types that an org has together, once it has the feature: here, once the project has a component of any of them. */
const featureTables: readonly string[] = [
  'Bot|bots|bot||BotVersion',
  `
Territory2Type|territory2Types|territory2Type
Territory2Model|territory2Models|territory2Model
Territory2|territory2Models|territory2
Territory2Rule|territory2Models|territory2Rule
`,
];

const nestedTypes: Readonly<Record<string, string>> = {
  Territory2Model: '',
  Territory2: 'territories',
  Territory2Rule: 'rules',
};

const parse = (line: string): MetadataType => {
  const [name = '', directory = '', suffix = '', flags = '', children = ''] = line.split('|');
  return {
    name,
    directory,
    suffix,
    inFolder: flags.includes('f'),
    metaFile: flags.includes('m'),
    children: children === '' ? [] : children.split(' '),
    ...(nestedTypes[name] === undefined ? {} : { nestedIn: nestedTypes[name] }),
  };
};

const parseTable = (text: string): readonly MetadataType[] => text.trim().split('\n').map(parse);

const describedTypes = parseTable(table);

const features = featureTables.map(parseTable);

/** Child type, container type, element of the container's file that holds one. */
const childTable: ReadonlyArray<readonly [string, string, string]> = [
  ['CustomField', 'CustomObject', 'fields'],
  ['Index', 'CustomObject', 'indexes'],
  ['BusinessProcess', 'CustomObject', 'businessProcesses'],
  ['RecordType', 'CustomObject', 'recordTypes'],
  ['CompactLayout', 'CustomObject', 'compactLayouts'],
  ['WebLink', 'CustomObject', 'webLinks'],
  ['ValidationRule', 'CustomObject', 'validationRules'],
  ['SharingReason', 'CustomObject', 'sharingReasons'],
  ['ListView', 'CustomObject', 'listViews'],
  ['FieldSet', 'CustomObject', 'fieldSets'],
  ['CustomLabel', 'CustomLabels', 'labels'],
  ['WorkflowAlert', 'Workflow', 'alerts'],
  ['WorkflowFieldUpdate', 'Workflow', 'fieldUpdates'],
  ['WorkflowFlowAction', 'Workflow', 'flowActions'],
  ['WorkflowKnowledgePublish', 'Workflow', 'knowledgePublishes'],
  ['WorkflowOutboundMessage', 'Workflow', 'outboundMessages'],
  ['WorkflowRule', 'Workflow', 'rules'],
  ['WorkflowSend', 'Workflow', 'send'],
  ['WorkflowTask', 'Workflow', 'tasks'],
  ['AssignmentRule', 'AssignmentRules', 'assignmentRule'],
  ['AutoResponseRule', 'AutoResponseRules', 'autoResponseRule'],
  ['EscalationRule', 'EscalationRules', 'escalationRule'],
  ['BotVersion', 'Bot', 'botVersions'],
  ['MatchingRule', 'MatchingRules', 'matchingRules'],
  ['SharingCriteriaRule', 'SharingRules', 'sharingCriteriaRules'],
  ['SharingGuestRule', 'SharingRules', 'sharingGuestRules'],
  ['SharingOwnerRule', 'SharingRules', 'sharingOwnerRules'],
  ['SharingTerritoryRule', 'SharingRules', 'sharingTerritoryRules'],
];

export type ChildType = { readonly name: string; readonly container: string; readonly element: string };

export const childTypes: readonly ChildType[] = childTable.map(([name, container, element]) => ({
  name,
  container,
  element,
}));

/** Folder type by the type of what lies in the folder. `EmailTemplateFolder` lists the same folders as `EmailFolder`. */
export const folderTypes: Readonly<Record<string, string>> = {
  Report: 'ReportFolder',
  Dashboard: 'DashboardFolder',
  Document: 'DocumentFolder',
  EmailTemplate: 'EmailFolder',
};

/** Directories of bundles, with the number of folders that make up a bundle's name. */
const bundleDirectories: ReadonlyMap<string, number> = new Map([
  ['aiAuthoringBundles', 1],
  ['aura', 1],
  ['digitalExperiences', 2],
  ['experiences', 1],
  ['genAiFunctions', 1],
  ['genAiPlannerBundles', 1],
  ['lightningTypes', 1],
  ['lwc', 1],
  ['waveTemplates', 1],
]);

/**
 * The folder that is the component to which a file belongs: `lwc/orderList` of `lwc/orderList/orderList.js`,
 * `digitalExperiences/site/Shop` of what lies in there. Undefined for files that are in no bundle.
 */
export function bundleOf(path: string): string | undefined {
  const parts = path.split('/');
  const depth = bundleDirectories.get(parts[0] ?? '');
  return depth === undefined || parts.length < depth + 2 ? undefined : parts.slice(0, depth + 1).join('/');
}

type RegistryType = {
  name: string;
  directoryName: string;
  suffix?: string;
  inFolder?: boolean;
  folderContentType?: string;
};

/** Only the plain data file of the registry is read: loading the library takes a second, which each start would pay. */
function registryTypes(): readonly MetadataType[] {
  const require = createRequire(import.meta.url);
  const registry = require('@salesforce/source-deploy-retrieve/lib/src/registry/metadataRegistry.json') as {
    types: Record<string, RegistryType>;
  };
  const known = new Set([describedTypes, ...features].flat().map((type) => type.name));
  return Object.values(registry.types)
    .filter((type) => !known.has(type.name) && type.folderContentType === undefined)
    .map((type) => ({
      name: type.name,
      directory: type.directoryName,
      suffix: type.suffix ?? '',
      inFolder: type.inFolder ?? false,
      metaFile: false,
      children: [],
    }));
}

export type TypeCatalogue = {
  /** What every org of this kind has. */
  readonly described: readonly MetadataType[];
  /** The types that come with a type of a feature, itself among them; those of other types are theirs alone. */
  withFeature(type: MetadataType): readonly MetadataType[];
  byName(name: string): MetadataType | undefined;
  /** The type of a file by its path in a package: `classes/A.cls`. */
  byPath(path: string): MetadataType | undefined;
};

export function typeCatalogue(): TypeCatalogue {
  const all = [...describedTypes, ...features.flat(), ...registryTypes()];
  const names = new Map(all.map((type) => [type.name, type]));
  const bySuffix = new Map<string, MetadataType>();
  const byDirectory = new Map<string, MetadataType>();
  for (const type of all) {
    const key = `${type.directory}|${type.suffix}`;
    if (!bySuffix.has(key)) bySuffix.set(key, type);
    if (!byDirectory.has(type.directory)) byDirectory.set(type.directory, type);
  }
  return {
    described: describedTypes,
    withFeature: (type) => features.find((types) => types.includes(type)) ?? [type],
    byName: (name) => names.get(name),
    byPath: (path) => {
      const [directory = ''] = path.split('/', 1);
      const suffix = path.slice(path.lastIndexOf('.') + 1);
      return bySuffix.get(`${directory}|${suffix}`) ?? byDirectory.get(directory);
    },
  };
}
