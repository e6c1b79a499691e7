/*
 * How types lie in an sfdx project, written down by hand from the documentation of the source format: a second opinion,
 * so nothing here is derived from the plugin's catalogue.
 */

type Pair = readonly [type: string, suffixOrFolder: string];

/** With the folder where files of other types have the same suffix. */
type Plain = readonly [type: string, suffix: string, folder?: string];

/** Types whose components are one file each, named by it. Some suffixes were spelt otherwise in older projects. */
export const PLAIN: readonly Plain[] = [
  ['ApexClass', 'cls'],
  ['ApexComponent', 'component'],
  ['ApexEmailNotifications', 'notifications'],
  ['ApexPage', 'page'],
  ['ApexTestSuite', 'testSuite'],
  ['ApexTrigger', 'trigger'],
  ['AppMenu', 'appMenu'],
  ['ApprovalProcess', 'approvalProcess'],
  ['AuthProvider', 'authprovider'],
  ['Bot', 'bot'],
  ['BrandingSet', 'brandingSet'],
  ['ConnectedApp', 'connectedApp'],
  ['ContentAsset', 'asset'],
  ['CspTrustedSite', 'cspTrustedSite'],
  ['CustomApplication', 'app'],
  ['CustomHelpMenuSection', 'customHelpMenuSection'],
  ['CustomMetadata', 'md'],
  ['CustomNotificationType', 'notiftype'],
  ['CustomObjectTranslation', 'objectTranslation'],
  ['CustomPageWebLink', 'weblink'],
  ['CustomPageWebLink', 'custompageweblink'],
  ['CustomPermission', 'customPermission'],
  ['CustomSite', 'site', 'sites'],
  ['CustomTab', 'tab'],
  ['DecisionTable', 'decisionTable'],
  ['DelegateGroup', 'delegateGroup'],
  ['DuplicateRule', 'duplicateRule'],
  ['EntitlementProcess', 'entitlementProcess'],
  ['ExternalCredential', 'externalCredential'],
  ['ExternalServiceRegistration', 'externalServiceRegistration'],
  ['FieldRestrictionRule', 'rule', 'fieldRestrictionRules'],
  ['FlexiPage', 'flexipage'],
  ['Flow', 'flow'],
  ['FlowCategory', 'flowCategory'],
  ['FlowDefinition', 'flowDefinition'],
  ['FlowTest', 'flowtest'],
  ['GenAiPlanner', 'genAiPlanner'],
  ['GenAiPlugin', 'genAiPlugin'],
  ['GenAiPromptTemplate', 'genAiPromptTemplate'],
  ['GlobalValueSet', 'globalValueSet'],
  ['Group', 'group'],
  ['HomePageComponent', 'homePageComponent'],
  ['HomePageLayout', 'homePageLayout'],
  ['InstalledPackage', 'installedPackage'],
  ['Layout', 'layout'],
  ['Letterhead', 'letter'],
  ['LightningExperienceTheme', 'lightningExperienceTheme'],
  ['LightningMessageChannel', 'messageChannel'],
  ['MutingPermissionSet', 'mutingpermissionset'],
  ['NamedCredential', 'namedCredential'],
  ['Network', 'network'],
  ['OmniDataTransform', 'rpt'],
  ['OmniIntegrationProcedure', 'oip'],
  ['OmniScript', 'os'],
  ['OmniUiCard', 'ouc'],
  ['PathAssistant', 'pathAssistant'],
  ['PermissionSet', 'permissionset'],
  ['PermissionSetGroup', 'permissionsetgroup'],
  ['PlatformEventChannel', 'platformEventChannel'],
  ['PlatformEventChannelMember', 'platformEventChannelMember'],
  ['Profile', 'profile'],
  ['Queue', 'queue'],
  ['QuickAction', 'quickAction'],
  ['RemoteSiteSetting', 'remoteSite'],
  ['ReportType', 'reportType'],
  ['RestrictionRule', 'rule', 'restrictionRules'],
  ['Role', 'role'],
  ['SamlSsoConfig', 'samlssoconfig'],
  ['Settings', 'settings', 'settings'],
  ['StandardValueSet', 'standardValueSet'],
  ['StaticResource', 'resource'],
  ['Territory2Type', 'territory2Type'],
  ['Translations', 'translation'],
  ['UserAccessPolicy', 'useraccesspolicy'],
];

