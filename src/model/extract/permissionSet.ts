import type { ComponentReader } from './componentReader.ts';
import { GRANTING_ELEMENTS, permissionSetGrants } from './permissionSetGrants.ts';
import { counts, flag, reading, text } from './readAttributes.ts';
import { systemPermissions } from './systemPermissions.ts';

export const permissionSet: ComponentReader = {
  attributes: reading({
    license: text('license'),
    activationRequired: flag('hasActivationRequired'),
    permissions: counts(GRANTING_ELEMENTS),
    systemPermissions,
  }),
  grants: permissionSetGrants,
};
