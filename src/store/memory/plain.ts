import type { ComponentVersion, NewRun } from '../records.ts';

/** A copy as a database would give it back: without what is `undefined`. */
export const plain = <Type>(value: Type): Type => JSON.parse(JSON.stringify(value)) as Type;

/** Exactly the columns of a version: callers may pass a wider record. */
export const plainVersion = (version: ComponentVersion): ComponentVersion => {
  const columns: { readonly [Name in keyof Required<ComponentVersion>]: ComponentVersion[Name] } = {
    type: version.type,
    rawName: version.rawName,
    fullName: version.fullName,
    id: version.id,
    namespace: version.namespace,
    state: version.state,
    packaged: version.packaged,
    createdBy: version.createdBy,
    createdById: version.createdById,
    createdDate: version.createdDate,
    lastModifiedBy: version.lastModifiedBy,
    lastModifiedById: version.lastModifiedById,
    lastModifiedDate: version.lastModifiedDate,
    path: version.path,
    parent: version.parent && { type: version.parent.type, fullName: version.parent.fullName },
    label: version.label,
    description: version.description,
    ownHash: version.ownHash,
    origin: version.origin,
    facts: version.facts,
  };
  return plain(columns);
};

/** What may change while a run goes on: not its numbers, nor its holder and lease. */
export const changeable = (run: NewRun): Omit<NewRun, 'runId' | 'orgKey' | 'holder' | 'leaseUntil'> => {
  const { runId: _, orgKey: _org, holder: _holder, leaseUntil: _lease, ...rest } = plain(run);
  return { ...rest };
};
