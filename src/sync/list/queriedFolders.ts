import type { ListedComponent } from '../../model/component.ts';
import { widenId } from '../../model/names/salesforceValues.ts';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { describedFields } from '../../salesforce/calls/identity.ts';
import type { ListingOutcome } from '../../salesforce/calls/listMetadata.ts';
import { query, text, type Row } from '../../salesforce/calls/query.ts';
import { endsSync, isLacking, isNotGiven } from '../../salesforce/faults/decideFault.ts';
import { faultText, isFault } from '../../salesforce/faults/salesforceFault.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';

/**
 * The folders of one kind (`Folder.Type`) that no listing returns, as if they had been listed; nested ones by their whole
 * path. Columns as in the Object Reference but for `ParentId`, which that leaves out: the table is described first. A table
 * that the user may not see leaves these folders unknown, which is not the same as none.
 */
export const queryFolders = async (
  session: OrgSession,
  { folderType, kind }: { readonly folderType: string; readonly kind: string },
  ownNamespace: string | undefined
): Promise<ListingOutcome> => {
  const asked = { type: folderType };
  try {
    const columns = ['Id', 'DeveloperName', 'NamespacePrefix', ...((await hasParents(session)) ? ['ParentId'] : [])];
    const rows = await query(session, `SELECT ${columns.join(', ')} FROM Folder WHERE Type = '${kind}'`);
    return {
      query: asked,
      state: 'listed',
      components: listedFolders(rows, folderType, ownNamespace),
      warnings: [],
      doubtful: false,
    };
  } catch (error) {
    if (!isFault(error) || endsSync(error)) throw error;
    const problem = `folders of type ${kind} could not be queried: ${faultText(error)}`;
    return {
      query: asked,
      state: isNotGiven(error) ? 'denied' : 'failed',
      problem,
      byQuery: true,
      ...(error.transient ? { transient: true } : {}),
    };
  }
};

/**
 * Never assumed: without the parents a nested folder would seem to be renamed. A table that can't be described at all has
 * nothing but its documented columns.
 */
const hasParents = async (session: OrgSession): Promise<boolean> => {
  try {
    return (await describedFields(session, 'Folder')).has('ParentId');
  } catch (error) {
    if (isLacking(error)) return false;
    throw error;
  }
};

const listedFolders = (rows: readonly Row[], type: string, ownNamespace: string | undefined): ListedComponent[] => {
  const byId = new Map(rows.map((row) => [widenId(text(row, 'Id')), row]));
  return rows.flatMap((row) => {
    const fullName = pathOf(row, byId);
    if (fullName === undefined) return [];
    const namespace = text(row, 'NamespacePrefix');
    const id = widenId(text(row, 'Id'));
    return {
      type,
      rawName: fullName,
      fullName,
      packaged: namespace !== undefined && namespace !== ownNamespace,
      ...omitUndefined({ id, namespace }),
    };
  });
};

/** `Outer/Inner`; a parent that the query did not return is none, and a circle ends where it began. */
const pathOf = (row: Row, byId: ReadonlyMap<string | undefined, Row>): string | undefined => {
  const names: string[] = [];
  const seen = new Set<Row>();
  for (let at: Row | undefined = row; at !== undefined && !seen.has(at); at = parentOf(at, byId)) {
    seen.add(at);
    const name = nameOf(at);
    if (name === undefined) break;
    names.unshift(name);
  }
  return names.length === 0 ? undefined : names.join('/');
};

const parentOf = (row: Row, byId: ReadonlyMap<string | undefined, Row>): Row | undefined => {
  const id = widenId(text(row, 'ParentId'));
  return id === undefined ? undefined : byId.get(id);
};

const nameOf = (row: Row): string | undefined => {
  const name = text(row, 'DeveloperName');
  const namespace = text(row, 'NamespacePrefix');
  if (name === undefined || namespace === undefined || name.startsWith(`${namespace}__`)) return name;
  return `${namespace}__${name}`;
};
