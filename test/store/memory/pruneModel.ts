import { componentKey, type ComponentKey } from '../../../src/model/names/componentName.ts';
import type { ComponentVersion, Pruned, StoredDocument } from '../../../src/store/records.ts';
import type { MemoryModel, Validity } from './memoryModel.ts';

/**
 * Current versions refer to the present document of their path where it says the very same of them as the one that they
 * came with. `find` gives a document by its place in the model's paths, or by its origin.
 */
export const moveVersions = (
  model: MemoryModel,
  find: {
    readonly at: (documentId: number) => StoredDocument | undefined;
    readonly of: (origin: Origin) => StoredDocument | undefined;
  }
): void => {
  const present = new Map(
    model.paths.filter(({ validTo }) => validTo === undefined).map(({ path, documentId }) => [path, documentId])
  );
  for (const [id, entries] of model.versions) {
    model.versions.set(
      id,
      entries.map((entry) => {
        const { version, to } = entry;
        const document = find.at(present.get(version.path ?? '') ?? -1);
        if (to !== undefined || version.origin === undefined || document === undefined) return entry;
        if (document.extractorVersion !== version.origin.extractorVersion) return entry;
        const key = componentKey(version);
        const ordinal = document.components.findLastIndex((component) => componentKey(component) === key);
        const component = document.components[ordinal];
        const before = find.of(version.origin)?.components[version.origin.ordinal];
        if (component?.ownHash !== version.ownHash) return entry;
        if (JSON.stringify(component.attributes) !== JSON.stringify(before?.attributes)) return entry;
        return {
          ...entry,
          version: { ...version, origin: { ...version.origin, documentHash: document.hash, ordinal } },
        };
      })
    );
  }
};

type Origin = NonNullable<ComponentVersion['origin']>;

/** Removes what ended before the run, and names that nothing is about any more; tells how much that was. */
export const pruneModel = (
  model: MemoryModel,
  run: number
): Pick<Pruned, 'versions' | 'references' | 'grants' | 'paths' | 'components'> => {
  const keep = (rows: Validity[]): number => {
    const kept = rows.filter(({ validTo }) => validTo === undefined || validTo >= run);
    return rows.splice(0, rows.length, ...kept).length - kept.length;
  };
  let versions = 0;
  for (const [id, entries] of model.versions) {
    const kept = entries.filter(({ to }) => to === undefined || to >= run);
    versions += entries.length - kept.length;
    if (kept.length === 0) model.versions.delete(id);
    else model.versions.set(id, kept);
  }
  const [references, grants, paths] = [keep(model.edges), keep(model.grants), keep(model.paths)];
  const used = new Set(model.edges.map(({ manner }) => manner));
  model.manners.splice(0, model.manners.length, ...model.manners.filter(({ id }) => used.has(id)));
  const named = new Set([
    ...model.versions.keys(),
    ...model.edges.flatMap(({ from, to }) => [from, to]),
    ...model.grants.flatMap(({ principal, target }) => [principal, target]),
  ]);
  const forgotten = [...model.identities.values()].filter(({ id }) => !named.has(id));
  for (const { id, type, name } of forgotten) {
    model.identities.delete(id);
    if (name !== null) model.names.delete(`${type}:${name}` as ComponentKey);
  }
  return { versions, references, grants, paths, components: forgotten.length };
};
