import type { CreateViewBuilder } from 'kysely';
import type { SqlDialect } from '../sqlDialect.ts';

type AnyQuery = Parameters<CreateViewBuilder['as']>[0];

/**
 * A view that others may use: its name and its columns are a contract, told in `docs/database.md`. Columns may be added,
 * none may go or mean something else. In every database the same: texts, numbers, 1 or 0 for yes or no, times in ISO 8601.
 */
export type PublicView = { readonly name: string; readonly query: (dialect: SqlDialect) => AnyQuery };
