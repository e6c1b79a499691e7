import {
  lossesFor,
  type SyncPermission,
  missingPermissions,
  SYNC_PERMISSIONS,
  type Loss,
  type SyncMode,
} from '../../catalogue/permissions.ts';
import { checkMessage } from '../../messages.ts';
import type { SyncUser } from '../../salesforce/calls/identity.ts';
import type { Check } from './facts.ts';

/** What can't be read without a permission, in words; it is less where other permissions of the user open a part of it. */
export const lostMessage = (permission: SyncPermission, user: SyncUser): string => {
  const isPart = lossesFor(permission, user).length < permission.losses.length;
  return checkMessage(isPart ? `lost.${permission.name}.part` : `lost.${permission.name}`);
};

/** One check for each permission that a sync in this mode has a use for. */
export const checkPermissions = (user: SyncUser, mode: SyncMode): Check[] => {
  const missing = new Set(missingPermissions(user, mode).map(({ name }) => name));
  return SYNC_PERMISSIONS.filter(({ importance }) => importance[mode] !== undefined).map((permission): Check => {
    const { name, label } = permission;
    const required = permission.importance[mode] === 'required';
    const check = { name: `permission:${name}`, required };
    if (user.permissions === undefined) {
      return { ...check, state: 'unknown', message: checkMessage('permission.unknown', [label]) };
    }
    if (user.absentPermissions?.includes(name)) {
      return { ...check, state: 'unknown', message: checkMessage('permission.absent', [label]) };
    }
    if (!missing.has(name)) return { ...check, state: 'passed', message: checkMessage('permission.passed', [label]) };
    const losses = lossesFor(permission, user);
    if (losses.length === 0 && permission.losses.length > 0) {
      return { ...check, state: 'passed', message: checkMessage('permission.otherwise', [label]) };
    }
    const optional = permission.importance[mode] === 'optional';
    return {
      ...check,
      state: required ? 'failed' : 'warning',
      message: checkMessage(optional ? 'permission.optional' : 'permission.missing', [
        label,
        lostMessage(permission, user),
      ]),
      lost: [...new Set(losses.flatMap(namesOf))],
      actions: [checkMessage('permission.action', [label])],
    };
  });
};

/** What a sync does without, as names of types and objects. */
const namesOf = (loss: Loss): readonly string[] => {
  switch (loss.kind) {
    case 'everything':
    case 'metadata':
      return [loss.kind];
    case 'components':
      return loss.types.map((type) => (loss.part === undefined ? type : `${type} (${loss.part})`));
    case 'objects':
      return loss.objects;
  }
};
