import { formatComponentName } from '../../src/model/names/componentName.ts';
import type { Store } from '../../src/store/store.ts';

/** A model as far as it is a function of the org: names with the hashes of their own texts, and documents. */
export type ModelSignature = { readonly components: readonly string[]; readonly documents: readonly string[] };

export const modelSignature = async (store: Store, orgKey: string): Promise<ModelSignature> => ({
  components: (await store.known(orgKey)).map(({ type, fullName, ownHash }) => `${type}:${fullName} ${ownHash}`).sort(),
  documents: (await store.documents(orgKey)).map(({ path, hash }) => `${path} ${hash}`).sort(),
});

/** Everything that a reader of the store can learn of a model, for saying that a sync left no trace in it. */
export const wholeModel = async (store: Store, orgKey: string): Promise<unknown> => {
  const byText = <T>(rows: readonly T[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
  return {
    components: byText(await store.known(orgKey)),
    documents: byText(await store.documents(orgKey)),
    references: byText(await store.references(orgKey, {})),
    grants: byText(await store.grants(orgKey, {})),
    published: (await store.lastPublished(orgKey))?.runId,
  };
};

/** What uses what and who may do what, by names alone. */
export const relationSignature = async (
  store: Store,
  orgKey: string
): Promise<{ readonly references: readonly string[]; readonly grants: readonly string[] }> => ({
  references: (await store.references(orgKey, {}))
    .map(({ from, to, kind, place }) => [formatComponentName(from), kind, formatComponentName(to), place].join(' '))
    .sort(),
  grants: (await store.grants(orgKey, {}))
    .map(({ principal, target, rights }) =>
      [formatComponentName(principal), String(rights), formatComponentName(target)].join(' ')
    )
    .sort(),
});
