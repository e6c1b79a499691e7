import { componentKey } from '../../../src/model/names/componentName.ts';
import type { ComponentDetail, KnownComponent } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import { named } from '../builders.ts';

/** The component of the current model; fails when there is none. `name` as `Type:FullName`. */
export const knownOf = async (store: Store, orgKey: string, name: string): Promise<KnownComponent> => {
  const found = (await store.known(orgKey)).find((known) => componentKey(known) === componentKey(named(name)));
  if (found === undefined) throw new Error(`The model has no ${name}`);
  return found;
};

export const idOf = async (store: Store, orgKey: string, name: string): Promise<number> =>
  (await knownOf(store, orgKey, name)).componentId;

export const detailOf = (store: Store, orgKey: string, name: string): Promise<ComponentDetail | undefined> =>
  store.component(orgKey, componentKey(named(name)));

/** Full names of the current model, sorted. */
export const namesOf = async (store: Store, orgKey: string): Promise<string[]> =>
  (await store.known(orgKey)).map(({ fullName }) => fullName).sort();
