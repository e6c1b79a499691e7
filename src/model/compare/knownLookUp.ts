import type { KnownComponent, ListedComponent } from '../component.ts';
import { componentKey } from '../names/componentName.ts';

/** Finds what the model has of a component that was listed. */
export type LookUp = (component: ListedComponent) => KnownComponent | undefined;

/**
 * By key where the ids agree, else by id, else by key: the content of a renamed component is still its own, though it may
 * have the name of another one by now.
 */
export const knownLookUp = (known: readonly KnownComponent[]): LookUp => {
  const byKey = new Map(known.map((component) => [componentKey(component), component]));
  const byId = new Map(
    known.flatMap((component) => (component.id ? [[`${component.type}:${component.id}`, component]] : []))
  );
  return (component) => {
    const named = byKey.get(componentKey(component));
    if (!component.id || (named && (!named.id || named.id === component.id))) return named;
    return byId.get(`${component.type}:${component.id}`) ?? named;
  };
};
