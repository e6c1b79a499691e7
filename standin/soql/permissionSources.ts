import { decodeName } from '../memberName.ts';
import type { StandinComponent } from '../orgState.ts';
import { salesforceId } from '../salesforceId.ts';
import { childrenOf, textOf } from '../xml/parseXml.ts';
import { combineGrants } from './combineGrants.ts';
import { localName } from './componentName.ts';
import { grantsOf, noGrants, type Grants } from './grants.ts';
import type { OrgView } from './orgView.ts';
import { permissionNames } from './permissionNames.ts';
import { isTrue } from './readXml.ts';

/** A profile as SOQL knows it. */
export type ProfileSource = {
  readonly id: string;
  /** Name in metadata (`Admin`). */
  readonly fullName: string;
  /** Name in Setup and SOQL (`System Administrator`). */
  readonly name: string;
  readonly component: StandinComponent | undefined;
  readonly grants: Grants;
  /** False where the org holds no file that would tell what the profile gives. */
  readonly isKnown: boolean;
};

export type GroupSource = {
  readonly id: string;
  readonly fullName: string;
  readonly component: StandinComponent;
  readonly label: string;
  readonly description: string | undefined;
  readonly status: string;
  readonly hasActivationRequired: boolean;
  readonly members: readonly string[];
  readonly mutingSets: readonly string[];
};

/** A row of PermissionSet: a set of its own, the one a profile owns, or the aggregate of a group. */
export type PermissionSource = {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly type: 'Group' | 'Profile' | 'Regular' | 'Session';
  readonly component: StandinComponent | undefined;
  readonly profile: ProfileSource | undefined;
  readonly group: GroupSource | undefined;
  readonly grants: Grants;
};

/** Metadata names of standard profiles that differ from the names in Setup. */
const profileNames: Readonly<Record<string, string>> = {
  Admin: 'System Administrator',
  ContractManager: 'Contract Manager',
  MarketingProfile: 'Marketing User',
  ReadOnly: 'Read Only',
  SolutionManager: 'Solution Manager',
  Standard: 'Standard User',
  StandardAul: 'Standard Platform User',
};

function profileSource(view: OrgView, fullName: string, component: StandinComponent | undefined): ProfileSource {
  const content = component === undefined ? undefined : view.org.files.get(component.fileName);
  const fromFile = grantsOf(content);
  // The administrators' profile always gives everything; a file that lists no permissions is a partial one.
  const isFullAdmin = fullName === 'Admin' && fromFile.userPermissions.size === 0;
  return {
    id: component?.id ?? salesforceId('00e', `Profile:${fullName}`),
    fullName,
    name: decodeName(profileNames[fullName] ?? fullName),
    component,
    grants: isFullAdmin ? { ...fromFile, userPermissions: new Set(view.get(permissionNames)) } : fromFile,
    isKnown: content !== undefined && !isFullAdmin,
  };
}

/** Profiles of the org's files, and those that its users have without a file. */
export function profileSources(view: OrgView): readonly ProfileSource[] {
  const profiles = view.components('Profile').map((component) => profileSource(view, component.fullName, component));
  for (const user of view.org.users) {
    if (profiles.some((profile) => profile.fullName === user.profile || profile.name === user.profile)) continue;
    const standard = Object.keys(profileNames).find((fullName) => profileNames[fullName] === user.profile);
    profiles.push(profileSource(view, standard ?? user.profile, undefined));
  }
  return profiles;
}

export function groupSources(view: OrgView): readonly GroupSource[] {
  return view.components('PermissionSetGroup').map((component) => {
    const xml = view.xml(component);
    return {
      id: component.id,
      fullName: component.fullName,
      component,
      label: textOf(xml, 'label') ?? component.fullName,
      description: textOf(xml, 'description'),
      status: textOf(xml, 'status') ?? 'Updated',
      hasActivationRequired: isTrue(xml, 'hasActivationRequired'),
      members: childrenOf(xml, 'permissionSets').map(({ text }) => text.trim()),
      mutingSets: childrenOf(xml, 'mutingPermissionSets').map(({ text }) => text.trim()),
    };
  });
}

function ownSource(view: OrgView, component: StandinComponent): PermissionSource {
  const grants = grantsOf(view.org.files.get(component.fileName));
  return {
    id: component.id,
    name: localName(component),
    label: grants.texts['label'] ?? component.fullName,
    type: grants.texts['hasActivationRequired'] === 'true' ? 'Session' : 'Regular',
    component,
    profile: undefined,
    group: undefined,
    grants,
  };
}

function profileOwned(profile: ProfileSource): PermissionSource {
  const name = `X${profile.id}_128_09_43_34_1`;
  return {
    id: salesforceId('0PS', `PermissionSet of Profile:${profile.fullName}`),
    name,
    label: name,
    type: 'Profile',
    component: profile.component,
    profile,
    group: undefined,
    grants: profile.grants,
  };
}

function aggregate(view: OrgView, group: GroupSource): PermissionSource {
  const grantsNamed = (type: string, names: readonly string[]): Grants[] =>
    names.map((name) => {
      const component = view.component(type, name);
      return component === undefined ? noGrants : grantsOf(view.org.files.get(component.fileName));
    });
  return {
    id: salesforceId('0PS', `PermissionSet of PermissionSetGroup:${group.fullName}`),
    name: localName(group.component),
    label: group.label,
    type: 'Group',
    component: group.component,
    profile: undefined,
    group,
    grants: combineGrants(
      grantsNamed('PermissionSet', group.members),
      grantsNamed('MutingPermissionSet', group.mutingSets)
    ),
  };
}

/** All rows of PermissionSet. */
export function permissionSources(view: OrgView): readonly PermissionSource[] {
  return [
    ...view.get(profileSources).map(profileOwned),
    ...view.components('PermissionSet').map((component) => ownSource(view, component)),
    ...view.get(groupSources).map((group) => aggregate(view, group)),
  ];
}
