import { decodeRawName } from '../componentName.ts';
import { textOf } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { flag, objects, reading, type AttributeReader } from './readAttributes.ts';

/** Values are encoded here (`Negotiate %26 Review`), though not where they are defined. */
const value: AttributeReader = (element) => decodeRawName(textOf(element, 'fullName') ?? '');

export const businessProcess: ComponentReader = {
  attributes: reading({
    active: flag('isActive'),
    values: objects('values', { name: value, default: flag('default') }),
  }),
};
