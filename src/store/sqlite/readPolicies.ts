import { resolve } from 'node:path';
import { prepareDatabaseFile } from './databaseFile.ts';
import { corporatePolicies } from './governance.ts';
import { schemaVersion } from './migrate.ts';
import { openForReading } from './openSqliteStore.ts';
import { sqliteFailure } from './sqliteFailure.ts';

/**
 * The corporate policies in a store that is not the one in use: read and nothing else, so that no schema is raised for
 * it. Undefined where nothing has been put into it yet; policies have been in every version of the schema.
 */
export const readSqlitePolicies = (path: string): { readonly [name: string]: boolean } | undefined => {
  const file = resolve(path);
  const name = `sqlite:${file}`;
  try {
    prepareDatabaseFile(file, name, true);
    let version = 0;
    const connection = openForReading(file, name, (opened) => void (version = schemaVersion(opened, name)));
    try {
      return version === 0 ? undefined : connection.read(() => corporatePolicies(connection));
    } finally {
      connection.close();
    }
  } catch (error) {
    throw sqliteFailure(error, name);
  }
};
