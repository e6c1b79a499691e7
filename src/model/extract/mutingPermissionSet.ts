import type { ComponentReader } from './componentReader.ts';
import { GRANTING_ELEMENTS } from './permissionSetGrants.ts';
import { counts, flag, reading } from './readAttributes.ts';
import { systemPermissions } from './systemPermissions.ts';

/** Looks like a permission set, but takes away within its group what it names: it grants nothing. */
export const mutingPermissionSet: ComponentReader = {
  attributes: reading({
    activationRequired: flag('hasActivationRequired'),
    mutedPermissions: counts(GRANTING_ELEMENTS),
    mutedSystemPermissions: systemPermissions,
  }),
};
