import type { CatalogueEntry, ChildEntry, SetupPages } from '../catalogueEntry.ts';
import { apexClass } from './apexClass.ts';
import { apexTrigger } from './apexTrigger.ts';
import { approvalProcess } from './approvalProcess.ts';
import { assignmentRules } from './assignmentRules.ts';
import { autoResponseRules } from './autoResponseRules.ts';
import { customLabels } from './customLabels.ts';
import { customNotificationType } from './customNotificationType.ts';
import { customObject } from './customObject.ts';
import { customPermission } from './customPermission.ts';
import { delegateGroup } from './delegateGroup.ts';
import { duplicateRule } from './duplicateRule.ts';
import { entitlementProcess } from './entitlementProcess.ts';
import { escalationRules } from './escalationRules.ts';
import { flow } from './flow.ts';
import { flowDefinition } from './flowDefinition.ts';
import { flowTest } from './flowTest.ts';
import { group } from './group.ts';
import { layout } from './layout.ts';
import { matchingRules } from './matchingRules.ts';
import { mutingPermissionSet } from './mutingPermissionSet.ts';
import { pathAssistant } from './pathAssistant.ts';
import { permissionSet } from './permissionSet.ts';
import { permissionSetGroup } from './permissionSetGroup.ts';
import { platformEventChannel } from './platformEventChannel.ts';
import { platformEventChannelMember } from './platformEventChannelMember.ts';
import { profile } from './profile.ts';
import { queue } from './queue.ts';
import { report } from './report.ts';
import { reportFolder } from './reportFolder.ts';
import { restrictionRule } from './restrictionRule.ts';
import { role } from './role.ts';
import { settings } from './settings.ts';
import { sharingRules } from './sharingRules.ts';
import { territory2 } from './territory2.ts';
import { territory2Model } from './territory2Model.ts';
import { territory2Rule } from './territory2Rule.ts';
import { territory2Type } from './territory2Type.ts';
import { workflow } from './workflow.ts';

/** Every supported type that has documents of its own, in alphabetical order. */
export const catalogue: readonly CatalogueEntry[] = [
  apexClass,
  apexTrigger,
  approvalProcess,
  assignmentRules,
  autoResponseRules,
  customLabels,
  customNotificationType,
  customObject,
  customPermission,
  delegateGroup,
  duplicateRule,
  entitlementProcess,
  escalationRules,
  flow,
  flowDefinition,
  flowTest,
  group,
  layout,
  matchingRules,
  mutingPermissionSet,
  pathAssistant,
  permissionSet,
  permissionSetGroup,
  platformEventChannel,
  platformEventChannelMember,
  profile,
  queue,
  report,
  reportFolder,
  restrictionRule,
  role,
  settings,
  sharingRules,
  territory2,
  territory2Model,
  territory2Rule,
  territory2Type,
  workflow,
];

const ENTRIES: ReadonlyMap<string, CatalogueEntry> = new Map(catalogue.map((entry) => [entry.type, entry]));

/** The entry of a type with documents of its own; undefined for child types and types that are not supported. */
export const entryOf = (type: string): CatalogueEntry | undefined => ENTRIES.get(type);

export type ChildType = { readonly parent: CatalogueEntry; readonly child: ChildEntry };

/** Types whose components lie in another type's documents, by their name. */
export const childTypes: ReadonlyMap<string, ChildType> = new Map(
  catalogue.flatMap((parent) => parent.children.map((child): [string, ChildType] => [child.type, { parent, child }]))
);

/** Setup pages of a type, be it a child type or not. */
export const setupPagesOf = (type: string): SetupPages | undefined =>
  entryOf(type)?.setup ?? childTypes.get(type)?.child.setup;
