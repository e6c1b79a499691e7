import type { JsonValue } from '../extraction.ts';
import type { ComponentReader } from './componentReader.ts';

const VALUES: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/**
 * Switches of a feature by their element's name; everything else differs from feature to feature. Names inside of
 * settings name parts of them, so that there is no label.
 */
export const settings: ComponentReader = {
  label: () => undefined,
  attributes: ({ element }) => {
    const switches: { [name: string]: JsonValue } = {};
    for (const { name, text, children } of element.children) {
      const value = children.length === 0 ? VALUES.get(text.trim()) : undefined;
      if (value !== undefined) switches[name] ??= value;
    }
    return switches;
  },
};
