import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, objects, text } from './readAttributes.ts';
import { readingFile } from './readingFile.ts';

export const contentAsset: ComponentReader = {
  attributes: readingFile({
    language: text('language'),
    format: text('format'),
    isVisibleByExternalUsers: flag('isVisibleByExternalUsers'),
    versions: objects('versions.version', { number: text('number'), pathOnClient: text('pathOnClient') }),
  }),
  mentions: mentionsBy([{ path: 'originNetwork', kind: 'refers to', type: 'Network' }]),
};
