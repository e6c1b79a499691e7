import type { ModelChanges } from '../model/changes.ts';
import { componentKey, type ComponentKey } from '../model/componentName.ts';
import type { ComponentVersion, KnownComponent } from '../model/componentVersion.ts';
import type { Judgement } from '../model/deletions.ts';
import type { Mention } from '../model/extraction.ts';
import { resolveReferences, type Mentioner } from '../model/references.ts';
import type { CurrentDocument, Publication, StoredDocument } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { Asked } from './askOrg.ts';
import type { RetrievedDocuments } from './retrieveDocuments.ts';

type ReferenceInput = {
  readonly retrieved: RetrievedDocuments;
  readonly documents: ReadonlyMap<string, CurrentDocument>;
  readonly changes: ModelChanges;
  readonly judgement: Judgement;
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

const storedDocuments = async (
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

const mentionersOf = (document: Pick<StoredDocument, 'components' | 'mentions'>): Mentioner[] => {
  const byComponent = Map.groupBy(document.mentions, (mention: Mention) => mention.from);
  return document.components.map((component, ordinal) => ({
    from: { type: component.type, fullName: component.fullName },
    mentions: byComponent.get(ordinal) ?? [],
  }));
};

type GrantInput = {
  readonly retrieved: RetrievedDocuments;
  readonly asked: Asked;
  readonly current: ReadonlyArray<ComponentVersion | KnownComponent>;
};

/** Grants of the permission sets whose documents changed, and of all principals whose rows were queried. */
export const grantSets = ({ retrieved, asked, current }: GrantInput): Publication['grants'] => {
  const present = new Set(current.map((component) => componentKey(component)));
  const sets = new Map<ComponentKey, Publication['grants'][number]>();
  for (const built of retrieved.documents) {
    const principal = built.state === 'built' ? built.document.components[0] : undefined;
    if (built.state !== 'built' || principal?.type !== 'PermissionSet') continue;
    const grants = built.grants.map(({ type, fullName, rights }) => ({
      principal,
      target: { type, fullName },
      rights,
    }));
    sets.set(componentKey(principal), { principal: { type: principal.type, fullName: principal.fullName }, grants });
  }
  for (const set of asked.permissionRows ?? []) sets.set(componentKey(set.principal), set);
  return [...sets.values()].filter(({ principal }) => present.has(componentKey(principal)));
};
