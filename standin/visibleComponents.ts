import { openings, type OpenedPart } from './openings.ts';
import type { StandinComponent, StandinOrg, StandinUser } from './orgState.ts';
import { viewOf, type OrgView } from './soql/orgView.ts';
import { userPermissions } from './soql/userPermissions.ts';
import { childrenOf, textOf } from './xml/parseXml.ts';

const publicAccess: ReadonlySet<string> = new Set(['Public', 'PublicInternal']);
const everybody: ReadonlySet<string> = new Set(['AllInternalUsers', 'Organization']);

/** Subfolders have the access of the folder at the top. */
function topFolder({ type, fullName }: StandinComponent, view: OrgView): StandinComponent | undefined {
  const folderType = type.endsWith('Folder') ? type : `${type}Folder`;
  return view.component(folderType, fullName.split('/')[0] ?? '');
}

/**
 * Whether a folder is open to all, to this user among others, or hidden from him. One without a file is the org's public
 * one; who is in a public group no metadata says, so a folder shared with a group is not shared with anybody here.
 */
function folderAccess(component: StandinComponent, user: StandinUser, view: OrgView): 'private' | 'public' | 'shared' {
  const folder = topFolder(component, view);
  const { files } = view.org;
  const hasFile = folder !== undefined && (files.has(folder.fileName) || files.has(`${folder.fileName}-meta.xml`));
  const xml = hasFile ? view.xml(folder) : undefined;
  if (xml === undefined) return 'public';
  const shares = childrenOf(xml, 'folderShares').map((share) => ({
    to: textOf(share, 'sharedTo'),
    kind: textOf(share, 'sharedToType') ?? '',
  }));
  const access = textOf(xml, 'accessType') ?? textOf(xml, 'accessLevel');
  if (publicAccess.has(access ?? '') || (access === undefined && shares.length === 0)) return 'public';
  const isShared = shares.some(
    ({ to, kind }) =>
      everybody.has(kind) ||
      (kind === 'User' && to === user.username) ||
      (kind.startsWith('Role') && user.role !== undefined && to === user.role)
  );
  return isShared ? 'shared' : 'private';
}

function isCustomSetting({ parent, fullName }: StandinComponent, view: OrgView): boolean {
  const object = view.component('CustomObject', parent ?? fullName);
  return object !== undefined && textOf(view.xml(object), 'customSettingsType') !== undefined;
}

function isInPart(part: OpenedPart, component: StandinComponent, user: StandinUser, view: OrgView): boolean {
  switch (part) {
    case 'custom settings':
      return isCustomSetting(component, view);
    case 'private folders':
      return folderAccess(component, user, view) === 'private';
    case 'public folders':
      return folderAccess(component, user, view) === 'public';
  }
}

/**
 * Types whose listing is refused to whoever lacks the permission: those that the Metadata API guide or the Object
 * Reference close by a special access rule. Of all others nothing is shown, and nothing is said.
 */
const refusedTypes: ReadonlySet<string> = new Set([
  'AuthProvider',
  'DelegateGroup',
  'FieldRestrictionRule',
  'PermissionSet',
  'RestrictionRule',
  'Role',
  'SamlSsoConfig',
  'SharingCriteriaRule',
  'SharingGuestRule',
  'SharingOwnerRule',
  'SharingRules',
  'SharingTerritoryRule',
]);

export type Visibility = {
  /** Whether a listing of the type is refused. */
  isRefused(type: string): boolean;
  sees(component: StandinComponent): boolean;
};

/** What the Metadata API shows to a user, from the table of permissions that a sync needs. */
export function visibilityFor(org: StandinOrg, user: StandinUser): Visibility {
  const permissions = userPermissions(org, user);
  const closed = openings.filter(({ by }) => !by.some((name) => permissions.has(name)));
  const view = viewOf(org);
  return {
    isRefused: (type) =>
      refusedTypes.has(type) && closed.some(({ types, part }) => part === undefined && types.includes(type)),
    sees: (component) =>
      !closed.some(
        ({ types, part }) =>
          types.includes(component.type) && (part === undefined || isInPart(part, component, user, view))
      ),
  };
}
