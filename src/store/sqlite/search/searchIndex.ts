import { sql, type RawBuilder } from 'kysely';
import type { PublicationPlan } from '../../publication/publicationPlan.ts';
import { queries } from '../../sql/tables.ts';
import { isSqliteError, type Connection, type Query } from '../connection.ts';
import { createIndexSql } from './indexSchema.ts';

/** What SQLite keeps of `search_entry` so that beginnings of tokens are found without a look at every row. */
export type SearchIndex = {
  /** Within a transaction: whether it is there, and says what `search_entry` says. */
  isUsable(): boolean;
  /** From now on it is not asked, and made anew at the next writing. For one that an answer has shown to be damaged. */
  distrust(): void;
  /** Within the transaction that writes these rows. */
  follow(plan: Pick<PublicationPlan, 'removedSearchRows' | 'addedSearchRows'>): void;
  /** Within a transaction: nothing of what it held is left in it, also where this SQLite can't use it. */
  empty(): void;
  /** Makes it where it is missing or behind. Never fails: what is found is the same without it. */
  bringUpToDate(): void;
};

/** More rows are read by SQLite itself, behind the publication: that takes less time, and others can read meanwhile. */
const MANY = 2_000;

/** Whether this SQLite can have full-text indexes: that of Node before 22.16 can't. */
export const hasFullText = (connection: Connection): boolean =>
  connection.first(raw<unknown>(sql`SELECT 1 FROM pragma_module_list WHERE name = 'fts5'`)) !== undefined;

/** Where `isAvailable` is false, the index is only marked as behind. */
export const createSearchIndex = (connection: Connection, isAvailable: boolean): SearchIndex => {
  let isTrusted = true;

  const isThere = (): boolean =>
    connection.first(raw<unknown>(sql`SELECT 1 FROM sqlite_schema WHERE name = 'search_index'`)) !== undefined;
  const isCurrent = (): boolean =>
    connection.first(queries.selectFrom('search_index_state').select('is_current'))?.is_current === 1 && isThere();
  const mark = (isCurrentNow: boolean): void => {
    connection.run(queries.updateTable('search_index_state').set({ is_current: Number(isCurrentNow) }));
  };
  const rebuild = (): void => {
    if (!isThere()) connection.execute(createIndexSql);
    connection.execute(`INSERT INTO search_index (search_index) VALUES ('rebuild')`);
    mark(true);
  };

  const makeAnew = (): void => {
    connection.execute('DROP TABLE IF EXISTS search_index');
    rebuild();
  };

  /** What fails in the index must not undo what the transaction has written to tables. */
  const apart = (work: () => void, orElse: () => void): void => {
    connection.execute('SAVEPOINT in_index');
    try {
      work();
      // SQLite holds back what goes into the index until here.
      connection.execute('SAVEPOINT written; RELEASE written');
    } catch (error) {
      connection.execute('ROLLBACK TO in_index');
      if (!isSqliteError(error)) throw error;
      orElse();
    } finally {
      connection.execute('RELEASE in_index');
    }
  };

  return {
    isUsable: () => isAvailable && isTrusted && isCurrent(),
    distrust: () => {
      isTrusted = false;
    },
    follow: ({ removedSearchRows: removed, addedSearchRows: added }) => {
      if (removed.length + added.length === 0) return;
      if (!isAvailable || !isTrusted || removed.length + added.length > MANY || !isCurrent()) return mark(false);
      apart(
        () => {
          const remove = connection.prepareValues(
            raw(sql`INSERT INTO search_index (search_index, rowid, names, words) VALUES ('delete', ${0}, ${''}, ${''})`)
          );
          for (const { componentId, names, words } of removed) remove([componentId, names, words]);
          const add = connection.prepareValues(
            raw(sql`INSERT INTO search_index (rowid, names, words) VALUES (${0}, ${''}, ${''})`)
          );
          for (const { componentId, names, words } of added) add([componentId, names, words]);
        },
        () => mark(false)
      );
    },
    empty: () => {
      mark(false);
      if (!isThere()) return;
      apart(
        () => connection.execute(`INSERT INTO search_index (search_index) VALUES ('delete-all')`),
        // Tables behind an index that this SQLite can't have are tables like any others.
        () => connection.execute('DELETE FROM search_index_data; DELETE FROM search_index_idx')
      );
    },
    bringUpToDate: () => {
      if (!isAvailable) return;
      const isBehind = (): boolean =>
        (!isTrusted || !isCurrent()) &&
        connection.first(queries.selectFrom('search_entry').select('component_id').limit(1)) !== undefined;
      try {
        if (!connection.read(isBehind)) return;
        connection.write(() => {
          if (isBehind()) apart(rebuild, makeAnew);
        });
        isTrusted = true;
      } catch (error) {
        // A full disk, another program that writes: it is tried again.
        if (!isSqliteError(error)) throw error;
      }
    },
  };
};

const raw = <Row>(query: RawBuilder<Row>): Query<Row> => ({ compile: () => query.compile(queries) });
