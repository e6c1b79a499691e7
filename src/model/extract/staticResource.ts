import type { ComponentReader } from './componentReader.ts';
import { text } from './readAttributes.ts';
import { readingFile } from './readingFile.ts';

export const staticResource: ComponentReader = {
  attributes: readingFile({ contentType: text('contentType'), cacheControl: text('cacheControl') }),
};
