import { sql, type SqlBool } from 'kysely';
import type { CurrentDocument, Publication } from '../../records.ts';
import { edgeNeedsOf, needsOf } from '../../publication/publicationNeeds.ts';
import type {
  DocumentRow,
  EdgeRow,
  GrantRow,
  IdentityRow,
  MannerRow,
  ModelState,
  SearchRow,
  TextsRow,
} from '../../publication/publicationPlan.ts';
import type { Connection } from '../connection/connection.ts';
import { listed } from '../connection/sqliteDialect.ts';
import { isTexts, neededJson } from '../../sql/soundColumns.ts';
import { queries } from '../../sql/tables.ts';

/** What the plan of a publication needs to know. Only inside the writing transaction that executes the plan. */
export const modelState = (
  connection: Connection,
  publication: Publication,
  { org, run, searchRowsAtOnce }: { readonly org: number; readonly run: number; readonly searchRowsAtOnce: number }
): ModelState => {
  const isFirst =
    connection.first(queries.selectFrom('component').select('id').where('org', '=', org).limit(1)) === undefined;
  const needs = needsOf(publication, { isFirst });
  const identities = isFirst ? [] : findIdentities(connection, org, needs);
  const { owners, ends } = edgeNeedsOf(publication, identities);
  const documents = findDocuments(connection, org, needs.documents);
  return {
    run,
    nextId: lastId(connection, 'component') + 1,
    identities,
    documents,
    texts: findTexts(connection, documents, needs.origins),
    searchRows: findSearchRows(connection, needs.searched),
    searchRowsAtOnce,
    paths: findPaths(connection, org, needs.paths),
    nextMannerId: lastId(connection, 'reference_manner') + 1,
    manners: mannersOf(connection, org),
    edges: isFirst ? [] : openEdges(connection, { owners, ends }),
    grants: isFirst ? [] : openGrants(connection, { owners, ends }),
  };
};

/** Of all orgs. */
const lastId = (connection: Connection, table: 'component' | 'reference_manner'): number =>
  connection.first(queries.selectFrom(table).select((expression) => expression.fn.max('id').as('id')))?.id ?? 0;

const IDENTITY_COLUMNS = [
  'component.id',
  'component.type',
  'component.name',
  'component.full_name',
  'component.first_run',
  'component.changed_run',
  'component.parent',
  'component.search_text',
  'component.missing_reason',
  'component.missing_last_seen',
  'component.missing_unavailable',
] as const;

const findIdentities = (
  connection: Connection,
  org: number,
  { ids, names }: Pick<ReturnType<typeof needsOf>, 'ids' | 'names'>
): IdentityRow[] => {
  const select = () => queries.selectFrom('component').select(IDENTITY_COLUMNS).where('component.org', '=', org);
  const pairs = sql<{ value: string }>`json_each(${JSON.stringify(names.map(({ type, name }) => [type, name]))})`;
  const byName = queries
    .selectFrom(pairs.as('wanted'))
    // CROSS JOIN keeps the order of the tables: SQLite knows nothing of the list's size.
    .crossJoin('component')
    .select(IDENTITY_COLUMNS)
    .where('component.org', '=', org)
    .where(sql<SqlBool>`component.type = wanted.value ->> 0`)
    .where(sql<SqlBool>`component.name = wanted.value ->> 1`);
  const rows = [
    ...(ids.length === 0 ? [] : connection.all(select().where('component.id', 'in', listed(ids)))),
    ...(names.length === 0 ? [] : connection.all(byName)),
  ];
  return [...new Map(rows.map((row) => [row.id, row])).values()].map((row) => ({
    id: row.id,
    type: row.type,
    name: row.name,
    fullName: row.full_name,
    firstRun: row.first_run,
    changedRun: row.changed_run,
    parent: row.parent,
    searchText: row.search_text,
    missing:
      row.missing_reason === null || row.missing_last_seen === null
        ? null
        : {
            reason: row.missing_reason,
            lastSeen: row.missing_last_seen,
            ...(row.missing_unavailable === 1 && { unavailable: true }),
          },
  }));
};

