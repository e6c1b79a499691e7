import type { Connection } from './connection.ts';
import { queries } from './tables.ts';

/** Only inside a writing transaction. Costs a look at everything the store holds: orgs are seldom erased. */
export const eraseOrg = (connection: Connection, org: number): void => {
  const componentsOf = () => queries.selectFrom('component').select('id').where('org', '=', org);
  const documents = connection.all(
    queries
      .selectFrom('component_version')
      .select('document_id')
      .where('component_id', 'in', componentsOf())
      .where('document_id', 'is not', null)
      .union(queries.selectFrom('current_document').select('document_id').where('org', '=', org))
  );
  connection.run(queries.deleteFrom('access_grant').where('principal_id', 'in', componentsOf()));
  connection.run(queries.deleteFrom('reference_edge').where('from_id', 'in', componentsOf()));
  connection.run(queries.deleteFrom('component_version').where('component_id', 'in', componentsOf()));
  connection.run(queries.deleteFrom('component').where('org', '=', org));
  connection.run(queries.deleteFrom('current_document').where('org', '=', org));
  connection.run(queries.deleteFrom('outbox').where('org', '=', org));
  connection.run(queries.deleteFrom('run').where('org', '=', org));
  connection.run(queries.deleteFrom('org').where('id', '=', org));
  removeUnused(
    connection,
    documents.flatMap(({ document_id }) => document_id ?? [])
  );
};

/** Documents that nobody refers to any more, with the contents that were theirs alone. */
const removeUnused = (connection: Connection, documents: readonly number[]): void => {
  const contentsOf = connection.prepare<{ id: number }, { content_id: number }>(({ id }) =>
    queries.selectFrom('document_part').select('content_id').where('document_id', '=', id)
  );
  const removeDocument = connection.prepare<{ id: number }>(({ id }) =>
    queries
      .deleteFrom('document')
      .where('id', '=', id)
      .where((expression) =>
        expression.not(
          expression.or([
            expression.exists(queries.selectFrom('component_version').select('id').where('document_id', '=', id)),
            expression.exists(queries.selectFrom('current_document').select('path').where('document_id', '=', id)),
          ])
        )
      )
  );
  const removeContent = connection.prepare<{ id: number }>(({ id }) =>
    queries
      .deleteFrom('content')
      .where('id', '=', id)
      .where((expression) =>
        expression.not(
          expression.exists(queries.selectFrom('document_part').select('position').where('content_id', '=', id))
        )
      )
  );
  const contents = new Set<number>();
  for (const id of documents) {
    const parts = contentsOf.all({ id });
    if (removeDocument.run({ id }).changes > 0) for (const { content_id } of parts) contents.add(content_id);
  }
  for (const id of contents) removeContent.run({ id });
};
