import { nameKey, type ComponentName } from '../../model/names/componentName.ts';
import type { CurrentDocument, Publication } from '../records.ts';
import type { IdentityRow } from './publicationPlan.ts';

/** What a store looks up for a plan, each once. */
export type PublicationNeeds = {
  readonly ids: readonly number[];
  /** Types with names as they are looked up. */
  readonly names: ReadonlyArray<{ readonly type: string; readonly name: string }>;
  readonly documents: ReadonlyArray<Omit<CurrentDocument, 'path'>>;
  readonly paths: readonly string[];
  /** Components that change or go. */
  readonly searched: readonly number[];
  /** Those of the documents that opened versions come from. */
  readonly origins: ReadonlyArray<Omit<CurrentDocument, 'path'>>;
};

/** Of an org that has no names yet (`isFirst`) none is asked. */
export const needsOf = (publication: Publication, { isFirst }: { readonly isFirst: boolean }): PublicationNeeds => {
  const { added, changed, deleted, documents, removedDocuments } = publication;
  const origins = [...added, ...changed.map(({ version }) => version)].flatMap(({ origin }) =>
    origin === undefined ? [] : [{ hash: origin.documentHash, extractorVersion: origin.extractorVersion }]
  );
  const wanted = new Map(
    [...documents, ...origins].map(({ hash, extractorVersion }) => [
      keyOf({ hash, extractorVersion }),
      { hash, extractorVersion },
    ])
  );
  return {
    ids: idsIn(publication),
    names: isFirst ? [] : namesIn(publication),
    documents: [...wanted.values()],
    searched: [...changed.map(({ componentId }) => componentId), ...deleted],
    origins: [...new Map(origins.map((origin) => [keyOf(origin), origin])).values()],
    paths: [...new Set([...removedDocuments, ...documents.map(({ path }) => path)])],
  };
};

const keyOf = ({ hash, extractorVersion }: Omit<CurrentDocument, 'path'>): string => `${hash} ${extractorVersion}`;

const idsIn = ({ changed, deleted, found, missing }: Publication): number[] => [
  ...new Set([
    ...changed.map(({ componentId }) => componentId),
    ...deleted,
    ...found,
    ...missing.map(({ componentId }) => componentId),
  ]),
];

const namesIn = (publication: Publication): Array<{ type: string; name: string }> => {
  const byType = new Map<string, Set<string>>();
  const add = ({ type, fullName }: ComponentName): void => {
    const names = byType.get(type);
    if (names === undefined) byType.set(type, new Set([fullName]));
    else names.add(fullName);
  };
  for (const version of publication.added) add(version);
  for (const { version } of publication.changed) add(version);
  for (const { component } of publication.addedUnread) add(component);
  for (const { from, to } of publication.references) {
    add(from);
    for (const reference of to) add(reference.to);
  }
  for (const { principal, grants } of publication.grants) {
    add(principal);
    for (const { target } of grants) add(target);
  }
  return [...byType].flatMap(([type, spellings]) =>
    [...new Set([...spellings].map(nameKey))].map((name) => ({ type, name }))
  );
};

/** Of which identities the open references and grants are looked up. */
export type EdgeNeeds = {
  /** Those that lead from them. */
  readonly owners: readonly number[];
  /** Those that lead to them, too: what leads to a name may have to go with it. */
  readonly ends: readonly number[];
};

/** `identities` are those that the first needs have found. */
export const edgeNeedsOf = (publication: Publication, identities: readonly IdentityRow[]): EdgeNeeds => {
  const byId = new Map(identities.map((row) => [row.id, row]));
  const byName = new Map(identities.map((row) => [`${row.type}:${row.name ?? ''}`, row]));
  const find = ({ type, fullName }: ComponentName): number[] => {
    const row = byName.get(`${type}:${nameKey(fullName)}`);
    return row === undefined ? [] : [row.id];
  };
  const renamed = publication.changed.filter(
    ({ componentId, version }) => byId.get(componentId)?.name !== nameKey(version.fullName)
  );
  const ends = new Set([
    ...publication.deleted,
    ...renamed.map(({ componentId }) => componentId),
    ...renamed.flatMap(({ version }) => find(version)),
  ]);
  const owners = new Set([
    ...ends,
    ...publication.references.flatMap(({ from }) => find(from)),
    ...publication.grants.flatMap(({ principal }) => find(principal)),
  ]);
  return { owners: [...owners], ends: [...ends] };
};
