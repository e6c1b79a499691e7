import { TransportFault } from '../faults/salesforceFault.ts';
import type { OrgSession } from '../session/orgSession.ts';

export type Row = { readonly [column: string]: unknown };
export type Door = 'data' | 'tooling';

type Page = { readonly rows: readonly Row[]; readonly next: string | undefined };

/**
 * All rows of a query, page by page. Throws what the org answers: one unknown field makes a whole query fail. An answer
 * that is no page, or that leads nowhere, throws as well: missing rows must never look like rows that are gone.
 */
export const query = async (session: OrgSession, soql: string, door: Door = 'data'): Promise<Row[]> => {
  const operation = door === 'data' ? 'query' : 'toolingQuery';
  const rows: Row[] = [];
  const visited = new Set<string>();
  let path: string | undefined =
    `/services/data/v${session.apiVersion}/${door === 'data' ? '' : 'tooling/'}query?q=${encodeURIComponent(soql)}`;
  while (path !== undefined) {
    visited.add(path);
    const page = readPage(await session.get(path, operation), operation);
    // Never spread: a page may be large, and so may the result.
    for (const row of page.rows) rows.push(row);
    if (page.next !== undefined && visited.has(page.next)) throw broken(operation, 'its pages go round in a circle');
    path = page.next;
  }
  return rows;
};

const readPage = (answer: unknown, operation: string): Page => {
  const { records, done, nextRecordsUrl } = (answer ?? {}) as {
    records?: unknown;
    done?: unknown;
    nextRecordsUrl?: unknown;
  };
  if (!Array.isArray(records) || records.some((row) => typeof row !== 'object' || row === null)) {
    throw broken(operation, 'the answer holds no rows');
  }
  if (done !== false) return { rows: records as Row[], next: undefined };
  if (typeof nextRecordsUrl !== 'string' || !nextRecordsUrl.startsWith('/')) {
    throw broken(operation, 'the answer has no next page, though it is not the last one');
  }
  return { rows: records as Row[], next: nextRecordsUrl };
};

const broken = (operation: string, reason: string): TransportFault =>
  new TransportFault(operation, reason, { unsent: false });

/** A column that holds text; undefined for null and everything else. */
export const text = (row: Row, column: string): string | undefined => {
  const value = row[column];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

export const flag = (row: Row, column: string): boolean => row[column] === true;

/** The parent record of a relationship column. */
export const parentRow = (row: Row, column: string): Row | undefined => {
  const value = row[column];
  return typeof value === 'object' && value !== null ? (value as Row) : undefined;
};
