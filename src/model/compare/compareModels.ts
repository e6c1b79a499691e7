import { type ComponentVersion, type KnownComponent, type VersionChange, LISTED_FIELDS } from '../component.ts';
import { componentKey, formatComponentName, type ComponentKey } from '../names/componentName.ts';

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
  /** Since the run before: another API version writes the same metadata in another way, so that what differs was re-read. */
  readonly apiVersionChanged: boolean;
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
    const reread = options.apiVersionChanged || (previous.origin && hasOtherExtractors(previous, version));
    return reread && previous.lastModifiedDate === version.lastModifiedDate ? 'reread' : 'updated';
  }
  const facts = factsBetween(previous.facts ?? {}, version.facts ?? {});
  if (facts === 'updated') return 'updated';
  if (facts === 'reread') return 'reread';
  return facts === 'touched' || isTouched(previous, version) ? 'touched' : undefined;
};

/** Whether the documents that the two come from were read by other versions of the extractors. */
const hasOtherExtractors = (previous: KnownComponent, version: ComponentVersion): boolean =>
  previous.origin?.extractorVersion !== version.origin?.extractorVersion;

/** Facts that say nothing of what is configured: using a report is no change of it. */
const MARGINAL_FACTS: ReadonlySet<string> = new Set(['lastRun', 'package']);

/** What is said for the first time, beside all that was said before, was asked anew: the org need not have changed. */
const factsBetween = (previous: Facts, version: Facts): 'updated' | 'reread' | 'touched' | undefined => {
  const names = [...new Set([...Object.keys(previous), ...Object.keys(version)])];
  const differing = names.filter((name) => canonical(previous[name]) !== canonical(version[name]));
  if (differing.length === 0) return undefined;
  const telling = differing.filter((name) => !MARGINAL_FACTS.has(name));
  if (telling.length === 0) return 'touched';
  return telling.every((name) => previous[name] === undefined) ? 'reread' : 'updated';
};

type Facts = NonNullable<ComponentVersion['facts']>;

const canonical = (fact: Facts[string] | undefined): string | undefined =>
  fact === undefined ? undefined : JSON.stringify(fact);

const isTouched = (previous: KnownComponent, version: ComponentVersion): boolean =>
  // The same text, and other extractors may make more of it.
  hasOtherExtractors(previous, version) ||
  previous.path !== version.path ||
  // Of what has a document its text says them; else only a query does.
  previous.label !== version.label ||
  previous.description !== version.description ||
  parentOf(previous) !== parentOf(version) ||
  LISTED_FIELDS.some((field) => previous[field] !== version[field]);

const parentOf = ({ parent }: ComponentVersion): string | undefined => parent && formatComponentName(parent);
