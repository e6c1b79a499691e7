import type { KnownComponent, ListedComponent } from '../component.ts';
import { componentKey } from '../names/componentName.ts';

/** Finds what the model has of a component that was listed. */
export type LookUp = (component: ListedComponent) => KnownComponent | undefined;

/** By key, else by id: the content of a renamed component is still its own. */
export const knownLookUp = (known: readonly KnownComponent[]): LookUp => {
  const byKey = new Map(known.map((component) => [componentKey(component), component]));
  const byId = new Map(
    known.flatMap((component) => (component.id ? [[`${component.type}:${component.id}`, component]] : []))
  );
  return (component) =>
    byKey.get(componentKey(component)) ?? (component.id ? byId.get(`${component.type}:${component.id}`) : undefined);
};
