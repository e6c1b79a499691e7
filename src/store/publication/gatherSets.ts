import { componentKey, type ComponentName } from '../../model/names/componentName.ts';

/** One set for each owner, also where an owner is named twice; in the order in which owners are first named. */
export const gatherSets = <Item>(
  sets: ReadonlyArray<{ readonly owner: ComponentName; readonly items: readonly Item[] }>
): Array<{ readonly owner: ComponentName; readonly items: readonly Item[] }> => {
  const gathered = new Map<string, { readonly owner: ComponentName; readonly items: readonly Item[] }>();
  for (const { owner, items } of sets) {
    const key = componentKey(owner);
    const set = gathered.get(key);
    gathered.set(key, set === undefined ? { owner, items } : { owner: set.owner, items: set.items.concat(items) });
  }
  return [...gathered.values()];
};
