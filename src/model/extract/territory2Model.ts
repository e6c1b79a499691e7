import type { ComponentReader } from './componentReader.ts';
import { reading, text } from './readAttributes.ts';

export const territory2Model: ComponentReader = {
  attributes: reading({ recordVisibility: text('recordVisibility'), userRecordAccess: text('userRecordAccess') }),
};
