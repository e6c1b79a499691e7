import type { CompiledQuery } from 'kysely';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { elementsError } from '../../../errors.ts';
import type { SqlValue } from '../../sql/columns.ts';
import { ForeignContent, foreignReason } from '../../sql/foreignContent.ts';
import type { Question } from '../../sql/question.ts';

/** A query of the builder that can be turned into SQL; `Row` is what it selects. */
export type Query<Row> = { compile(): CompiledQuery<Row> };

/** A query compiled and prepared once, run many times with other parameters. */
export type Prepared<Parameters, Row> = {
  all(parameters: Parameters): Row[];
  first(parameters: Parameters): Row | undefined;
  run(parameters: Parameters): { readonly changes: number; readonly id: number };
};

/** A table, index, view or trigger as the database describes it; `table` is what it belongs to. */
export type SchemaObject = {
  readonly type: string;
  readonly name: string;
  readonly table: string;
  /** Empty for what SQLite makes by itself. */
  readonly sql: string;
};

/** An index that somebody made on a table, as SQLite understands it, whatever its row in the schema says. */
export type TableIndex = {
  readonly name: string;
  readonly table: string;
  readonly isUnique: boolean;
  /** It holds columns of every row, compared in one of SQLite's own ways: nothing is worked out for it. */
  readonly isPlain: boolean;
};

/** Stands in the compiled query where a parameter of a prepared query will be. */
class Mark {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** One SQLite database: runs what the query builder writes. Everything is synchronous. */
export class Connection {
  #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #made = new Map<string, unknown>();
  /** The schema's change counter when it was last checked, and the check. */
  #checked: { readonly at: unknown; readonly check: () => void } | undefined;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  all<Row>(query: Query<Row>): Row[] {
    const { sql, parameters } = query.compile();
    return this.#statement(sql).all(...(parameters as SqlValue[])) as Row[];
  }

  ask<Row, Answer>({ query, answer }: Question<Row, Answer>): Answer {
    return answer(this.all(query));
  }

