import { childTypes } from '../../catalogue/catalogue.ts';
import type { ListedComponent } from '../../model/component.ts';
import { componentKey, decodeRawName, type ComponentKey, type ComponentName } from '../../model/names/componentName.ts';
import type { Inventory } from './inventory.ts';

/**
 * Names children by the container that really holds them, where the org has that one: record types of person accounts are
 * listed as those of accounts. `others` are components beside those of the inventory: the container may be missing in
 * its listing, or not be listed along with the children.
 */
export const namedByContainer = (
  inventory: Inventory,
  ...others: ReadonlyArray<Iterable<ComponentName>>
): Inventory => {
  const moved = [...inventory.components].flatMap(([key, component]) => {
    const named = inContainer(component);
    return named ? [{ key, ...named }] : [];
  });
  if (moved.length === 0) return inventory;
  const components = new Map(inventory.components);
  const there = new Set<ComponentKey>(components.keys());
  for (const names of others) for (const name of names) there.add(componentKey(name));
  for (const { key, component, container } of moved) {
    if (!there.has(componentKey(container))) continue;
    components.delete(key);
    components.set(componentKey(component), component);
  }
  return { ...inventory, components };
};

const inContainer = (
  component: ListedComponent
): { readonly component: ListedComponent; readonly container: ComponentName } | undefined => {
  const { parent, child } = childTypes.get(component.type) ?? {};
  const rawName = child?.containerRawName?.(component.rawName);
  if (parent === undefined || rawName === undefined) return undefined;
  const fullName = decodeRawName(rawName);
  const container = { type: parent.type, fullName: fullName.slice(0, fullName.lastIndexOf('.')) };
  return { component: { ...component, rawName, fullName }, container };
};
