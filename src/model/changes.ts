import { componentKey, formatComponentName, type ComponentKey } from './componentName.ts';
import type { ComponentVersion, KnownComponent, VersionChange } from './componentVersion.ts';
import { STAMP_FIELDS } from './stamp.ts';

/** What differs between the model as it is and what a run has seen. */
export type ModelChanges = {
  readonly added: readonly ComponentVersion[];
  readonly changed: ReadonlyArray<{
    readonly componentId: number;
    readonly change: Exclude<VersionChange, 'added'>;
    readonly version: ComponentVersion;
    readonly previous: KnownComponent;
  }>;
  /** Seen again just as they were. */
  readonly same: readonly KnownComponent[];
  /** In the model, not seen in this run: deleted, or only not fetched. That is not decided here. */
  readonly unseen: readonly KnownComponent[];
};

export type CompareOptions = {
  /** The org's API version was raised or the extractors are others: what differs then was re-read, not changed. */
  readonly reread: boolean;
  /**
   * Whether the id that the model has for a component is one of the org that was seen; always when not given. Others say
   * nothing: after a sandbox was refreshed, names alone tell what is the same.
   */
  readonly isIdOfOrg?: (component: KnownComponent) => boolean;
};

/**
 * Matches what a run has seen with what the model knows: first by key where the ids agree, then by type and id, which
 * finds renames even if another component took the old name, and at last by key alone: an id that Salesforce gave to
 * another component of the same key (deleted and created again) is an update.
 */
export const compareModels = (
  known: readonly KnownComponent[],
  seen: readonly ComponentVersion[],
  options: CompareOptions
): ModelChanges => {
  const { isIdOfOrg = () => true } = options;
  const matched = new Set<number>();
  const changed: Array<ModelChanges['changed'][number]> = [];
  const same: KnownComponent[] = [];
  const compare = (previous: KnownComponent, version: ComponentVersion): void => {
    matched.add(previous.componentId);
    const change = changeBetween(previous, version, options);
    if (change === undefined) same.push(previous);
    else changed.push({ componentId: previous.componentId, change, version, previous });
  };
  /** Compares what finds its like among those that nothing has matched yet; what does not is left. */
  const match = (versions: readonly ComponentVersion[], findLike: FindLike): ComponentVersion[] =>
    versions.filter((version) => {
      const previous = findLike(version);
      if (!previous || matched.has(previous.componentId)) return true;
      compare(previous, version);
      return false;
    });

  const byKey = new Map<ComponentKey, KnownComponent>(known.map((component) => [componentKey(component), component]));
  const withoutSameName = match(seen, (version) => {
    const previous = byKey.get(componentKey(version));
    return previous && (!isIdOfOrg(previous) || idsAgree(previous, version)) ? previous : undefined;
  });
  const byId = new Map(
    known
      .filter((component) => component.id && !matched.has(component.componentId) && isIdOfOrg(component))
      .map((component) => [idKey(component), component])
  );
  const withoutSameId = match(withoutSameName, (version) => (version.id ? byId.get(idKey(version)) : undefined));
  const added = match(withoutSameId, (version) => byKey.get(componentKey(version)));
  return { added, changed, same, unseen: known.filter((component) => !matched.has(component.componentId)) };
};

type FindLike = (version: ComponentVersion) => KnownComponent | undefined;

/** Whoever has no id does not contradict. */
const idsAgree = (previous: KnownComponent, version: ComponentVersion): boolean =>
  !previous.id || !version.id || previous.id === version.id;

const idKey = (component: ComponentVersion): string => `${component.type}:${component.id ?? ''}`;

const changeBetween = (
  previous: KnownComponent,
  version: ComponentVersion,
  options: CompareOptions
): Exclude<VersionChange, 'added'> | undefined => {
  if (previous.fullName !== version.fullName) return 'renamed';
  if (previous.ownHash !== version.ownHash) {
    return options.reread && previous.lastModifiedDate === version.lastModifiedDate ? 'reread' : 'updated';
  }
  if (canonical(previous.facts) !== canonical(version.facts)) return 'updated';
  if (extractorOf(previous) !== extractorOf(version)) return 'reread';
  return isTouched(previous, version) ? 'touched' : undefined;
};

const extractorOf = (component: ComponentVersion): string | undefined => component.origin?.extractorVersion;

const canonical = (facts: ComponentVersion['facts']): string =>
  JSON.stringify(Object.entries(facts ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));

const isTouched = (previous: KnownComponent, version: ComponentVersion): boolean =>
  previous.path !== version.path ||
  parentOf(previous) !== parentOf(version) ||
  STAMP_FIELDS.some((field) => previous[field] !== version[field]);

const parentOf = ({ parent }: ComponentVersion): string | undefined => parent && formatComponentName(parent);
