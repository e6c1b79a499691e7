import type { Entity } from '../entity.ts';
import { organization } from './organization.ts';
import {
  mutingPermissionSet,
  permissionSet,
  permissionSetAssignment,
  permissionSetGroup,
  permissionSetGroupComponent,
  userPermissionAccess,
} from './permissionSets.ts';
import { profile, userLicense } from './profiles.ts';
import { loginHistory, user, userRole } from './users.ts';

/** Objects that every org has, whatever its metadata. */
export const platformEntities: readonly Entity[] = [
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
  loginHistory,
];
