import type { JsonValue } from '../extraction.ts';
import { childOf } from '../xmlElement.ts';
import type { AttributeReader } from './readAttributes.ts';

/** Whom something is shared with: kind of group (`role`, `allInternalUsers`) and, where the kind has any, its name. */
export const sharedTo: AttributeReader = (element) => {
  const found = childOf(element, 'sharedTo')?.children.map((child): JsonValue =>
    child.text === '' ? { kind: child.name } : { kind: child.name, name: child.text }
  );
  return found !== undefined && found.length > 0 ? found : undefined;
};
