import { DatabaseSync } from 'node:sqlite';

type Value = string | number | null;
export type ViewRow = { readonly [column: string]: Value };

/** What a plain reader of a store's file gets: no code of ours is in between. */
export const queryFile = (path: string, query: string): ViewRow[] => {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const statement = database.prepare(query);
    // Somebody may have written a number that is too large for one of JavaScript.
    statement.setReadBigInts(true);
    return statement
      .all()
      .map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name,
            (typeof value === 'bigint' ? Number(value) : value) as Value,
          ])
        )
      );
  } finally {
    database.close();
  }
};
