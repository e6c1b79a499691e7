import type { StandinUser } from '../orgState.ts';
import { salesforceId } from '../salesforceId.ts';
import type { OrgView } from './orgView.ts';
import { permissionSources, type PermissionSource } from './permissionSources.ts';

/** A row of PermissionSetAssignment. */
export type Assignment = { readonly id: string; readonly user: StandinUser; readonly source: PermissionSource };

function isGivenTo(user: StandinUser, source: PermissionSource): boolean {
  if (source.profile !== undefined) return [source.profile.fullName, source.profile.name].includes(user.profile);
  if (source.group !== undefined) return user.permissionSetGroups.includes(source.group.fullName);
  return source.component !== undefined && user.permissionSets.includes(source.component.fullName);
}

/** Who has what, the set that the profile owns included. */
export function assignments(view: OrgView): readonly Assignment[] {
  return view.org.users.flatMap((user) =>
    view
      .get(permissionSources)
      .filter((source) => isGivenTo(user, source))
      .map((source) => ({ id: salesforceId('0Pa', `${user.id}:${source.id}`), user, source }))
  );
}

/** Everything that gives the user rights. */
export function sourcesOf(view: OrgView, user: StandinUser): readonly PermissionSource[] {
  return view.get(permissionSources).filter((source) => isGivenTo(user, source));
}
