import type { Subject, SubjectMention } from './componentReader.ts';
import { folderOf } from './folderOf.ts';

/** Folder of what is filed in none. */
const UNFILED = 'unfiled$public';

/** The folder that a component lies in, which is the beginning of its name. */
export const filedIn =
  (folderType: string) =>
  ({ fullName }: Subject): SubjectMention[] => {
    const folder = folderOf(fullName);
    return folder === undefined || folder === UNFILED
      ? []
      : [{ kind: 'belongs to', type: folderType, fullName: folder, place: '' }];
  };
