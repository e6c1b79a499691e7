import { componentKey, type ComponentName } from '../model/componentName.ts';

/** One set for each owner, also where an owner is named twice; in the order in which owners are first named. */
export const gatherSets = <Item>(
  sets: ReadonlyArray<{ readonly owner: ComponentName; readonly items: readonly Item[] }>
): Array<{ readonly owner: ComponentName; readonly items: readonly Item[] }> => {
  const gathered = new Map<string, { readonly owner: ComponentName; readonly items: Item[] }>();
  for (const { owner, items } of sets) {
    const key = componentKey(owner);
    const set = gathered.get(key) ?? { owner, items: [] };
    gathered.set(key, set);
    for (const item of items) set.items.push(item);
  }
  return [...gathered.values()];
};
