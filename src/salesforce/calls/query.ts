import pLimit, { type LimitFunction } from 'p-limit';
import { endsSync, isNotGiven } from '../faults/decideFault.ts';
import { pauseBefore } from '../faults/retry.ts';
import { faultText, isFault, TransportFault, type Fault } from '../faults/salesforceFault.ts';
import type { OrgSession } from '../session/orgSession.ts';
import { answerTooLarge } from '../transport/answerSize.ts';

export type Row = { readonly [column: string]: unknown };
export type Door = 'data' | 'tooling';

type Page = {
  readonly rows: readonly Row[];
  readonly next: string | undefined;
  /** Rows of all pages together, where the page says it (`totalSize` of the REST API). */
  readonly total: number | undefined;
};

/** The first start of a query, and two more. */
const STARTS = 3;

/**
 * A user has ten open cursors, in all programs together: when an eleventh is opened, the oldest is lost. Half of them are
 * left to others.
 */
const QUERIES_AT_ONCE = 5;

/** Salesforce's pages have hundreds of rows, and rarely fewer: so many pages of one or two, no server that means well sends. */
const PAGES = { few: 50, leastRows: 2.5 } as const;

/**
 * All rows of one query are in memory: the largest orgs have about a million rows of permissions, with 200 characters each.
 * A row counts for more than its text, so that empty ones end as well.
 */
const MOST = 400_000_000;
const ROW_COST = 100;

const limits = new WeakMap<OrgSession, LimitFunction>();

/**
 * All rows of a query, page by page. When its place in the rows is lost, or a page is none, it begins again from the first
 * page, with no row of the earlier start. Throws what the org answers: one unknown field makes a whole query fail. An
 * answer that is still no page, or that leads nowhere, throws as well: missing rows must never look like rows that are gone.
 */
export const query = (
  session: OrgSession,
  soql: string,
  door: Door = 'data',
  /** How large they may be together, about in bytes; injected by tests. */
  most?: number
): Promise<Row[]> => ask(session, soql, door, 'all pages', most);

/** The first row of a query that has one or none: whatever follows, nothing more is asked for. */
export const firstRow = async (session: OrgSession, soql: string, door: Door = 'data'): Promise<Row | undefined> =>
  (await ask(session, soql, door, 'first page'))[0];

/** About the length of a row's JSON. Texts are measured and not written: there may be a million rows. */
const sizeOf = (row: Row): number => {
  let size = 0;
  for (const name in row) {
    const value = row[name];
    size += name.length;
    if (typeof value === 'string') size += value.length;
    else if (typeof value === 'object' && value !== null) size += JSON.stringify(value).length;
  }
  return size;
};

type Pages = 'all pages' | 'first page';

const ask = (session: OrgSession, soql: string, door: Door, pages: Pages, most = MOST): Promise<Row[]> => {
  const limit = limits.get(session) ?? pLimit(QUERIES_AT_ONCE);
  limits.set(session, limit);
  return limit(async () => {
    for (let start = 1; ; start += 1) {
      const result = await readPages(session, soql, door, pages, most);
      if ('rows' in result) return result.rows;
      if (start >= STARTS) throw result.lost;
      await pauseBefore(start + 1, result.lost, session);
    }
  });
};

/** The rows, or why they can't be had from this start. */
const readPages = async (
  session: OrgSession,
  soql: string,
  door: Door,
  pages: Pages,
  most: number
): Promise<{ readonly rows: Row[] } | { readonly lost: Error }> => {
  const operation = door === 'data' ? 'query' : 'toolingQuery';
  const rows: Row[] = [];
  let size = 0;
  const visited = new Set<string>();
  let path: string | undefined =
    `/services/data/v${session.apiVersion}/${door === 'data' ? '' : 'tooling/'}query?q=${encodeURIComponent(soql)}`;
  let total: number | undefined;
  while (path !== undefined) {
    const isFirst = visited.size === 0;
    visited.add(path);
    let answer: unknown;
    try {
      answer = await session.get(path, operation);
    } catch (error) {
      if (isFirst || !isFault(error) || endsSync(error)) throw error;
      return { lost: lostPlace(error, operation) };
    }
    const page = readPage(answer);
    if (typeof page === 'string') return { lost: broken(operation, page) };
    // What describes a row to a client was not asked for. Never spread: a page may be large, and so may the result.
    for (const { attributes: _attributes, ...row } of page.rows) {
      rows.push(row);
      size += ROW_COST + sizeOf(row);
      if (size > most) throw answerTooLarge(operation, most);
    }
    if (pages === 'first page' && rows.length > 0) return { rows };
    if (page.next !== undefined && visited.size > PAGES.few + rows.length / PAGES.leastRows) {
      return { lost: broken(operation, `its ${String(visited.size)} pages have ${String(rows.length)} rows in all`) };
    }
    if (page.next !== undefined && visited.has(page.next)) {
      return { lost: broken(operation, 'its pages go round in a circle') };
    }
    total = page.total;
    // Else it could go on for ever.
    path = total !== undefined && rows.length > total ? undefined : page.next;
  }
  if (total !== undefined && total !== rows.length) {
    const said = `${String(rows.length)} rows came, and the answer says that there are ${String(total)}`;
    return { lost: broken(operation, said) };
  }
  return { rows };
};

/** A page, or what is wrong with the answer. */
const readPage = (answer: unknown): Page | string => {
  const { records, done, nextRecordsUrl, totalSize } = (answer ?? {}) as {
    totalSize?: unknown;
    records?: unknown;
    done?: unknown;
    nextRecordsUrl?: unknown;
  };
  if (!Array.isArray(records) || records.some((row) => typeof row !== 'object' || row === null)) {
    return 'the answer holds no rows';
  }
  const total = typeof totalSize === 'number' && totalSize >= 0 ? totalSize : undefined;
  if (done === true) return { rows: records as Row[], next: undefined, total };
  if (done !== false) return 'the answer does not say whether it is the last page';
  if (typeof nextRecordsUrl !== 'string' || !nextRecordsUrl.startsWith('/')) {
    return 'the answer has no next page, though it is not the last one';
  }
  return { rows: records as Row[], next: nextRecordsUrl, total };
};

/** What has a first page is there and may be seen: a next page that is not there says nothing of the object. */
const lostPlace = (fault: Fault, operation: string): Error =>
  isNotGiven(fault) ? broken(operation, `the next rows did not come (${faultText(fault)})`) : fault;

const broken = (operation: string, reason: string): TransportFault =>
  new TransportFault(operation, reason, { unsent: false });

/** A column that holds text; undefined for null and everything else. */
export const text = (row: Row, column: string): string | undefined => {
  const value = row[column];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** Salesforce's own limit of such fields; more of a name, an edition or a time zone is nothing that can be shown. */
const LONGEST_TEXT = 255;

/** The same of a column that holds a name or the like. */
export const shortText = (row: Row, column: string): string | undefined =>
  text(row, column)?.slice(0, LONGEST_TEXT).toWellFormed();

export const flag = (row: Row, column: string): boolean => row[column] === true;

/** The parent record of a relationship column. */
export const parentRow = (row: Row, column: string): Row | undefined => {
  const value = row[column];
  return typeof value === 'object' && value !== null ? (value as Row) : undefined;
};
