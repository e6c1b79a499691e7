import { sql } from 'kysely';
import type { SchemaDialect } from '../../sql/schema/table.ts';

/** Every table is strict: a column holds what it says. A key of SQLite's own is any number, unless it must be ordered. */
export const sqliteSchemaDialect: SchemaDialect = {
  types: { number: 'integer', text: 'text', bytes: 'blob' },
  key: (column, ordered) => (ordered ? column.primaryKey().autoIncrement() : column.primaryKey()),
  ending: (byKey) => (byKey ? sql`STRICT, WITHOUT ROWID` : sql`STRICT`),
};
