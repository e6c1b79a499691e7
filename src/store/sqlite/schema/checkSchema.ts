import { elementsError } from '../../../errors.ts';
import { Connection, type SchemaObject, type TableIndex } from '../connection/connection.ts';
import { loadSqlite } from '../connection/loadSqlite.ts';
import { applyMigrations, BASELINE, makeSchema, schemaVersion } from './migrate.ts';
import { indexObjects } from '../search/indexSchema.ts';

/** More than these are no help to a person. */
const NAMED = 5;

/**
 * Refuses a database in which something of others could change or hide what is written and read: a trigger, an index on
 * ours by which writing skips rows (a unique one) or fails (one with an expression), a table of others whose
 * foreign key names ours, or a table of ours that is a view, a
 * virtual table, or made in another way than the migrations make it. What is in the schema under another kind than it is
 * made as is refused as well. Other tables, views and plain indexes are their maker's business. Only reads. The check is for one
 * database, whose `name` it tells; it may be asked again.
 */
export const createSchemaCheck =
  (name: string): ((connection: Connection) => void) =>
  (connection) =>
    refuse(name, foreignObjects(connection, withIndex(connection, expectedSchema(schemaVersion(connection, name)))));

/** A search index may be there or not, but none other than ours. */
const withIndex = (connection: Connection, { objects, isAsMade }: ExpectedSchema): ExpectedSchema => {
  const canHave = objects.some((object) => object.name === 'search_index_state');
  const has = canHave && connection.objects().some((object) => object.name.toLowerCase() === 'search_index');
  if (!has) return { objects, isAsMade };
  const index = namedObjects(indexObjects);
  return {
    objects: [...objects, ...indexObjects],
    isAsMade: (object) => isAsMade(object) || hasWordsOf(index, object),
  };
};

const refuse = (name: string, found: readonly string[]): void => {
  if (found.length === 0) return;
  const more = found.length > NAMED ? ` and ${found.length - NAMED} more` : '';
  throw elementsError('backendUnavailable', [
    name,
    `it holds what sf elements did not make and what can change or hide records: ${found.slice(0, NAMED).join(', ')}` +
      `${more}. Ask its owner how that came into it. The owner can remove a trigger, an index or such a table ` +
      '("DROP TRIGGER ...", "DROP TABLE ...") with the sqlite3 program; for a changed table, use a copy from before, or connect the orgs to a new store',
  ]);
};

/** What stands in the way, in words. SQLite's names do not differ by case. */
const foreignObjects = (connection: Connection, { objects: expected, isAsMade }: ExpectedSchema): string[] => {
  const objects = connection.objects();
  const there = new Map(objects.map((object) => [object.name.toLowerCase(), object]));
  const ours = new Map(expected.map((object) => [object.name.toLowerCase(), object]));
  const found = expected
    .filter((object) => kindOf(object) === 'table')
    .map((table) => ({ table, object: there.get(table.name.toLowerCase()) }));
  const isOurIndex = ({ name }: TableIndex): boolean => {
    const object = there.get(name.toLowerCase());
    return object !== undefined && isAsMade(object);
  };
  return [
    ...objects.filter((one) => kindOf(one) === 'trigger').map((one) => `the trigger ${one.name} on ${one.table}`),
    ...objects
      .filter((one) => kindOf(one) === undefined)
      .map((one) => `the ${one.type} ${one.name}, which is not made as one`),
    ...connection
      .indexesOn(found.map(({ table }) => table.name))
      .filter((index) => !isOurIndex(index))
      .flatMap(wordsOfIndex),
    ...foreignKeys(connection, new Set(ours.keys())),
    ...found.flatMap(({ object }) =>
      object === undefined || kindOf(object) === 'table'
        ? []
        : [`the ${object.type} ${object.name} in the place of a table`]
    ),
    ...found.flatMap(({ table, object }) => (object === undefined ? [`no table ${table.name}`] : [])),
    // Last: what was renamed for a view leaves its traces in other tables.
    ...found.flatMap(({ table, object }) =>
      object !== undefined && kindOf(object) === 'table' && !isAsMade(object) ? [`a changed table ${table.name}`] : []
    ),
  ];
};

