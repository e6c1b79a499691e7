import type { InsertObject } from 'kysely';
import type { SqlValue } from '../../sql/columns.ts';
import type { Connection } from './connection.ts';
import { queries, type Tables } from '../../sql/tables.ts';

/** Inserts rows in the order in which they are added. */
export type BulkInsert = {
  /** The values in the order of the columns. */
  add(...row: SqlValue[]): void;
  /** Writes what was added and not written yet. */
  flush(): void;
  /** How many rows were written. */
  written(): number;
};

type Options = {
  /** How many rows one statement inserts. Many pay for narrow rows; with 1 a row is written when it is added. */
  readonly rows?: number;
  /** What happens to a row that is there already. */
  readonly existing?: 'fail' | 'keep';
};

type Row<Table extends keyof Tables> = InsertObject<Tables, Table>;

/** Only inside a writing transaction. */
export const createBulkInsert = <Table extends keyof Tables>(
  connection: Connection,
  table: Table,
  columns: ReadonlyArray<keyof Tables[Table] & string>,
  { rows = 64, existing = 'fail' }: Options = {}
): BulkInsert => {
  const insert = (count: number): ((values: readonly SqlValue[]) => number) =>
    connection.once(['insert', table, ...columns, count, existing].join(' '), () => {
      const row: unknown = Object.fromEntries(columns.map((column) => [column, 0]));
      const query = queries.insertInto(table).values(Array.from({ length: count }, () => row as Row<Table>));
      return connection.prepareValues(
        existing === 'fail' ? query : query.onConflict((conflict) => conflict.doNothing())
      );
    });
  const single = insert(1);
  let many: typeof single | undefined;
  let values: SqlValue[] = [];
  let written = 0;
  return {
    add: (...row) => {
      for (const value of row) values.push(value);
      if (values.length < rows * columns.length) return;
      many ??= insert(rows);
      written += many(values);
      values = [];
    },
    flush: () => {
      for (let start = 0; start < values.length; start += columns.length) {
        written += single(values.slice(start, start + columns.length));
      }
      values = [];
    },
    written: () => written,
  };
};
