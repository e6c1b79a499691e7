import { planPublication } from '../../publication/planPublication.ts';
import type { Publication } from '../../records.ts';
import type { Connection } from '../connection/connection.ts';
import { removeUnpublished } from './documents.ts';
import { executePlan } from './executePlan.ts';
import { modelState } from './modelState.ts';
import { endPublished, requireOrg, requireRunning } from './runs.ts';
import type { SearchIndex } from '../search/searchIndex.ts';
import { queries } from '../../sql/tables.ts';

/** Only inside a writing transaction: any error must undo everything. */
export const publish = (connection: Connection, publication: Publication, index: SearchIndex): void => {
  const org = requireOrg(connection, publication.orgKey);
  const run = requireRunning(connection, publication.run, org);
  const state = modelState(connection, publication, { org, run, searchRowsAtOnce: index.rowsAtOnce });
  const plan = planPublication(publication, state);
  executePlan({ connection, org, run }, plan);
  index.follow(plan);
  const counts = connection.first(
    queries.selectFrom('org').select(['reference_count', 'grant_count']).where('id', '=', org)
  );
  // The run's record keeps a copy of the totals after it.
  const totals = { references: counts?.reference_count ?? 0, grants: counts?.grant_count ?? 0 };
  endPublished(connection, { ...publication.run, ...totals }, { org, number: run });
  removeUnpublished(connection, org);
};
