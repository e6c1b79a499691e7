import { elementsError } from '../../../errors.ts';
import { createBaseline } from '../../sql/schema/baseline.ts';
import { type Connection, isSqliteError, sqliteFailure } from '../connection/connection.ts';
import { defineMigrationFunctions } from './migrationFunctions.ts';
import { migration0001 } from './migrations/0001.ts';
import { migration0002 } from './migrations/0002.ts';
import { migration0003 } from './migrations/0003.ts';
import { migration0004 } from './migrations/0004.ts';
import { migration0005 } from './migrations/0005.ts';
import { migration0006 } from './migrations/0006.ts';
import { checkViewNames, dropPublicViews, hasPublicViews, makePublicViews } from './publicViews.ts';
import { sqliteSchemaDialect } from './schemaDialect.ts';

/** Tells our databases from others in the file's header: "elem" in ASCII. */
const APPLICATION_ID = 0x65_6c_65_6d;

const number = (value: unknown): number => Number(value ?? 0);

/**
 * The schema's version; 0 for a database without tables. Throws when the database is not ours or is newer than we
 * know. Only reads.
 */
export const schemaVersion = (connection: Connection, name: string): number => {
  const version = number(connection.pragma('user_version'));
  const application = number(connection.pragma('application_id'));
  if (application !== APPLICATION_ID) {
    if (application === 0 && connection.isEmpty()) return 0;
    throw elementsError('backendUnavailable', [name, 'the SQLite database in it belongs to another program']);
  }
  // Else its tables would count as nothing, and its policies as not set.
  if (version < 1 && !connection.isEmpty()) {
    throw elementsError('backendUnavailable', [name, 'it has tables, but does not say which version made them']);
  }
  if (version > migrations.length) {
    throw elementsError('backendVersion', [name, String(version), String(migrations.length)]);
  }
  return version;
};

export const isUpToDate = (version: number): boolean => version === migrations.length;

/**
 * Brings the schema and the public views up to date, all or nothing. Alone: of two programs that come at once the second
 * finds the work done. The views are no data, so that they need no version: another text is reason enough. Foreign keys
 * must be off, which can't be done inside of a transaction: they are checked at its end.
 */
export const migrate = (connection: Connection, name: string): void => {
  const isDone = (): boolean => isUpToDate(schemaVersion(connection, name)) && hasPublicViews(connection);
  if (isDone()) return;
  // Renaming a table reads every view else, those of others, too, and fails for one that is broken meanwhile.
  connection.execute('PRAGMA legacy_alter_table = ON');
  connection.write(() => {
    if (isDone()) return;
    checkViewNames(connection, name);
    const version = schemaVersion(connection, name);
    try {
      dropPublicViews(connection);
      if (!isUpToDate(version)) {
        if (version === 0) makeSchema(connection, migrations.length);
        else applyMigrations(connection, version, migrations.length);
        checkForeignKeys(connection, name);
      }
      makePublicViews(connection);
    } catch (error) {
      throw migrationFailure(error, name, version);
    }
    if (isUpToDate(version)) return;
    connection.execute(`PRAGMA application_id = ${APPLICATION_ID}`);
    connection.execute(`PRAGMA user_version = ${migrations.length}`);
  });
};

/** From one version of the schema to another. Only in a transaction, or in a database of its own. */
export const applyMigrations = (connection: Connection, from: number, to: number): void => {
  defineMigrationFunctions(connection);
  for (const statement of migrations.slice(from, to).flat()) connection.execute(statement);
};

/** The migrations that need no playing where there is nothing yet: the baseline is what they leave. */
export const BASELINE = 5;

/** Makes all tables of a version that is no older than the baseline. Where they stand alone, as above. */
export const makeSchema = (connection: Connection, version: number): void => {
  for (const { sql } of createBaseline(sqliteSchemaDialect)) connection.execute(sql);
  applyMigrations(connection, BASELINE, version);
};

/** Of our tables: those of others are their maker's business. */
const checkForeignKeys = (connection: Connection, name: string): void => {
  for (const table of [
    'run',
    'content',
    'document',
    'document_part',
    'component',
    'component_version',
    'current_document',
  ]) {
    if (connection.pragma(`foreign_key_check(${table})`) === undefined) continue;
    throw elementsError('backendUnavailable', [
      name,
      `rows of its table ${table} refer to nothing. Use a copy from before`,
    ]);
  }
};

/** What is about the file and its disk has words of its own; the rest says that its tables are not what they should be. */
const migrationFailure = (error: unknown, name: string, version: number): unknown =>
  isSqliteError(error) && sqliteFailure(error, name) === error
    ? elementsError(
        'backendUnavailable',
        [
          name,
          `it could not be brought from schema ${version} to ${migrations.length} and was left as it was (${error.message})`,
        ],
        { cause: error }
      )
    : error;

/**
 * All migrations in order, forward only; the schema's version is how many of them were applied. One that was released is
 * never edited: whoever has a store has it as it left it.
 */
export const migrations: ReadonlyArray<readonly string[]> = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
];
