import type { Selectable } from 'kysely';
import type { ComponentVersion } from '../records.ts';
import { maybeJson, parseMaybe, present } from './columns.ts';
import type { VersionTable } from './tables.ts';

/** What a version says of its component; the rest of the row says when it is valid. */
export type VersionColumns = Omit<
  Selectable<VersionTable>,
  'id' | 'component_id' | 'valid_from' | 'valid_to' | 'ended' | 'change'
>;

export const toVersionRow = (version: ComponentVersion, documentId: number | null): VersionColumns => ({
  raw_name: version.rawName === version.fullName ? null : version.rawName,
  full_name: version.fullName,
  path: version.path ?? null,
  parent_type: version.parent?.type ?? null,
  parent_name: version.parent?.fullName ?? null,
  label: version.label ?? null,
  description: version.description ?? null,
  namespace: version.namespace ?? null,
  state: version.state ?? null,
  packaged: Number(version.packaged),
  salesforce_id: version.id ?? null,
  created_by: version.createdBy ?? null,
  created_by_id: version.createdById ?? null,
  created_date: version.createdDate ?? null,
  last_modified_by: version.lastModifiedBy ?? null,
  last_modified_by_id: version.lastModifiedById ?? null,
  last_modified_date: version.lastModifiedDate ?? null,
  own_hash: version.ownHash,
  document_id: documentId,
  ordinal: version.origin?.ordinal ?? null,
  facts: maybeJson(version.facts),
});

/** A version row joined with its component's type and its document. */
export type JoinedVersion = Omit<Selectable<VersionTable>, 'id' | 'document_id'> & {
  readonly type: string;
  readonly document_hash: string | null;
  readonly document_extractor: string | null;
};

export const fromVersionRow = (row: JoinedVersion): ComponentVersion =>
  present<ComponentVersion>({
    type: row.type,
    rawName: row.raw_name ?? row.full_name,
    fullName: row.full_name,
    path: row.path,
    parent:
      row.parent_type === null || row.parent_name === null
        ? null
        : { type: row.parent_type, fullName: row.parent_name },
    label: row.label,
    description: row.description,
    namespace: row.namespace,
    state: row.state as NonNullable<ComponentVersion['state']> | null,
    packaged: row.packaged === 1,
    id: row.salesforce_id,
    createdBy: row.created_by,
    createdById: row.created_by_id,
    createdDate: row.created_date,
    lastModifiedBy: row.last_modified_by,
    lastModifiedById: row.last_modified_by_id,
    lastModifiedDate: row.last_modified_date,
    ownHash: row.own_hash,
    origin:
      row.document_hash === null || row.document_extractor === null || row.ordinal === null
        ? null
        : { documentHash: row.document_hash, extractorVersion: row.document_extractor, ordinal: row.ordinal },
    facts: parseMaybe(row.facts),
  });
