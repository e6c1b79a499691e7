import { widenId } from '../model/salesforceId.ts';
import type { Stamp } from '../model/stamp.ts';
import type { OrgSession } from '../org/orgSession.ts';
import { SalesforceFault, TransportFault } from '../org/salesforceFault.ts';
import { ENDS_EVERYTHING } from './endsEverything.ts';
import type { ListingOutcome } from './listMetadata.ts';
import { query, text, type Row } from './query.ts';

/**
 * The folders of one kind (`Folder.Type`) that no listing returns, as if they had been listed. Columns as in the Object
 * Reference. A table that the user may not see leaves these folders unknown, which is not the same as none.
 */
export const queryFolders = async (
  session: OrgSession,
  { folderType, kind }: { readonly folderType: string; readonly kind: string },
  ownNamespace: string | undefined
): Promise<ListingOutcome> => {
  const asked = { type: folderType };
  try {
    const rows = await query(session, `SELECT Id, DeveloperName, NamespacePrefix FROM Folder WHERE Type = '${kind}'`);
    const stamps = rows.flatMap((row) => stampOf(row, folderType, ownNamespace) ?? []);
    return { query: asked, state: 'listed', stamps, warnings: [], doubtful: false };
  } catch (error) {
    if (!(error instanceof SalesforceFault || error instanceof TransportFault)) throw error;
    const code = error instanceof SalesforceFault ? error.code : '';
    if (ENDS_EVERYTHING.has(code)) throw error;
    const problem = `folders of type ${kind} could not be queried: ${[code, error.message].filter(Boolean).join(': ')}`;
    return { query: asked, state: NOT_SEEN.has(code) ? 'denied' : 'failed', problem };
  }
};

const NOT_SEEN: ReadonlySet<string> = new Set(['INVALID_TYPE', 'INVALID_FIELD', 'INSUFFICIENT_ACCESS']);

const stampOf = (row: Row, type: string, ownNamespace: string | undefined): Stamp | undefined => {
  const name = text(row, 'DeveloperName');
  if (name === undefined) return undefined;
  const namespace = text(row, 'NamespacePrefix');
  const fullName = namespace === undefined || name.startsWith(`${namespace}__`) ? name : `${namespace}__${name}`;
  const id = widenId(text(row, 'Id'));
  return {
    type,
    rawName: fullName,
    fullName,
    packaged: namespace !== undefined && namespace !== ownNamespace,
    ...(id === undefined ? {} : { id }),
    ...(namespace === undefined ? {} : { namespace }),
  };
};
