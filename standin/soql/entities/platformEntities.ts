import type { Entity } from '../entity.ts';
import { fieldPermissions, objectPermissions, permissionSetTabSetting, setupEntityAccess } from './accessRows.ts';
import { apexClass, apexComponent, apexPage, apexTrigger } from './apex.ts';
import { authSession } from './authSession.ts';
import { definitionEntities } from './definitions.ts';
import { flow, flowDefinition, flowDefinitionView, flowVersionView } from './flows.ts';
import { dashboard, emailTemplate, folder, report } from './folders.ts';
import { metadataComponentDependency } from './metadataComponentDependency.ts';
import {
  customField,
  customObject,
  flexiPage,
  layout,
  profileLayout,
  recordType,
  validationRule,
} from './objectParts.ts';
import { connectedApplication, organization, securitySettings } from './organization.ts';
import {
  externalString,
  installedSubscriberPackage,
  standardValueSet,
  subscriberPackage,
  subscriberPackageVersion,
} from './packages.ts';
import {
  mutingPermissionSet,
  permissionSet,
  permissionSetAssignment,
  permissionSetGroup,
  permissionSetGroupComponent,
  userPermissionAccess,
} from './permissionSets.ts';
import { profile, userLicense } from './profiles.ts';
import { sandboxProcess } from './sandboxes.ts';
import { appMenuItem, customPermission, setupAuditTrail } from './setupObjects.ts';
import { loginHistory, user, userRole } from './users.ts';

/** Objects of the data door, some of them at the Tooling door as well. */
const dataEntities: readonly Entity[] = [
  organization,
  user,
  userRole,
  userLicense,
  profile,
  permissionSet,
  permissionSetAssignment,
  permissionSetGroup,
  permissionSetGroupComponent,
  mutingPermissionSet,
  userPermissionAccess,
  objectPermissions,
  fieldPermissions,
  setupEntityAccess,
  permissionSetTabSetting,
  recordType,
  report,
  dashboard,
  folder,
  emailTemplate,
  flowDefinitionView,
  flowVersionView,
  customPermission,
  appMenuItem,
  setupAuditTrail,
  loginHistory,
  connectedApplication,
  authSession,
  apexClass,
  apexTrigger,
  apexPage,
  apexComponent,
];

const toolingEntities: readonly Entity[] = [
  customField,
  customObject,
  flow,
  flowDefinition,
  layout,
  flexiPage,
  validationRule,
  profileLayout,
  installedSubscriberPackage,
  subscriberPackage,
  subscriberPackageVersion,
  standardValueSet,
  externalString,
  metadataComponentDependency,
  sandboxProcess,
  securitySettings,
];

/** Objects that every org has, whatever its metadata. */
export const platformEntities: readonly Entity[] = [
  ...dataEntities,
  ...toolingEntities,
  ...definitionEntities(dataEntities),
];
