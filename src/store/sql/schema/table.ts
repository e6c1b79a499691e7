import {
  sql,
  type ColumnDataType,
  type ColumnDefinitionBuilder,
  type CompiledQuery,
  type CreateTableBuilder,
  type RawBuilder,
} from 'kysely';
import { queries } from '../tables.ts';

/** How a database says what each of them says in another way. */
export type SchemaDialect = {
  readonly types: { readonly number: ColumnDataType; readonly text: ColumnDataType; readonly bytes: ColumnDataType };
  /** A number that the database gives to each new row; `ordered` where none may ever come again. */
  readonly key: (column: ColumnDefinitionBuilder, ordered: boolean) => ColumnDefinitionBuilder;
  /** What stands behind a table; `byKey` where its rows should lie in the order of their primary key. */
  readonly ending: (byKey: boolean) => RawBuilder<unknown> | undefined;
};

/** A column: needed, of one kind, and nothing else, unless said so. */
export type Column = {
  readonly kind: 'key' | 'ordered key' | 'number' | 'text' | 'bytes';
  readonly optional?: true;
  readonly unique?: true;
  readonly primary?: true;
  readonly otherwise?: number;
  /** The only value that it may have. */
  readonly always?: number;
  /** `table.column` of which it holds a value; `owned` where the row goes with the other one. */
  readonly references?: string;
  readonly owned?: true;
};

export type Table = {
  readonly columns: { readonly [name: string]: Column };
  readonly primary?: readonly string[];
  readonly unique?: readonly string[];
  /** Whether its rows lie in the order of their primary key: there are many, or they are only found by it. */
  readonly byKey?: boolean;
};

/** The statement that makes a table. */
export const createTable = (
  dialect: SchemaDialect,
  name: string,
  { columns, primary, unique, byKey = false }: Table
): CompiledQuery => {
  let table: CreateTableBuilder<string, string> = queries.schema.createTable(name);
  for (const [column, described] of Object.entries(columns)) {
    table = table.addColumn(column, typeOf(dialect, described), (builder) =>
      withRules(dialect, builder, column, described)
    );
  }
  if (primary !== undefined) table = table.addPrimaryKeyConstraint(`${name}_key`, [...primary]);
  if (unique !== undefined) table = table.addUniqueConstraint(`${name}_unique`, [...unique]);
  const ending = dialect.ending(byKey);
  return (ending === undefined ? table : table.modifyEnd(ending)).compile();
};

const typeOf = ({ types }: SchemaDialect, { kind }: Column): ColumnDataType =>
  kind === 'text' || kind === 'bytes' ? types[kind] : types.number;

const withRules = (
  dialect: SchemaDialect,
  builder: ColumnDefinitionBuilder,
  name: string,
  { kind, optional, unique, primary, otherwise, always, references, owned }: Column
): ColumnDefinitionBuilder => {
  if (kind === 'key' || kind === 'ordered key') return dialect.key(builder, kind === 'ordered key');
  let column = builder;
  if (primary) column = column.primaryKey();
  else if (!optional) column = column.notNull();
  if (unique) column = column.unique();
  if (otherwise !== undefined) column = column.defaultTo(otherwise);
  if (always !== undefined) column = column.check(sql`${sql.ref(name)} = ${sql.lit(always)}`);
  if (references !== undefined) column = column.references(references);
  return owned ? column.onDelete('cascade') : column;
};