/** By a key of its own, a table of others can keep ours from being changed, or change with it. */
const foreignKeys = (connection: Connection, ours: ReadonlySet<string>): string[] =>
  connection
    .foreignKeys()
    .filter(({ table, named }) => !ours.has(table.toLowerCase()) && ours.has(named.toLowerCase()))
    .map(({ table, named }) => `the table ${table}, whose foreign key names ${named}`);

const wordsOfIndex = ({ name, table, isUnique, isPlain }: TableIndex): string[] => {
  if (isUnique) return [`the unique index ${name} on ${table}`];
  return isPlain ? [] : [`the index ${name} on ${table}, which works something out of each row`];
};

/** How SQLite itself begins what it keeps. */
const MADE_AS = /^CREATE (?:VIRTUAL |UNIQUE )?(TABLE|VIEW|TRIGGER|INDEX) /;

/**
 * What an object is made as, which is all that SQLite goes by; its type is a word that others may have written. Undefined
 * where the two do not agree. What SQLite makes by itself is an index.
 */
const kindOf = ({ type, sql }: SchemaObject): string | undefined => {
  const kind = sql === '' ? 'index' : MADE_AS.exec(sql)?.[1]?.toLowerCase();
  if (kind === 'trigger') return kind;
  return kind === type.toLowerCase() ? kind : undefined;
};

/** SQLite keeps the words of a statement as they were given; another version of it may space them differently. */
const wordsOf = ({ sql }: SchemaObject): string => sql.replaceAll(/\s+/g, ' ').trim();

/** What a database of one version has. */
type ExpectedSchema = {
  readonly objects: readonly SchemaObject[];
  /** Whether it has the words of one of the ways in which a database of this version can have come to be. */
  readonly isAsMade: (object: SchemaObject) => boolean;
};

/** A new database is made at once, one that is older than that by all migrations: the same tables in other words. */
const WAYS = [
  makeSchema,
  (connection: Connection, version: number) => applyMigrations(connection, 0, version),
] as const;

/** A database without tables has nothing. */
const expectedSchema = (version: number): ExpectedSchema => {
  if (version === 0) return { objects: [], isAsMade: () => false };
  const ways = version < BASELINE ? WAYS.slice(1) : WAYS;
  const [first = WAYS[1]] = ways;
  return {
    objects: [...madeBy(first, version).values()],
    isAsMade: (object) => ways.some((way) => hasWordsOf(madeBy(way, version), object)),
  };
};

type Objects = ReadonlyMap<string, SchemaObject>;

/** By name, whose case is nothing. */
const namedObjects = (objects: readonly SchemaObject[]): Objects =>
  new Map(objects.map((object) => [object.name.toLowerCase(), object]));

const hasWordsOf = (made: Objects, object: SchemaObject): boolean => {
  const same = made.get(object.name.toLowerCase());
  return same !== undefined && wordsOf(same) === wordsOf(object);
};

/** By way and version. What they make never changes, so this is the same for each store that a process opens. */
const made = new Map<(typeof WAYS)[number], Map<number, Objects>>(WAYS.map((way) => [way, new Map()]));

const madeBy = (way: (typeof WAYS)[number], version: number): Objects => {
  const objects = made.get(way)?.get(version) ?? makeInMemory(way, version);
  made.get(way)?.set(version, objects);
  return objects;
};

/** Made in memory to be looked at, which takes as long as opening a store does. */
const makeInMemory = (way: (typeof WAYS)[number], version: number): Objects => {
  const { DatabaseSync } = loadSqlite();
  const connection = new Connection(new DatabaseSync(':memory:'));
  try {
    way(connection, version);
    return namedObjects(connection.objects());
  } finally {
    connection.close();
  }
};
