import { grantsOf } from './grants.ts';
import type { OrgView } from './orgView.ts';

/** Permissions that every org has a column for, whatever its files say. */
const known = [
  'ApiEnabled',
  'AssignPermissionSets',
  'AuthorApex',
  'CustomizeApplication',
  'ManageAuthProviders',
  'ManageInteraction',
  'ManageInternalUsers',
  'ManageProfilesPermissionsets',
  'ManagePvtRptsAndDashbds',
  'ManageSessionPermissionSets',
  'ManageSharing',
  'ManageUsers',
  'ModifyAllData',
  'ModifyMetadata',
  'RunFlow',
  'RunReports',
  'ViewAllCustomSettings',
  'ViewAllData',
  'ViewAllUsers',
  'ViewDataLeakageEvents',
  'ViewEventLogFiles',
  'ViewPlatformEvents',
  'ViewPublicDashboards',
  'ViewPublicReports',
  'ViewRestrictionAndScopingRules',
  'ViewRoles',
  'ViewSetup',
];

const holders = ['Profile', 'PermissionSet', 'MutingPermissionSet'];

/** Permissions that exist in this org, sorted: each is a column `Permissions<Name>`. */
export function permissionNames(view: OrgView): readonly string[] {
  const names = new Set(known);
  for (const type of holders) {
    for (const component of view.components(type)) {
      const { userPermissions } = grantsOf(view.org.files.get(component.fileName));
      for (const name of userPermissions) names.add(name);
    }
  }
  for (const name of view.org.absentPermissions ?? []) names.delete(name);
  return [...names].sort();
}
