import { checkMessage } from './checkMessage.ts';
import type { SyncUser } from './identity.ts';
import { lossesFor, type SyncPermission } from './syncPermissions.ts';

/** What can't be read without a permission, in words; it is less where other permissions of the user open a part of it. */
export const lostMessage = (permission: SyncPermission, user: SyncUser): string => {
  const isPart = lossesFor(permission, user).length < permission.losses.length;
  return checkMessage(isPart ? `lost.${permission.name}.part` : `lost.${permission.name}`);
};
