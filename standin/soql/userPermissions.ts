import type { StandinOrg, StandinUser } from '../orgState.ts';
import { sourcesOf } from './assignments.ts';
import { viewOf } from './orgView.ts';
import { permissionNames } from './permissionNames.ts';

/**
 * Permissions (API names) that the user has in the end: from profile, permission sets and groups (muting taken off),
 * less what was revoked.
 */
export function userPermissions(org: StandinOrg, user: StandinUser): ReadonlySet<string> {
  const view = viewOf(org);
  const exists = new Set(view.get(permissionNames));
  const given = new Set<string>();
  for (const { grants } of sourcesOf(view, user)) {
    for (const name of grants.userPermissions) {
      if (exists.has(name) && !user.revokedPermissions.includes(name)) given.add(name);
    }
  }
  return given;
}
