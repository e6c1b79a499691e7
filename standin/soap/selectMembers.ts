import { isCustomName } from '../load/deriveComponents.ts';
import { decodeName } from '../memberName.ts';
import { childTypes, folderTypes } from '../metadataTypes.ts';
import type { StandinComponent } from '../orgState.ts';
import { viewOf } from '../soql/orgView.ts';
import type { Visibility } from '../visibleComponents.ts';
import type { World } from '../world.ts';
import { typesOfOrg } from './describeMetadata.ts';
import type { ManifestType } from './manifest.ts';

export type Message = { readonly fileName: string; readonly problem: string };

export type Selection = {
  /** By `Type:fullName`. */
  readonly components: ReadonlyMap<string, StandinComponent>;
  readonly messages: readonly Message[];
};

/** Types whose documentation says that `*` does not work, foldered types, and those without a list. */
const withoutWildcard: ReadonlySet<string> = new Set([
  ...childTypes.filter(({ container }) => container === 'CustomObject').map(({ name }) => name),
  ...Object.keys(folderTypes),
  'ActionOverride',
  'AnalyticSnapshot',
  'BotVersion',
  'CustomNotificationType',
  'StandardValueSet',
]);

/** `*` means what the org made itself: no standard objects, nothing of installed packages. */
function everythingOf(world: World, type: string, visible: Visibility): StandinComponent[] {
  if (withoutWildcard.has(type)) return [];
  return viewOf(world.org)
    .components(type)
    .filter(
      (component) =>
        visible.sees(component) &&
        component.namespacePrefix === undefined &&
        (type !== 'CustomObject' || isCustomName(component.fullName))
    );
}

/** A folder is asked for under the type of what lies in it, and the CLI writes some with a slash at the end. */
function memberOf(world: World, type: string, member: string, visible: Visibility): StandinComponent | undefined {
  const { components } = world.org;
  const name = decodeName(member);
  const folderType = folderTypes[type];
  const folder = folderType === undefined ? undefined : components.get(`${folderType}:${name.replace(/\/$/, '')}`);
  const found = folder ?? components.get(`${type}:${name}`);
  return found !== undefined && visible.sees(found) ? found : undefined;
}

export function selectMembers(world: World, types: readonly ManifestType[], visible: Visibility): Selection {
  const known = new Set([...typesOfOrg(world), ...childTypes].map(({ name }) => name));
  const components = new Map<string, StandinComponent>();
  const messages: Message[] = [];
  const complain = (problem: string): void => void messages.push({ fileName: 'unpackaged/package.xml', problem });
  const take = (component: StandinComponent): void =>
    void components.set(`${component.type}:${component.fullName}`, component);
  for (const { name, members } of types) {
    if (!known.has(name)) {
      complain(`Entity type: '${name}' is unknown`);
      continue;
    }
    for (const member of members) {
      if (member === '*') {
        everythingOf(world, name, visible).forEach(take);
        continue;
      }
      const component = memberOf(world, name, member, visible);
      if (component === undefined) complain(`Entity of type '${name}' named '${member}' cannot be found`);
      else take(component);
    }
  }
  return { components, messages };
}
