import { textOf } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { filedIn } from './filedIn.ts';
import { flag, text } from './readAttributes.ts';
import { readingFile } from './readingFile.ts';

export const document: ComponentReader = {
  label: ({ element }) => textOf(element, 'name'),
  attributes: readingFile({
    internalUseOnly: flag('internalUseOnly'),
    public: flag('public'),
    keywords: text('keywords'),
  }),
  mentions: filedIn('DocumentFolder'),
};