  /** Row by row, for answers that are large: the rows themselves are never all in memory. */
  map<Row, Result>(query: Query<Row>, toResult: (row: Row) => Result): Result[] {
    const { sql, parameters } = query.compile();
    const results: Result[] = [];
    for (const row of this.#statement(sql).iterate(...(parameters as SqlValue[]))) results.push(toResult(row as Row));
    return results;
  }

  first<Row>(query: Query<Row>): Row | undefined {
    const { sql, parameters } = query.compile();
    return this.#statement(sql).get(...(parameters as SqlValue[])) as Row | undefined;
  }

  /** `id` is the row id of the last insert of this connection, whichever query did it. */
  run(query: Query<unknown>): { readonly changes: number; readonly id: number } {
    const { sql, parameters } = query.compile();
    return toResult(this.#statement(sql).run(...(parameters as SqlValue[])));
  }

  /** `build` gets placeholders in the shape of the parameters and puts them where values would stand. */
  prepare<Parameters extends object, Row = unknown>(
    build: (parameters: Parameters) => Query<Row>
  ): Prepared<Parameters, Row> {
    const marks = new Proxy({}, { get: (_, name) => new Mark(String(name)) }) as Parameters;
    const compiled = build(marks).compile();
    const statement = this.#statement(compiled.sql);
    const values = (parameters: Parameters): SqlValue[] =>
      compiled.parameters.map(
        (value) => (value instanceof Mark ? (parameters[value.name as keyof Parameters] ?? null) : value) as SqlValue
      );
    return {
      all: (parameters) => statement.all(...values(parameters)) as Row[],
      first: (parameters) => statement.get(...values(parameters)) as Row | undefined,
      run: (parameters) => toResult(statement.run(...values(parameters))),
    };
  }

  /** Like `prepare`, with all values of the query in their order; for what is run very often. Returns how many rows it changed. */
  prepareValues(query: Query<unknown>): (values: readonly SqlValue[]) => number {
    const statement = this.#statement(query.compile().sql);
    return (values) => Number(statement.run(...values).changes);
  }

  /** What is made once for this connection: writing out the SQL of a wide query takes longer than to run it. */
  once<Made>(name: string, make: () => Made): Made {
    const made = this.#made.get(name) ?? make();
    this.#made.set(name, made);
    return made as Made;
  }

  /** For what the query builder has no words for: pragmas, schema. */
  execute(sql: string): void {
    this.#database.exec(sql);
  }

  /** A function of texts for the SQL of this connection; what is no text is NULL for it. */
  define(name: string, fn: (...texts: Array<string | null>) => string | null): void {
    this.#database.function(name, { deterministic: true, varargs: true }, (...values) =>
      fn(...values.map((value) => (typeof value === 'string' ? value : null)))
    );
  }

  /** Lets SQL write what SQLite keeps for its own tables, which Node forbids by default from version 24 on. */
  undefended(work: () => void): void {
    const database: { enableDefensive?(active: boolean): void } = this.#database;
    database.enableDefensive?.(false);
    try {
      work();
    } finally {
      database.enableDefensive?.(true);
    }
  }

  pragma(name: string): unknown {
    return Object.values(this.#database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  }

  /** Whether the database has no tables. */
  isEmpty(): boolean {
    return this.#database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  }

  objects(): SchemaObject[] {
    const rows = this.#database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid').all();
    return rows.map(({ type, name, tbl_name: table, sql }) => ({
      type: String(type),
      name: String(name),
      table: String(table),
      sql: typeof sql === 'string' ? sql : '',
    }));
  }

  /** Those that come with a table are not among them. */
  indexesOn(tables: readonly string[]): TableIndex[] {
    const rows = this.#database
      .prepare(
        `SELECT list.name, tables.value AS at, list."unique" AS is_unique, list.partial = 0 AND NOT EXISTS (
           SELECT 1 FROM pragma_index_xinfo(list.name)
           WHERE cid = -2 OR coll COLLATE NOCASE NOT IN ('BINARY', 'NOCASE', 'RTRIM')) AS is_plain
         FROM json_each(?) AS tables, pragma_index_list(tables.value) AS list WHERE list.origin = 'c'`
      )
      .all(JSON.stringify(tables));
    return rows.map(({ name, at, is_unique: isUnique, is_plain: isPlain }) => ({
      name: String(name),
      table: String(at),
      isUnique: isUnique === 1,
      isPlain: isPlain === 1,
    }));
  }

  /** Which tables' foreign keys name which others. */
  foreignKeys(): ReadonlyArray<{ readonly table: string; readonly named: string }> {
    const rows = this.#database
      .prepare(
        `SELECT DISTINCT tables.name AS at, keys."table" AS named
         FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name) AS keys`
      )
      .all();
    return rows.map(({ at, named }) => ({ table: String(at), named: String(named) }));
  }

  /** Checks the schema now, and in each transaction that finds it changed by another program. `check` throws. */
  keepChecked(check: () => void): void {
    this.#checked = { at: undefined, check };
    this.read(() => undefined);
  }

  /** SQLite opens a file that may not be written all the same, and throws only when it has to write: like here. */
  tryWriting(sql: string): void {
    this.execute('BEGIN IMMEDIATE');
    try {
      this.execute(sql);
    } finally {
      this.#rollBack();
    }
  }

  /** All or nothing, alone among writers. `work` must not await. */
  write<Result>(work: () => Result): Result {
    return this.#transaction('BEGIN IMMEDIATE', work);
  }

  /** Several queries that see one state of the database. `work` must not await. */
  read<Result>(work: () => Result): Result {
    return this.#transaction('BEGIN', work);
  }

  /** Goes on as the other connection, which is given up to this one; what this one had open is closed. Not in a transaction. */
  become(other: Connection): void {
    this.close();
    this.#database = other.#database;
    this.#checked = other.#checked;
  }

  close(): void {
    this.#statements.clear();
    this.#made.clear();
    this.#database.close();
  }

  #transaction<Result>(begin: string, work: () => Result): Result {
    this.execute(begin);
    try {
      this.#checkSchema();
      const result = work();
      this.execute('COMMIT');
      return result;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  /** Within the transaction: what is checked is what is then read and written. */
  #checkSchema(): void {
    if (this.#checked === undefined) return;
    const at = this.pragma('schema_version');
    if (at === this.#checked.at) return;
    this.#checked.check();
    this.#checked = { ...this.#checked, at };
  }

  #rollBack(): void {
    try {
      this.execute('ROLLBACK');
    } catch {
      // SQLite has rolled back by itself already (disk full, I/O error): the first error is the one to tell.
    }
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

const toResult = (result: {
  changes: number | bigint;
  lastInsertRowid: number | bigint;
}): { changes: number; id: number } => ({ changes: Number(result.changes), id: Number(result.lastInsertRowid) });

type SqliteError = Error & { readonly code: 'ERR_SQLITE_ERROR'; readonly errcode: number };

export const isSqliteError = (error: unknown): error is SqliteError =>
  error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR' && 'errcode' in error;

/** SQLite's primary result code: the low byte of the extended one. */
export const resultCode = (error: SqliteError): number => error.errcode & 0xff;

/** Result codes that are about the file and its disk, not about what we asked: https://www.sqlite.org/rescode.html */
const REASONS: { readonly [code: number]: string } = {
  5: 'another program has been reading or writing it for too long',
  6: 'another program has been reading or writing it for too long',
  8: 'the file may only be read',
  10: 'the disk failed while reading or writing',
  11: 'the file is damaged',
  13: 'the disk is full',
  14: 'you have no permission to open it, or to write in its folder',
  23: 'you may not use the file',
  26: 'the file is not a SQLite database',
};

/** The error as a person should see it; what is not about the file is passed through. */
export const sqliteFailure = (error: unknown, name: string): unknown => {
  const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_OUT_OF_RANGE';
  const ofSqlite = isSqliteError(error) ? REASONS[resultCode(error)] : undefined;
  const known = error instanceof ForeignContent ? foreignReason(error) : ofSqlite;
  const reason = isTooLarge ? 'it holds a number that is too large, which no version of sf elements writes' : known;
  return reason === undefined ? error : elementsError('backendUnavailable', [name, reason], { cause: error as Error });
};
