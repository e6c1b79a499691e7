import type { ManageableState, ListedComponent } from '../../model/component.ts';
import { decodeRawName } from '../../model/names/componentName.ts';
import { widenId } from '../../model/names/salesforceValues.ts';
import { forgivenText, textOf, type XmlElement } from '../../xml/xmlElement.ts';
import { endsSync, isLacking, isNotGiven } from '../faults/decideFault.ts';
import { faultText, isFault, TransportFault, type Fault } from '../faults/salesforceFault.ts';
import type { OrgSession } from '../session/orgSession.ts';
import { isTooLarge, LARGEST_OF_SEVERAL } from '../transport/answerSize.ts';
import { callForRows, escapeXml } from './metadataCall.ts';

export type ListingQuery = { readonly type: string; readonly folder?: string };

/** What came of one query: its components, or why there are none. `absent` means that the org has no such type. */
export type ListingOutcome =
  | {
      readonly query: ListingQuery;
      readonly state: 'listed';
      readonly components: readonly ListedComponent[];
      readonly warnings: readonly string[];
      /** A row did not say what it is: a component that is missing here may be that one. */
      readonly doubtful: boolean;
      /** Rows of a type that was not asked for, where one query was asked alone. */
      readonly strangers?: readonly ListedComponent[];
    }
  | ({ readonly query: ListingQuery } & NotListed);

export type NotListed = {
  readonly state: 'absent' | 'denied' | 'failed';
  readonly problem: string;
  /** A later try may just work. */
  readonly transient?: true;
  /** Not a listing, but a query in its place. */
  readonly byQuery?: true;
};

/** What rows mean that do not say it themselves; the catalogue knows. */
export type ListingNames = {
  readonly ownNamespace?: string | undefined;
  /** The type of a component by the path of its file, for rows with a nil type. */
  readonly typeOfFile: (fileName: string) => string | undefined;
  /** The full name of a component with a package's namespace, where its row leaves that out. */
  readonly packagedName: (type: string, rawName: string, namespace: string) => string;
  /** The type of what lies in folders of a folder type. */
  readonly contentType: (folderType: string) => string | undefined;
  /** Whether rows are wanted as the org said them, for a decision: they may repeat what it was sent, and must not be kept. */
  readonly isRaw?: boolean;
};

/** The Metadata API takes at most three queries a call. */
export const QUERIES_PER_CALL = 3;

/**
 * Lists up to three types or folders in one call. One bad query voids the whole call, so after a fault each query is
 * asked alone: a bad type never hides a good one. So it is when a row does not say its type, which the only query of a
 * call does; left out, the component would look as if it were deleted. A listing that the network never brings costs only
 * itself while the org answers at all. A session that ended, a limit that is used up, or an answer that is too large though
 * nothing smaller can be asked for ends everything and throws.
 */
export const listMetadata = async (
  session: OrgSession,
  queries: readonly ListingQuery[],
  names: ListingNames
): Promise<ListingOutcome[]> => {
  try {
    const asked = queries.map(queryXml).join('') + versionXml(session);
    const forgiven = new Set<string>();
    const read = await callForRows(session, 'listMetadata', asked, {
      read: (row) => {
        for (const kind of row.mended) forgiven.add(kind);
        return readRow(row, queries, names);
      },
      most: queries.length > 1 ? LARGEST_OF_SEVERAL : undefined,
      isRaw: names.isRaw,
    });
    const warnings = forgivenIn([...forgiven], queries);
    if (queries.length === 1 || read.every((row) => row.type !== undefined)) {
      return queries.map((query) => outcomeOf(query, read, { queries, names, warnings }));
    }
  } catch (error) {
    if (!isFault(error) || endsSync(error)) throw error;
    if (isTooLarge(error)) return listLarge(session, queries, { names, error });
    if (error instanceof TransportFault && !(await answers(session))) throw error;
    if (queries.length === 1) return queries.map((query) => ({ query, ...notListed(error) }));
  }
  const single = await Promise.all(queries.map((query) => listMetadata(session, [query], names)));
  return single.flat();
};

