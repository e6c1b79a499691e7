import { DatabaseSync } from 'node:sqlite';

type Value = string | number | null;
export type ViewRow = { readonly [column: string]: Value };

/** What a plain reader of a store's file gets: no code of ours is in between. */
export const queryFile = (path: string, query: string): ViewRow[] => {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database
      .prepare(query)
      .all()
      .map((row) => ({ ...row }) as ViewRow);
  } finally {
    database.close();
  }
};