export const OBJECT_CHILDREN: readonly Pair[] = [
  ['BusinessProcess', 'businessProcess'],
  ['CompactLayout', 'compactLayout'],
  ['CustomField', 'field'],
  ['FieldSet', 'fieldSet'],
  ['Index', 'index'],
  ['Index', 'indexe'],
  ['ListView', 'listView'],
  ['RecordType', 'recordType'],
  ['SharingReason', 'sharingReason'],
  ['ValidationRule', 'validationRule'],
  ['WebLink', 'webLink'],
];

/** Types whose components are folders of files; with the number of folders that make up a name, where it is not one. */
export const BUNDLES: ReadonlyArray<readonly [type: string, folder: string, depth?: number]> = [
  ['AuraDefinitionBundle', 'aura'],
  ['DigitalExperienceBundle', 'digitalExperiences', 2],
  ['GenAiFunction', 'genAiFunctions'],
  ['GenAiPlannerBundle', 'genAiPlannerBundles'],
  ['LightningComponentBundle', 'lwc'],
  ['LightningTypeBundle', 'lightningTypes'],
];

export const FOLDERED = [
  {
    type: 'Dashboard',
    folderType: 'DashboardFolder',
    folder: 'dashboards',
    suffix: 'dashboard',
    folderSuffix: 'dashboardFolder',
  },
  {
    type: 'Document',
    folderType: 'DocumentFolder',
    folder: 'documents',
    suffix: undefined,
    folderSuffix: 'documentFolder',
  },
  { type: 'EmailTemplate', folderType: 'EmailFolder', folder: 'email', suffix: 'email', folderSuffix: 'emailFolder' },
  { type: 'Report', folderType: 'ReportFolder', folder: 'reports', suffix: 'report', folderSuffix: 'reportFolder' },
] as const;

export type Container = {
  readonly type: string;
  readonly suffix: string;
  readonly children: ReadonlyArray<readonly [type: string, element: string]>;
  readonly unprefixed?: boolean;
  readonly onlyOne?: string;
};

/** Types whose children are elements of one file, in source format too; an object's may be, or be files of their own. */
export const CONTAINERS: readonly Container[] = [
  { type: 'AssignmentRules', suffix: 'assignmentRules', children: [['AssignmentRule', 'assignmentRule']] },
  { type: 'AutoResponseRules', suffix: 'autoResponseRules', children: [['AutoResponseRule', 'autoResponseRule']] },
  {
    type: 'CustomLabels',
    suffix: 'labels',
    children: [['CustomLabel', 'labels']],
    unprefixed: true,
    onlyOne: 'CustomLabels',
  },
  {
    type: 'CustomObject',
    suffix: 'object',
    children: [
      ['BusinessProcess', 'businessProcesses'],
      ['CompactLayout', 'compactLayouts'],
      ['CustomField', 'fields'],
      ['FieldSet', 'fieldSets'],
      ['Index', 'indexes'],
      ['ListView', 'listViews'],
      ['RecordType', 'recordTypes'],
      ['SharingReason', 'sharingReasons'],
      ['ValidationRule', 'validationRules'],
      ['WebLink', 'webLinks'],
    ],
  },
  { type: 'EscalationRules', suffix: 'escalationRules', children: [['EscalationRule', 'escalationRule']] },
  { type: 'MatchingRules', suffix: 'matchingRule', children: [['MatchingRule', 'matchingRules']] },
  {
    type: 'SharingRules',
    suffix: 'sharingRules',
    children: [
      ['SharingCriteriaRule', 'sharingCriteriaRules'],
      ['SharingGuestRule', 'sharingGuestRules'],
      ['SharingOwnerRule', 'sharingOwnerRules'],
      ['SharingTerritoryRule', 'sharingTerritoryRules'],
    ],
  },
  {
    type: 'Workflow',
    suffix: 'workflow',
    children: [
      ['WorkflowAlert', 'alerts'],
      ['WorkflowFieldUpdate', 'fieldUpdates'],
      ['WorkflowFlowAction', 'flowActions'],
      ['WorkflowKnowledgePublish', 'knowledgePublishes'],
      ['WorkflowOutboundMessage', 'outboundMessages'],
      ['WorkflowRule', 'rules'],
      ['WorkflowSend', 'send'],
      ['WorkflowTask', 'tasks'],
    ],
  },
];
