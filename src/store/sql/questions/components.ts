import { sql } from 'kysely';
import { componentKey, type ComponentKey } from '../../../model/names/componentName.ts';
import type { ComponentDetail, ComponentHistoryEntry, KnownComponent } from '../../records.ts';
import type { ComponentFilter } from '../../store.ts';
import { askAll, askFirst, type Question } from '../question.ts';
import { isObject, soundJson } from '../soundColumns.ts';
import { queries } from '../tables.ts';
import { fromVersionRow, type JoinedVersion } from '../versionRow.ts';

type KnownRow = JoinedVersion & {
  readonly missing_reason: string | null;
  readonly missing_last_seen: number | null;
  readonly missing_unavailable: number;
  readonly first_run: number | null;
  readonly changed_run: number | null;
};

/** Start of a run by its number; empty for one that there is not. */
export type StartOf = (run: number | null) => string;

export const splitKey = (key: ComponentKey): { readonly type: string; readonly name: string } => {
  const colon = key.indexOf(':');
  return { type: key.slice(0, colon), name: key.slice(colon + 1) };
};

/** The number of what has this name now, a component or not. */
export const askComponentNumber = (org: number, key: ComponentKey) => {
  const { type, name } = splitKey(key);
  return askFirst(
    queries
      .selectFrom('component')
      .select('id')
      .where('org', '=', org)
      .where('type', '=', type)
      .where('name', '=', name),
    ({ id }) => id
  );
};

/** Of all runs of an org. */
export const askRunStarts = (org: number): Question<{ number: number; started_at: string }, StartOf> => ({
  query: queries.selectFrom('run').select(['number', 'started_at']).where('org', '=', org),
  answer: (rows) => {
    const starts = new Map(rows.map(({ number, started_at }) => [number, started_at]));
    return (run) => starts.get(run ?? -1) ?? '';
  },
});

const selectVersions = () =>
  queries
    .selectFrom('component')
    .innerJoin('component_version', 'component_version.component_id', 'component.id')
    .leftJoin('document', 'document.id', 'component_version.document_id')
    .selectAll('component_version')
    .select(['component.type', 'component.missing_reason', 'component.missing_last_seen'])
    .select('component.missing_unavailable')
    .select(['component.first_run', 'component.changed_run'])
    .select(['document.hash as document_hash', 'document.extractor_version as document_extractor']);

/**
 * The current model of one org. Where something else says which few components it is about, `few` keeps a database from
 * going through all of the org.
 */
const selectCurrent = (org: number, { few = false } = {}) =>
  selectVersions()
    .where(few ? sql`+component.org` : sql.ref('component.org'), '=', org)
    .where('component.search_text', 'is not', null)
    .where('component_version.valid_to', 'is', null);

const toKnown = (row: KnownRow): KnownComponent => {
  const known = { ...fromVersionRow(row), componentId: row.component_id };
  const { missing_reason: reason, missing_last_seen: lastSeen, missing_unavailable: unavailable } = row;
  if (reason === null || lastSeen === null) return known;
  return { ...known, missing: { reason, lastSeen, ...(unavailable === 1 && { unavailable: true }) } };
};

const momentsOf = (
  row: KnownRow,
  startOf: StartOf
): Pick<ComponentDetail, 'firstSeen' | 'lastChanged' | 'lastFetched'> => {
  const lastFetched = startOf(row.missing_last_seen);
  return {
    firstSeen: startOf(row.first_run),
    lastChanged: startOf(row.changed_run),
    ...(lastFetched === '' ? {} : { lastFetched }),
  };
};

/** The whole current model: rows are many, so each is turned into its component as it comes. */
export const knownComponents = (org: number) => ({ query: selectCurrent(org), toResult: toKnown });

/** What a list shows of a row. */
export const toListed =
  (startOf: StartOf) =>
  (row: KnownRow): Omit<ComponentDetail, 'attributes'> => ({ ...toKnown(row), ...momentsOf(row, startOf) });

/** The current components that a filter names, but for its text; `few` as above. */
export const selectListed = (org: number, filter: ComponentFilter, few = false) => {
  let query = selectCurrent(org, { few });
  if (filter.type !== undefined) query = query.where('component.type', '=', filter.type);
  if (filter.parent !== undefined) query = query.where('component.parent', '=', componentKey(filter.parent));
  return query;
};

/** By type and name, behind any other order that the query has. */
export const inOrder = (query: ReturnType<typeof selectListed>, { limit }: ComponentFilter) => {
  const ordered = query.orderBy('component.type').orderBy('component.name');
  return limit === undefined ? ordered : ordered.limit(limit);
};

export const askComponent = (org: number, key: ComponentKey, startOf: StartOf) => {
  const { type, name } = splitKey(key);
  return askFirst(
    selectCurrent(org)
      .where('component.type', '=', type)
      .where('component.name', '=', name)
      .leftJoin('document_component', (join) =>
        join
          .onRef('document_component.document_id', '=', 'component_version.document_id')
          .onRef('document_component.ordinal', '=', 'component_version.ordinal')
      )
      .select('document_component.attributes'),
    (row): ComponentDetail => {
      const found = toKnown(row);
      const attributes = soundJson(row.attributes, isObject, null);
      return { ...found, attributes: { ...attributes, ...found.facts }, ...momentsOf(row, startOf) };
    }
  );
};

/** All versions of one component, newest first. */
export const askVersions = (componentNumber: number) =>
  askAll(
    selectVersions()
      .where('component_version.component_id', '=', componentNumber)
      .orderBy('component_version.valid_from', 'desc'),
    (row): ComponentHistoryEntry => ({
      version: fromVersionRow(row),
      change: row.change as ComponentHistoryEntry['change'],
      from: row.valid_from,
      ...(row.valid_to === null ? {} : { to: row.valid_to, ended: row.ended as 'superseded' | 'deleted' }),
    })
  );
