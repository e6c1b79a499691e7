import type { OrgSession } from '../org/orgSession.ts';

export type Row = { readonly [column: string]: unknown };
export type Door = 'data' | 'tooling';

type Page = { readonly records?: readonly Row[]; readonly done?: boolean; readonly nextRecordsUrl?: string };

/** All rows of a query, page by page. Throws what the org answers: one unknown field makes a whole query fail. */
export const query = async (session: OrgSession, soql: string, door: Door = 'data'): Promise<Row[]> => {
  const operation = door === 'data' ? 'query' : 'toolingQuery';
  const rows: Row[] = [];
  let path: string | undefined =
    `/services/data/v${session.apiVersion}/${door === 'data' ? '' : 'tooling/'}query?q=${encodeURIComponent(soql)}`;
  while (path !== undefined) {
    const page = (await session.get(path, operation)) as Page;
    // Never spread: a page may be large, and so may the result.
    for (const row of page.records ?? []) rows.push(row);
    path = page.done === false ? page.nextRecordsUrl : undefined;
  }
  return rows;
};

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
