import { sql, type RawBuilder } from 'kysely';

/**
 * Finds by the rows themselves, in tables that are small. An index is a second copy of a column, and who may write the
 * file can have it lead to another row: what is read of a column then comes from the index as well, so that no comparison
 * afterwards shows it. With the sign SQLite uses no index: https://www.sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_
 */
export const ofRow = (column: 'org.key' | 'audit.org_key', value: string): RawBuilder<boolean> =>
  sql<boolean>`+${sql.ref(column)} = ${value}`;
