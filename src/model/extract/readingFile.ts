import type { AttributeReader } from './readAttributes.ts';
import { readAttributes } from './readAttributes.ts';
import type { Attributes, Subject } from './componentReader.ts';

/** The attributes of a file's companion, and the size of the file itself in bytes. */
export const readingFile =
  (readers: { readonly [name: string]: AttributeReader }) =>
  ({ element, parts }: Subject): Attributes => {
    const size = parts.find((part) => part.name === '')?.size;
    return { ...readAttributes(element, readers), ...(size !== undefined && { size }) };
  };
