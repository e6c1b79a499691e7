import type { ComponentReader } from './componentReader.ts';
import { customField } from './customField.ts';
import { customObject } from './customObject.ts';

/** Types that are read in a way of their own; all others give label, description and text alone. */
export const readers: ReadonlyMap<string, ComponentReader> = new Map(
  Object.entries({
    CustomField: customField,
    CustomObject: customObject,
  } satisfies Record<string, ComponentReader>)
);
