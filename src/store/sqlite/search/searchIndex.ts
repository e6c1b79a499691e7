import { sql, type RawBuilder } from 'kysely';
import type { PublicationPlan } from '../../publication/publicationPlan.ts';
import { queries } from '../../sql/tables.ts';
import { isSqliteError, type Connection, type Query } from '../connection/connection.ts';
import { createIndexSql } from './indexSchema.ts';
import { addMissingEntries, lacksEntries } from './missingEntries.ts';

/** What SQLite keeps of `search_entry` so that beginnings of tokens are found without a look at every row. */
export type SearchIndex = {
  /** Within a transaction: whether it is there, and says what `search_entry` says. */
  isUsable(): boolean;
  /** From now on it is not asked, and made anew at the next writing. For one that an answer has shown to be damaged. */
  distrust(): void;
  /** Within the transaction that writes these rows. */
  follow(plan: Pick<PublicationPlan, 'removedSearchRows' | 'addedSearchRows' | 'leavesSearchRows'>): void;
  /** Within a transaction: nothing of what it held is left in it, also where this SQLite can't use it. */
  empty(): void;
  /** For how many changed components a publication makes search rows itself. */
  readonly rowsAtOnce: number;
  /**
   * Makes what large publications have left, in a transaction of its own: missing entries, and the index where it is
   * missing or behind. `check` throws where nothing is to be written. Never fails: what is found is the same without it.
   */
  catchUp(check?: () => void): void;
};

/** Of more components the rows are made behind the publication: SQLite needs less time for all at once. */
const ROWS_AT_ONCE = 2_000;

/** Whether this SQLite can have full-text indexes: that of Node before 22.16 can't. */
export const hasFullText = (connection: Connection): boolean =>
  connection.first(raw<unknown>(sql`SELECT 1 FROM pragma_module_list WHERE name = 'fts5'`)) !== undefined;

/** Where `isAvailable` is false, the index is only marked as behind. */
export const createSearchIndex = (
  connection: Connection,
  { isAvailable, rowsAtOnce = ROWS_AT_ONCE }: { readonly isAvailable: boolean; readonly rowsAtOnce?: number }
): SearchIndex => {
  let isTrusted = true;

  const isThere = (): boolean =>
    connection.first(raw<unknown>(sql`SELECT 1 FROM sqlite_schema WHERE name = 'search_index'`)) !== undefined;
  const isCurrent = (): boolean =>
    connection.first(queries.selectFrom('search_index_state').select('is_current'))?.is_current === 1 && isThere();
  const hasEntries = (more = 0): boolean =>
    connection.first(queries.selectFrom('search_entry').select('component_id').limit(1).offset(more)) !== undefined;
  /** The index of all that there is takes no longer than a publication that writes its rows itself. */
  const isSmall = (): boolean => !hasEntries(rowsAtOnce) && !lacksEntries(connection);
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
    rowsAtOnce,
    follow: ({ removedSearchRows: removed, addedSearchRows: added, leavesSearchRows }) => {
      if (!leavesSearchRows && removed.length + added.length === 0) return;
      if (!isAvailable || leavesSearchRows) return mark(false);
      if (!isTrusted || !isCurrent()) return isSmall() ? apart(rebuild, () => mark(false)) : mark(false);
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
        () =>
          connection.undefended(() => {
            // Tables behind an index that this SQLite can't have are tables like any others.
            connection.execute('DELETE FROM search_index_data; DELETE FROM search_index_idx');
            if (!isAvailable) return;
            // One of a damaged form can't be dropped.
            connection.execute(`INSERT OR REPLACE INTO search_index_config VALUES ('version', 4)`);
            connection.execute('DROP TABLE search_index');
          })
      );
    },
    catchUp: (check = () => undefined) => {
      const isBehind = (): boolean => {
        if (isAvailable && isTrusted && isCurrent()) return false;
        return lacksEntries(connection) || (isAvailable && hasEntries());
      };
      try {
        if (!connection.read(isBehind)) return;
        connection.write(() => {
          check();
          if (!isBehind()) return;
          addMissingEntries(connection);
          if (isAvailable) apart(rebuild, makeAnew);
        });
        isTrusted = true;
      } catch {
        // A full disk, another program that writes: it is tried again. What was written before stays written, so whoever
        // wrote it must not be told of a failure.
      }
    },
  };
};

const raw = <Row>(query: RawBuilder<Row>): Query<Row> => ({ compile: () => query.compile(queries) });
