import { elementsError } from '../../../errors.ts';
import { createPublicViews } from '../../sql/views/publicViews.ts';
import type { Connection, SchemaObject } from '../connection/connection.ts';
import { sqliteDialect } from '../connection/sqliteDialect.ts';

/** By name, as SQLite keeps them: it begins each statement in its own way. */
const ourViews = (connection: Connection): ReadonlyMap<string, string> =>
  connection.once(
    'public views',
    () =>
      new Map(
        [...createPublicViews(sqliteDialect)].map(([name, text]) => [name, text.replace(/^create view/, 'CREATE VIEW')])
      )
  );

/** What the file has under the names of our views. SQLite's names do not differ by case. */
const objectsOfTheirNames = (connection: Connection): SchemaObject[] => {
  const views = ourViews(connection);
  return connection.objects().filter(({ name }) => views.has(name.toLowerCase()));
};

/** Throws where a table or an index of others has the name of one of our views. Only reads. */
export const checkViewNames = (connection: Connection, name: string): void => {
  const taken = objectsOfTheirNames(connection).find(({ type }) => type !== 'view');
  if (taken === undefined) return;
  throw elementsError('backendUnavailable', [
    name,
    `the ${taken.type} ${taken.name} in it has a name that sf elements needs for a view. Ask its owner to rename or remove it with the sqlite3 program`,
  ]);
};

/** Whether the file has the views as this version makes them. */
export const hasPublicViews = (connection: Connection): boolean => {
  const views = ourViews(connection);
  const found = objectsOfTheirNames(connection);
  return found.length === views.size && found.every(({ name, sql }) => views.get(name) === sql);
};

/** A table that a view names can't be renamed or removed. */
export const dropPublicViews = (connection: Connection): void => {
  for (const { name } of objectsOfTheirNames(connection)) connection.execute(`DROP VIEW "${name}"`);
};

export const makePublicViews = (connection: Connection): void => {
  for (const statement of ourViews(connection).values()) connection.execute(statement);
};
