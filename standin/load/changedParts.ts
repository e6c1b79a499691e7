import { childTypes } from '../metadataTypes.ts';
import type { StandinComponent } from '../orgState.ts';
import { splitXml } from '../xml/splitXml.ts';
import { childrenIn } from './deriveComponents.ts';

type Parts = { readonly own: string; readonly children: ReadonlyMap<string, string> };

/** A container's file as its own part and the raw texts of its children by `Type:fullName`. */
function partsOf(container: StandinComponent, content: Buffer): Parts | undefined {
  const elements = new Set(
    childTypes.filter(({ container: type }) => type === container.type).map(({ element }) => element)
  );
  const pieces = splitXml(content.toString('utf8'))?.pieces;
  if (elements.size === 0 || pieces === undefined) return undefined;
  const own = pieces.filter(({ name }) => !elements.has(name)).map(({ raw }) => raw);
  const children = pieces.filter(({ name }) => elements.has(name));
  const named = children.flatMap(({ raw }) =>
    childrenIn(container, Buffer.from(`<x>${raw}</x>`)).map(
      ({ type, fullName }) => [`${type}:${fullName}`, raw] as const
    )
  );
  return { own: own.join('\n'), children: new Map(named) };
}

/** What differs between two states of a component's file: the component itself, and which of its children. */
export function changedParts(
  component: StandinComponent,
  before: Buffer,
  after: Buffer
): { readonly own: boolean; readonly children: readonly string[] } {
  const [old, present] = [partsOf(component, before), partsOf(component, after)];
  if (old === undefined || present === undefined) return { own: true, children: [] };
  const children = [...present.children].filter(([key, raw]) => old.children.has(key) && old.children.get(key) !== raw);
  return { own: old.own !== present.own, children: children.map(([key]) => key) };
}
