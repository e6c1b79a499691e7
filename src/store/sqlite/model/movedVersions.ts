import { sql } from 'kysely';
import { componentKey } from '../../../model/names/componentName.ts';
import { soundJson } from '../../sql/soundColumns.ts';
import { isComponents } from '../../sql/soundDocument.ts';
import { queries, type Tables } from '../../sql/tables.ts';
import type { Connection } from '../connection/connection.ts';

/** A current version, and where the present document of its path says the very same of its component. */
export type MovedVersion = { readonly id: number; readonly documentId: number; readonly ordinal: number };

/**
 * A version refers to the document as it was when the version came up. A document of many components, such as an object,
 * is replaced when one of them changes; the versions of all others keep the old one. These are the versions for which the
 * present document does as well, so that the old one, with what it says of the component that changed, can go.
 */
export const movedVersions = (connection: Connection, org: number): MovedVersion[] => {
  const places = new Map<number, ReturnType<typeof placesIn>>();
  return connection.all(outdatedVersions(org)).flatMap((row): MovedVersion[] => {
    const known = places.get(row.present_id) ?? placesIn(row.components);
    places.set(row.present_id, known);
    const place = known.get(componentKey({ type: row.type, fullName: row.full_name }));
    if (place?.ownHash !== row.own_hash) return [];
    const moved = { id: row.id, documentId: row.present_id, ordinal: place.ordinal };
    return saysTheSame(connection, { documentId: row.document_id, ordinal: row.ordinal }, moved) ? [moved] : [];
  });
};

/** Lets them refer to the present documents. Only inside a writing transaction. */
export const moveVersions = (connection: Connection, versions: readonly MovedVersion[]): void => {
  const move = connection.prepare<MovedVersion>((p) =>
    queries
      .updateTable('component_version')
      .set({ document_id: p.documentId, ordinal: p.ordinal })
      .where('id', '=', p.id)
  );
  for (const version of versions) move.run(version);
};

const outdatedVersions = (org: number) =>
  queries
    .selectFrom('component_version as version')
    .innerJoin('component', 'component.id', 'version.component_id')
    .innerJoin('document as old', 'old.id', 'version.document_id')
    .innerJoin('current_document as present', (join) =>
      join
        .onRef('present.org', '=', 'component.org')
        .onRef('present.path', '=', 'version.path')
        .on('present.valid_to', 'is', null)
    )
    .innerJoin('document', 'document.id', 'present.document_id')
    .select(['version.id', 'version.own_hash', 'version.full_name', 'component.type', 'document.components'])
    .select(['present.document_id as present_id', 'old.id as document_id'])
    .select((expression) => expression.fn.coalesce('version.ordinal', sql.lit(-1)).as('ordinal'))
    .where('component.org', '=', org)
    .where('version.valid_to', 'is', null)
    .whereRef('present.document_id', '<>', 'version.document_id')
    .whereRef('document.extractor_version', '=', 'old.extractor_version');

const placesIn = (
  components: Tables['document']['components']
): Map<string, { readonly ordinal: number; readonly ownHash: string }> =>
  new Map(
    (soundJson(components, isComponents, null) ?? []).map(({ type, fullName, ownHash }, ordinal) => [
      componentKey({ type, fullName }),
      { ordinal, ownHash },
    ])
  );

type Place = Pick<MovedVersion, 'documentId' | 'ordinal'>;

const saysTheSame = (connection: Connection, one: Place, other: Place): boolean => {
  const attributesAt = connection.prepare<Place, { attributes: string }>((p) =>
    queries
      .selectFrom('document_component')
      .select('attributes')
      .where('document_id', '=', p.documentId)
      .where('ordinal', '=', p.ordinal)
  );
  return attributesAt.first(one)?.attributes === attributesAt.first(other)?.attributes;
};