/** Alone one after the other: what is large takes much memory. */
const listLarge = async (
  session: OrgSession,
  queries: readonly ListingQuery[],
  { names, error }: { readonly names: ListingNames; readonly error: Error }
): Promise<ListingOutcome[]> => {
  if (queries.length === 1) throw error;
  const outcomes: ListingOutcome[] = [];
  for (const query of queries) outcomes.push(...(await listMetadata(session, [query], names)));
  return outcomes;
};

/** Whether the org can be reached at all: by the list of its versions, which is free and asks for no login. */
const answers = async (session: OrgSession): Promise<boolean> => {
  try {
    await session.get('/services/data', 'versions');
    return true;
  } catch (error) {
    return !(error instanceof TransportFault);
  }
};

const notListed = (fault: Fault): NotListed => ({
  state: isLacking(fault) ? 'absent' : isNotGiven(fault) ? 'denied' : 'failed',
  problem: faultText(fault),
  ...(fault.transient ? { transient: true } : {}),
});

const queryXml = ({ type, folder }: ListingQuery): string =>
  `<queries>${folder === undefined ? '' : `<folder>${escapeXml(folder)}</folder>`}<type>${escapeXml(type)}</type></queries>`;

const versionXml = (session: OrgSession): string => `<asOfVersion>${session.apiVersion}</asOfVersion>`;

type ReadRow =
  | { readonly type: string; readonly component: ListedComponent }
  /** What it lacks, and what it does say. */
  | { readonly type: undefined; readonly lacks: 'a name' | 'a type'; readonly says: string };

const readRow = (row: XmlElement, queries: readonly ListingQuery[], names: ListingNames): ReadRow => {
  const rawName = textOf(row, 'fullName');
  const fileName = textOf(row, 'fileName');
  const type = textOf(row, 'type') ?? inferType(fileName, queries, names);
  if (!type || !rawName) {
    const what =
      [rawName && `name ${rawName}`, fileName && `file ${fileName}`].filter(Boolean).join(', ') ||
      'no name and no file';
    return { type: undefined, lacks: type ? 'a name' : 'a type', says: what };
  }
  return { type, component: listedComponent(row, { type, rawName }, names) };
};

/** Some rows come back with a nil type: the file's folder and suffix tell it, or a single query. */
const inferType = (
  fileName: string | undefined,
  queries: readonly ListingQuery[],
  names: ListingNames
): string | undefined =>
  (fileName === undefined ? undefined : names.typeOfFile(fileName)) ??
  (queries.length === 1 ? queries[0]?.type : undefined);

const listedComponent = (
  row: XmlElement,
  { type, rawName }: { readonly type: string; readonly rawName: string },
  { ownNamespace, packagedName }: ListingNames
): ListedComponent => {
  const state = textOf(row, 'manageableState') as ManageableState | undefined;
  const namespace = textOf(row, 'namespacePrefix');
  const component = {
    id: widenId(textOf(row, 'id')),
    namespace,
    state,
    ...auditFields(row, 'created'),
    ...auditFields(row, 'lastModified'),
  };
  // Not by `packaged`: components of an unlocked package are the org's, and bear its namespace in their names.
  const isForeign = namespace !== undefined && namespace !== ownNamespace && state !== 'unmanaged';
  const name = isForeign ? packagedName(type, rawName, namespace) : rawName;
  return {
    type,
    rawName: name,
    fullName: decodeRawName(name),
    packaged: isPackaged(state, namespace, ownNamespace),
    ...Object.fromEntries(Object.entries(component).filter(([, value]) => value !== undefined)),
  };
};

const PACKAGED_STATES: ReadonlySet<string> = new Set(['beta', 'deleted', 'deprecated', 'installed', 'released']);

/**
 * The org's own namespace is its own; components of unlocked packages (`installedEditable`) are the org's as well, and so
 * are translations, which may be listed as `beta` without a namespace.
 */