const findDocuments = (
  connection: Connection,
  org: number,
  documents: ReadonlyArray<Omit<CurrentDocument, 'path'>>
): DocumentRow[] => {
  const find = connection.prepare<{ hash: string; extractor: string }, { id: number }>((p) =>
    queries
      .selectFrom('document')
      .select('id')
      .where('org', '=', org)
      .where('hash', '=', p.hash)
      .where('extractor_version', '=', p.extractor)
  );
  return documents.flatMap(({ hash, extractorVersion }) => {
    const id = find.first({ hash, extractor: extractorVersion })?.id;
    return id === undefined ? [] : [{ hash, extractorVersion, id }];
  });
};

const findTexts = (
  connection: Connection,
  documents: readonly DocumentRow[],
  origins: ReturnType<typeof needsOf>['origins']
): TextsRow[] => {
  const wanted = new Set(origins.map(({ hash, extractorVersion }) => `${hash} ${extractorVersion}`));
  const ids = documents
    .filter(({ hash, extractorVersion }) => wanted.has(`${hash} ${extractorVersion}`))
    .map(({ id }) => id)
    .sort((a, b) => a - b);
  if (ids.length === 0) return [];
  const found = queries
    .selectFrom('document_component')
    .select(['document_id as documentId', 'ordinal', 'texts'])
    .where('document_id', 'in', listed(ids))
    .where('texts', 'is not', null)
    .$narrowType<{ texts: string }>();
  return connection.all(found);
};

const findSearchRows = (connection: Connection, ids: readonly number[]): SearchRow[] =>
  ids.length === 0
    ? []
    : connection.all(
        queries
          .selectFrom('search_entry')
          .select(['component_id as componentId', 'names', 'words'])
          .where('component_id', 'in', listed(ids))
      );

const findPaths = (connection: Connection, org: number, paths: readonly string[]): ModelState['paths'] => {
  const open = queries
    .selectFrom('current_document')
    .select('document_id as documentId')
    .where('org', '=', org)
    .where('valid_to', 'is', null);
  // In a first run, in which most documents are published, nothing is there to be found.
  if (connection.first(open.limit(1)) === undefined) return [];
  const find = connection.prepare<{ path: string }, { documentId: number }>(({ path }) =>
    open.where('path', '=', path)
  );
  return paths.flatMap((path) => {
    const documentId = find.first({ path })?.documentId;
    return documentId === undefined ? [] : [{ path, documentId }];
  });
};

const mannersOf = (connection: Connection, org: number): MannerRow[] =>
  connection
    .all(queries.selectFrom('reference_manner').selectAll().where('org', '=', org))
    .map(({ id, kind, evidence, confidence, place }) => ({
      id,
      kind,
      evidence: neededJson(evidence, isTexts, 'reference_manner.evidence'),
      confidence: confidence as MannerRow['confidence'],
      ...(place === null ? {} : { place }),
    }));

type Ends = ReturnType<typeof edgeNeedsOf>;

const openEdges = (connection: Connection, { owners, ends }: Ends): EdgeRow[] => {
  const open = () =>
    queries
      .selectFrom('reference_edge')
      .select(['from_id as from', 'to_id as to', 'manner_id as manner'])
      .where('valid_to', 'is', null);
  const leading = ends.length === 0 ? [] : connection.all(open().where('to_id', 'in', listed(ends)));
  const known = new Set(owners);
  return [
    ...(owners.length === 0 ? [] : connection.all(open().where('from_id', 'in', listed(owners)))),
    ...leading.filter(({ from }) => !known.has(from)),
  ];
};

const openGrants = (connection: Connection, { owners, ends }: Ends): GrantRow[] => {
  const open = () =>
    queries
      .selectFrom('access_grant')
      .select(['principal_id as principal', 'target_id as target', 'rights'])
      .where('valid_to', 'is', null);
  const leading = ends.length === 0 ? [] : connection.all(open().where('target_id', 'in', listed(ends)));
  const known = new Set(owners);
  return [
    ...(owners.length === 0 ? [] : connection.all(open().where('principal_id', 'in', listed(owners)))),
    ...leading.filter(({ principal }) => !known.has(principal)),
  ];
};
