import type { Connection } from '../connection/connection.ts';
import { queries } from '../../sql/tables.ts';
import type { SearchIndex } from '../search/searchIndex.ts';

/** Only inside a writing transaction. What is removed is overwritten at once, in case that the file can't be made anew. */
export const eraseOrg = (connection: Connection, org: number, index: SearchIndex): void => {
  const componentsOf = () => queries.selectFrom('component').select('id').where('org', '=', org);
  connection.run(queries.deleteFrom('access_grant').where('principal_id', 'in', componentsOf()));
  connection.run(queries.deleteFrom('reference_edge').where('from_id', 'in', componentsOf()));
  // Places in the org's files stand there.
  connection.run(queries.deleteFrom('reference_manner').where('org', '=', org));
  connection.run(queries.deleteFrom('component_version').where('component_id', 'in', componentsOf()));
  // The index has what all orgs have, and is made anew of what is left.
  index.empty();
  connection.run(queries.deleteFrom('search_entry').where('component_id', 'in', componentsOf()));
  connection.run(queries.deleteFrom('component').where('org', '=', org));
  connection.run(queries.deleteFrom('current_document').where('org', '=', org));
  // Their parts, and the marks of what was not published, go with them.
  connection.run(queries.deleteFrom('document').where('org', '=', org));
  connection.run(queries.deleteFrom('content').where('org', '=', org));
  connection.run(queries.deleteFrom('outbox').where('org', '=', org));
  connection.run(queries.deleteFrom('run').where('org', '=', org));
  connection.run(queries.deleteFrom('org').where('id', '=', org));
};