const isPackaged = (
  state: string | undefined,
  namespace: string | undefined,
  ownNamespace: string | undefined
): boolean => {
  if (namespace !== undefined && namespace === ownNamespace) return false;
  if (namespace === undefined) return state !== undefined && state !== 'beta' && PACKAGED_STATES.has(state);
  return state === undefined || PACKAGED_STATES.has(state);
};

type AuditFields<D extends 'created' | 'lastModified'> = Partial<
  Pick<ListedComponent, `${D}By` | `${D}ById` | `${D}Date`>
>;

/**
 * Who did it and when. What nobody made, such as standard objects and settings, is listed with the epoch: that is no date,
 * and the user beside it is whoever comes first.
 */
const auditFields = <D extends 'created' | 'lastModified'>(row: XmlElement, event: D): AuditFields<D> => {
  const date = textOf(row, `${event}Date`);
  const time = date === undefined ? Number.NaN : Date.parse(date);
  if (time === 0) return {};
  return {
    [`${event}By`]: textOf(row, `${event}ByName`),
    [`${event}ById`]: widenId(textOf(row, `${event}ById`)),
    [`${event}Date`]: Number.isNaN(time) ? undefined : new Date(time).toISOString(),
  } as AuditFields<D>;
};

type Asked = {
  readonly queries: readonly ListingQuery[];
  readonly names: ListingNames;
  /** Of the answer as a whole. */
  readonly warnings: readonly string[];
};

/** What is in the answer though XML forbids it: a person's name may hold anything. */
const forgivenIn = (kinds: readonly string[], queries: readonly ListingQuery[]): string[] => {
  if (kinds.length === 0) return [];
  return [`The listing of ${queries.map(nameOf).join(', ')} holds ${forgivenText(kinds)}.`];
};

const nameOf = ({ type, folder }: ListingQuery): string => (folder === undefined ? type : `${type}/${folder}`);

const outcomeOf = (query: ListingQuery, rows: readonly ReadRow[], asked: Asked): ListingOutcome => {
  const components = rows.flatMap((row) =>
    row.type !== undefined && belongsTo(row, query, asked) ? [{ ...row.component, type: query.type }] : []
  );
  // A row that names no type belongs to no query, as what is said of the answer does; it is told once, with the first.
  const warnings = query === asked.queries[0] ? [...asked.warnings, ...leftOutWarnings(rows)] : [];
  const doubtful = rows.some((row) => row.type === undefined);
  const strangers =
    asked.queries.length > 1
      ? []
      : rows.flatMap((row) => (row.type === undefined || belongsTo(row, query, asked) ? [] : [row.component]));
  return { query, state: 'listed', components, warnings, doubtful, ...(strangers.length > 0 ? { strangers } : {}) };
};

/** One for all rows that lack the same, with an example: there may be thousands. */
const leftOutWarnings = (rows: readonly ReadRow[]): string[] => {
  const leftOut = rows.flatMap((row) => (row.type === undefined ? [row] : []));
  return [...Map.groupBy(leftOut, ({ lacks }) => lacks)].map(
    ([lacks, items]) =>
      `${String(items.length)} listed component(s) without ${lacks} were left out, for example ${items[0]?.says ?? ''}.`
  );
};

/** Rows of several folders of one type come back mixed: the folder is the name's beginning. */
const belongsTo = (
  row: { type: string; component: ListedComponent },
  query: ListingQuery,
  { queries, names }: Omit<Asked, 'warnings'>
): boolean => {
  const isOf = ({ type }: ListingQuery): boolean => type === row.type || names.contentType(type) === row.type;
  if (!isOf(query)) return false;
  // A listing of folders may name its rows by the folder type or by the content's (`Report` for a `ReportFolder`).
  const rivals = queries.filter(isOf);
  if (query.folder === undefined || rivals.length === 1) return true;
  const folder = rivals
    .flatMap((rival) => rival.folder ?? [])
    .filter((candidate) => row.component.rawName.startsWith(`${candidate}/`))
    .sort((a, b) => b.length - a.length)[0];
  return (folder ?? rivals[0]?.folder) === query.folder;
};
