import type { ComponentReader } from '../../src/extract/reader.ts';
import { readers } from '../../src/extract/readers.ts';

/** Puts the reader of a release to come in a reader's place; returns what takes it out again. */
export const releaseReader = (type: string, next: ComponentReader): (() => void) => {
  const reader = readers.get(type);
  if (reader === undefined) throw new Error(`${type} has no reader`);
  const before = { ...reader };
  Object.assign(reader, next);
  return () => {
    for (const name of Object.keys(reader)) Reflect.deleteProperty(reader, name);
    Object.assign(reader, before);
  };
};
