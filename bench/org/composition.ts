import { catalogue, entryOf } from '../../src/catalogue/catalogue.ts';
import type { CatalogueEntry } from '../../src/catalogue/entry.ts';

/** Listed components of the generated org by type: 10,000, folders included, children not. */
export const COMPOSITION: { readonly [type: string]: number } = {
  ApexClass: 1300,
  ApexComponent: 50,
  ApexPage: 140,
  ApexTestSuite: 6,
  ApexTrigger: 110,
  AppMenu: 3,
  ApprovalProcess: 35,
  AssignmentRules: 2,
  AuraDefinitionBundle: 110,
  AutoResponseRules: 2,
  Bot: 2,
  BrandingSet: 2,
  ConnectedApp: 30,
  ContentAsset: 40,
  CspTrustedSite: 40,
  CustomApplication: 35,
  CustomHelpMenuSection: 1,
  CustomLabels: 1,
  CustomMetadata: 800,
  CustomNotificationType: 20,
  CustomObject: 300,
  CustomObjectTranslation: 300,
  CustomPageWebLink: 30,
  CustomPermission: 90,
  CustomSite: 4,
  CustomTab: 180,
  Dashboard: 220,
  DashboardFolder: 50,
  DelegateGroup: 5,
  Document: 140,
  DocumentFolder: 30,
  DuplicateRule: 20,
  EmailFolder: 50,
  EmailTemplate: 450,
  EntitlementProcess: 6,
  EscalationRules: 1,
  ExternalCredential: 12,
  FlexiPage: 330,
  Flow: 750,
  FlowDefinition: 150,
  FlowTest: 25,
  GenAiFunction: 12,
  GenAiPlannerBundle: 2,
  GenAiPlugin: 8,
  GenAiPromptTemplate: 15,
  GlobalValueSet: 60,
  Group: 180,
  HomePageComponent: 8,
  HomePageLayout: 6,
  InstalledPackage: 18,
  Layout: 480,
  Letterhead: 8,
  LightningComponentBundle: 260,
  LightningExperienceTheme: 4,
  LightningMessageChannel: 10,
  MatchingRules: 12,
  MutingPermissionSet: 10,
  NamedCredential: 25,
  Network: 3,
  OmniDataTransform: 60,
  OmniIntegrationProcedure: 30,
  OmniScript: 25,
  OmniUiCard: 20,
  PathAssistant: 18,
  PermissionSet: 150,
  PermissionSetGroup: 40,
  PlatformEventChannel: 4,
  PlatformEventChannelMember: 15,
  Profile: 60,
  Queue: 140,
  QuickAction: 260,
  RemoteSiteSetting: 53,
  Report: 1100,
  ReportFolder: 110,
  ReportType: 120,
  RestrictionRule: 6,
  Role: 240,
  Settings: 90,
  SharingRules: 120,
  StaticResource: 190,
  Territory2: 30,
  Territory2Model: 2,
  Territory2Rule: 12,
  Territory2Type: 4,
  Translations: 8,
  Workflow: 100,
};

/** The same for an org of about another size: one at least of each type, and one document of labels. */
export const compositionOf = (size: number): typeof COMPOSITION =>
  Object.fromEntries(
    Object.entries(COMPOSITION).map(([type, count]) => [
      type,
      type === 'CustomLabels' ? count : Math.max(1, Math.round((count * size) / 10_000)),
    ])
  );

/** Types whose components lie in others' documents: with those above, 110 types in use. */
export const CHILD_TYPES: readonly string[] = [
  'AssignmentRule',
  'AutoResponseRule',
  'BotVersion',
  'BusinessProcess',
  'CompactLayout',
  'CustomField',
  'CustomLabel',
  'EscalationRule',
  'FieldSet',
  'ListView',
  'MatchingRule',
  'RecordType',
  'SharingCriteriaRule',
  'SharingGuestRule',
  'SharingOwnerRule',
  'SharingReason',
  'ValidationRule',
  'WebLink',
  'WorkflowAlert',
  'WorkflowFieldUpdate',
  'WorkflowFlowAction',
  'WorkflowOutboundMessage',
  'WorkflowRule',
  'WorkflowTask',
];

export const USERS = 2000;

export const APEX_TYPES: ReadonlySet<string> = new Set(['ApexClass', 'ApexTrigger']);

/** The catalogue's entry of a type of the composition. */
export const requiredEntry = (type: string): CatalogueEntry => {
  const entry = entryOf(type);
  if (entry === undefined) throw new Error(`The catalogue has no ${type} any more: the composition has to change.`);
  return entry;
};

export const folderTypes = (): string[] =>
  catalogue.flatMap((entry) => (entry.folderOf === undefined || !(entry.type in COMPOSITION) ? [] : [entry.type]));

const total = Object.values(COMPOSITION).reduce((sum, count) => sum + count, 0);
const types = Object.keys(COMPOSITION).length + CHILD_TYPES.length;
if (total !== 10_000 || types !== 110) throw new Error(`The composition has ${total} components of ${types} types.`);
