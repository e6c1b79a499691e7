import type { JsonValue } from '../extraction.ts';
import { childOf } from '../xmlElement.ts';
import type { AttributeReader } from './readAttributes.ts';

/** The users behind an element such as `sharedFrom`: kind (`role`, `allInternalUsers`) and, where it has any, name. */
export const sharing =
  (name: string): AttributeReader =>
  (element) => {
    const found = childOf(element, name)?.children.map((child): JsonValue =>
      child.text === '' ? { kind: child.name } : { kind: child.name, name: child.text }
    );
    return found !== undefined && found.length > 0 ? found : undefined;
  };

/** Whom something is shared with. */
export const sharedTo = sharing('sharedTo');
