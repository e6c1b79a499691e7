import type { Selectable } from 'kysely';
import type { ComponentVersion } from '../records.ts';
import { maybeJson, present, type SqlValue } from './columns.ts';
import { isObject, soundJson } from './soundColumns.ts';
import type { VersionTable } from './tables.ts';

/** What a version says of its component; the rest of the row says when it is valid. */
export const VERSION_COLUMNS = [
  'raw_name',
  'full_name',
  'path',
  'parent_type',
  'parent_name',
  'label',
  'description',
  'namespace',
  'state',
  'packaged',
  'salesforce_id',
  'created_by',
  'created_by_id',
  'created_date',
  'last_modified_by',
  'last_modified_by_id',
  'last_modified_date',
  'own_hash',
  'document_id',
  'ordinal',
  'facts',
] as const satisfies ReadonlyArray<keyof VersionTable>;

/** In the order of the columns. */
export const versionValues = (version: ComponentVersion, documentId: number | null): SqlValue[] => [
  version.rawName === version.fullName ? null : version.rawName,
  version.fullName,
  version.path ?? null,
  version.parent?.type ?? null,
  version.parent?.fullName ?? null,
  version.label ?? null,
  version.description ?? null,
  version.namespace ?? null,
  version.state ?? null,
  Number(version.packaged),
  version.id ?? null,
  version.createdBy ?? null,
  version.createdById ?? null,
  version.createdDate ?? null,
  version.lastModifiedBy ?? null,
  version.lastModifiedById ?? null,
  version.lastModifiedDate ?? null,
  version.ownHash,
  documentId,
  version.origin?.ordinal ?? null,
  maybeJson(version.facts),
];

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
    facts: soundJson(row.facts, isObject, null),
  });
