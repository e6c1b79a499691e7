import { textOf } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { folderOf } from './folderOf.ts';
import { objects, reading, text } from './readAttributes.ts';
import { sharedTo } from './sharedTo.ts';

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
