import { folderOf } from '../../../model/names/nameParts.ts';
import { textOf } from '../../../xml/xmlElement.ts';
import { objects, reading, text, flag, readingFile } from '../../attributes.ts';
import { mentionsBy } from '../../mentionRules.ts';
import { filedIn } from '../../naming.ts';
import type { ComponentReader } from '../../reader.ts';
import { sharedTo } from '../../ruleParts.ts';

/** Folders of reports, dashboards, documents and e-mail templates. */
export const folder: ComponentReader = {
  label: ({ element }) => textOf(element, 'name'),
  attributes: reading({
    accessType: text('accessType'),
    publicAccess: text('publicFolderAccess'),
    sharedWith: objects('folderShares', {
      name: text('sharedTo'),
      kind: text('sharedToType'),
      access: text('accessLevel'),
    }),
    sharedTo,
  }),
  mentions: ({ type, fullName }) => {
    const parent = folderOf(fullName);
    return parent === undefined ? [] : [{ kind: 'belongs to', type, fullName: parent, place: '' }];
  },
};

export const document: ComponentReader = {
  label: ({ element }) => textOf(element, 'name'),
  attributes: readingFile({
    internalUseOnly: flag('internalUseOnly'),
    public: flag('public'),
    keywords: text('keywords'),
  }),
  mentions: filedIn('DocumentFolder'),
};

export const staticResource: ComponentReader = {
  attributes: readingFile({ contentType: text('contentType'), cacheControl: text('cacheControl') }),
};

export const contentAsset: ComponentReader = {
  attributes: readingFile({
    language: text('language'),
    format: text('format'),
    isVisibleByExternalUsers: flag('isVisibleByExternalUsers'),
    versions: objects('versions.version', { number: text('number'), pathOnClient: text('pathOnClient') }),
  }),
  mentions: mentionsBy([{ path: 'originNetwork', kind: 'refers to', type: 'Network' }]),
};

export const letterhead: ComponentReader = {
  attributes: reading({ available: flag('available') }),
  mentions: mentionsBy([
    { path: 'header.logo', kind: 'displays', type: 'Document' },
    { path: 'footer.logo', kind: 'displays', type: 'Document' },
  ]),
};
