import type { ModelChanges } from '../../model/compare/compareModels.ts';
import type { DeletionDecision } from '../../model/compare/deletions.ts';
import type { ComponentVersion, KnownComponent } from '../../model/component.ts';
import type { Mention } from '../../model/extraction.ts';
import { componentKey, type ComponentKey, type ComponentName } from '../../model/names/componentName.ts';
import { unpackMentions } from '../../model/references/packMentions.ts';
import { resolveReferences, type Mentioner } from '../../model/references/resolveReferences.ts';
import type { CurrentDocument, Publication, StoredDocument } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import type { QueryResults } from '../query/queryOrg.ts';
import type { SlimDocument, RetrievedDocuments } from '../retrieve/retrieveDocuments.ts';

type ReferenceInput = {
  readonly retrieved: RetrievedDocuments;
  readonly documents: ReadonlyMap<string, CurrentDocument>;
  readonly changes: ModelChanges;
  readonly judgement: DeletionDecision;
  readonly current: readonly ComponentVersion[];
  readonly store: Pick<Store, 'storedDocuments'>;
};

/** Stored documents read at once, when unchanged texts have to be resolved anew. */
const DOCUMENTS_AT_ONCE = 500;

/**
 * The references of every component whose text changed; of all components when a name came, went or moved, because a
 * mention in an unchanged text may mean something else by that.
 */
export const referenceSets = async (input: ReferenceInput): Promise<Publication['references']> => {
  const symbols = new Map<ComponentKey, ComponentVersion>(
    input.current.map((component) => [componentKey(component), component])
  );
  const built = input.retrieved.documents.filter((document) => document.state === 'built');
  const sets = resolveReferences(
    built.flatMap(({ document }) => mentionersOf(document)).filter(({ from }) => symbols.has(componentKey(from))),
    symbols
  );
  if (!namesMoved(input)) return sets;
  const builtPaths = new Set(built.map(({ path }) => path));
  // A document that left its path, be it by a rename, speaks for nobody any more.
  const currentPaths = new Set(input.current.flatMap(({ path }) => path ?? []));
  const others = [...input.documents.values()].filter(({ path }) => !builtPaths.has(path) && currentPaths.has(path));
  const result = [...sets];
  for (let start = 0; start < others.length; start += DOCUMENTS_AT_ONCE) {
    const slice = others.slice(start, start + DOCUMENTS_AT_ONCE);
    for (const stored of await storedDocuments(input.store, slice)) {
      const mentioners = mentionersOf(stored).filter(({ from }) => symbols.has(componentKey(from)));
      for (const set of resolveReferences(mentioners, symbols)) result.push(set);
    }
  }
  return result;
};

/** The documents as the store has them, with what the extractors made of them. */
export const storedDocuments = async (
  store: Pick<Store, 'storedDocuments'>,
  documents: readonly CurrentDocument[]
): Promise<StoredDocument[]> => {
  const found: StoredDocument[] = [];
  for (const [version, group] of Map.groupBy(documents, (document) => document.extractorVersion)) {
    for (const document of await store.storedDocuments(
      group.map(({ hash }) => hash),
      version
    ))
      found.push(document);
  }
  return found;
};

const namesMoved = ({ changes, judgement }: ReferenceInput): boolean =>
  changes.added.length > 0 ||
  judgement.deleted.length > 0 ||
  changes.changed.some(({ change }) => change === 'renamed');

const mentionersOf = (
  document: Pick<StoredDocument, 'mentions'> & { readonly components: readonly ComponentName[] }
): Mentioner[] => {
  const byComponent: Mention[][] = document.components.map(() => []);
  for (const mention of unpackMentions(document.mentions)) byComponent[mention.from]?.push(mention);
  return document.components.map((component, ordinal) => ({
    from: { type: component.type, fullName: component.fullName },
    mentions: byComponent[ordinal] ?? [],
  }));
};

type GrantInput = {
  readonly retrieved: RetrievedDocuments;
  readonly asked: QueryResults;
  readonly current: ReadonlyArray<ComponentVersion | KnownComponent>;
};

type GrantSet = Publication['grants'][number];

/**
 * Grants of the permission sets whose documents changed, and of all principals whose rows were queried. A profile's are
 * in both: the rows say most, its document the rest. Where one of the two could not be read, it keeps what it had.
 */
export const grantSets = ({ retrieved, asked, current }: GrantInput): Publication['grants'] => {
  const present = new Map(current.map((component) => [componentKey(component), component]));
  const sets = new Map<ComponentKey, GrantSet>();
  for (const built of retrieved.documents) {
    const set = built.state === 'built' ? documentGrants(built) : undefined;
    if (set) sets.set(componentKey(set.principal), set);
  }
  for (const set of asked.permissionRows ?? []) {
    const key = componentKey(set.principal);
    if (retrieved.notRetrieved.has(key) && present.get(key)?.path !== undefined) continue;
    sets.set(key, joined(set, sets.get(key)));
  }
  return [...sets.values()].filter(
    ({ principal }) => present.has(componentKey(principal)) && (principal.type !== 'Profile' || asked.permissionRows)
  );
};

const documentGrants = (built: SlimDocument & { readonly state: 'built' }): GrantSet | undefined => {
  const [root] = built.document.components;
  if (root?.type !== 'PermissionSet' && root?.type !== 'Profile') return undefined;
  const principal = { type: root.type, fullName: root.fullName };
  return {
    principal,
    grants: built.grants.map(({ type, fullName, rights }) => ({ principal, target: { type, fullName }, rights })),
  };
};

/** All grants of both; what both speak of is given with the rights of both. */
const joined = (rows: GrantSet, document: GrantSet | undefined): GrantSet => {
  if (document?.principal.type !== 'Profile') return rows;
  const byTarget = new Map(rows.grants.map((grant) => [componentKey(grant.target), grant]));
  for (const grant of document.grants) {
    const key = componentKey(grant.target);
    const known = byTarget.get(key);
    byTarget.set(key, known ? { ...known, rights: known.rights | grant.rights } : grant);
  }
  return { principal: rows.principal, grants: [...byTarget.values()] };
};
