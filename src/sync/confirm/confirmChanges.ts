import { childTypes } from '../../catalogue/catalogue.ts';
import type { ModelChanges } from '../../model/compare/compareModels.ts';
import { decideDeletions, type DeletionDecision } from '../../model/compare/deletions.ts';
import { knownLookUp } from '../../model/compare/knownLookUp.ts';
import type { ComponentVersion, KnownComponent } from '../../model/component.ts';
import { componentKey, type ComponentName } from '../../model/names/componentName.ts';
import type { CurrentDocument, RunRecord, StoredDocument } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import type { Inventory } from '../list/inventory.ts';
import { scopeStates } from '../list/scopes.ts';
import type { FactSource } from '../query/question.ts';
import type { RetrievedDocuments } from '../retrieve/retrieveDocuments.ts';
import { addFacts, documentsForFacts } from './addFacts.ts';
import { assemble } from './assemble.ts';
import { compareWithModel, needsPastRuns } from './compareWithModel.ts';
import { deletionEvidence } from './deletionEvidence.ts';

type ConfirmInput = {
  readonly store: Pick<Store, 'runs' | 'storedDocuments'>;
  readonly run: RunRecord;
  readonly previous: RunRecord | undefined;
  readonly inventory: Inventory;
  readonly known: readonly KnownComponent[];
  readonly documents: ReadonlyMap<string, CurrentDocument>;
  readonly retrieved: RetrievedDocuments;
  readonly facts: readonly FactSource[];
};

/** What this run changes in the model, and what of it is proved. */
export type ConfirmedChanges = {
  /** The whole model as it will be published. */
  readonly current: readonly ComponentVersion[];
  readonly changes: ModelChanges;
  readonly decision: DeletionDecision;
  /** What two listings lack and what is there all the same; its dates are those of an earlier listing. */
  readonly unlisted: readonly ComponentName[];
  /** Documents that did not change, but in which a mention may mean something else by now. */
  readonly reresolved: readonly MentioningDocument[];
};

export type MentioningDocument = Pick<StoredDocument, 'mentions'> & {
  readonly components: ReadonlyArray<Pick<StoredDocument['components'][number], 'type' | 'fullName'>>;
};

/** Compares what was seen with the model, and decides what of the rest is gone. The org is not asked any more. */
export const confirmChanges = async (input: ConfirmInput): Promise<ConfirmedChanges> => {
  const { store, run, previous, inventory, known, retrieved, facts } = input;
  const lookUp = knownLookUp(known);
  const assembled = assemble({ listed: inventory.components, documents: retrieved.documents, known });
  const wanted = documentsForFacts(assembled, facts, lookUp);
  const documents = new Map(
    (await storedDocuments(input, wanted)).flatMap(({ hash, components: [root] }) =>
      root ? [[hash, root] as const] : []
    )
  );
  const seen = addFacts(assembled, facts, { lookUp, documents });
  const pastRuns = lazily(() => store.runs(run.orgKey));
  const changes = compareWithModel({
    run,
    previous,
    known,
    seen,
    pastRuns: needsPastRuns({ run, previous, known }) ? await pastRuns() : [],
  });
  const unlisted = [...inventory.found, ...childrenWithoutRow(assembled, inventory)];
  const evidence = deletionEvidence({
    run,
    previous,
    inventory,
    retrieved,
    seen,
    unlisted,
    pastRuns: changes.unseen.length > 0 ? await pastRuns() : [],
  });
  const decision = decideDeletions(changes.unseen, evidence);
  const current = [...seen, ...decision.kept.map(({ component }) => component)];
  return {
    current,
    changes,
    decision,
    unlisted,
    reresolved: await readReresolved({ ...input, current, changes, decision }),
  };
};

/** Children that were listed before, stand in their container's document, and are in neither of two listings. */
const childrenWithoutRow = (
  seen: readonly ComponentVersion[],
  { components, scopes }: Inventory
): ComponentVersion[] => {
  const states = scopeStates(scopes);
  return seen.filter(
    (version) =>
      version.id !== undefined &&
      states.get(version.type) === 'listed twice' &&
      childTypes.has(version.type) &&
      !components.has(componentKey(version))
  );
};

/** Documents read at once. */
const DOCUMENTS_AT_ONCE = 500;

/** Where a name came, went or moved, a mention in any unchanged document may mean something else. */
const readReresolved = async ({
  store,
  run,
  documents,
  retrieved,
  current,
  changes,
  decision,
}: ConfirmInput & Omit<ConfirmedChanges, 'reresolved' | 'unlisted'>): Promise<MentioningDocument[]> => {
  const namesMoved =
    changes.added.length > 0 ||
    decision.deleted.length > 0 ||
    changes.changed.some(({ change }) => change === 'renamed');
  if (!namesMoved) return [];
  const built = new Set(retrieved.documents.flatMap(({ state, path }) => (state === 'built' ? [path] : [])));
  // A document that left its path, by a rename for example, is no longer one of the model's.
  const paths = new Set(current.flatMap(({ path }) => path ?? []));
  const others = [...documents.values()].filter(({ path }) => !built.has(path) && paths.has(path));
  const result: MentioningDocument[] = [];
  for (let start = 0; start < others.length; start += DOCUMENTS_AT_ONCE) {
    const slice = others.slice(start, start + DOCUMENTS_AT_ONCE);
    for (const { components, mentions } of await storedDocuments({ store, run }, slice)) {
      if (mentions.names.length === 0) continue;
      result.push({ components: components.map(({ type, fullName }) => ({ type, fullName })), mentions });
    }
  }
  return result;
};

/** The documents as the store has them, with what the readers made of them. */
const storedDocuments = async (
  { store, run }: { readonly store: Pick<Store, 'storedDocuments'>; readonly run: Pick<RunRecord, 'orgKey'> },
  documents: readonly CurrentDocument[]
): Promise<StoredDocument[]> => {
  const found: StoredDocument[] = [];
  for (const [version, group] of Map.groupBy(documents, (document) => document.extractorVersion)) {
    const hashes = group.map(({ hash }) => hash);
    // Never spread: an org has more documents than a call may have arguments.
    for (const document of await store.storedDocuments(run.orgKey, hashes, version)) found.push(document);
  }
  return found;
};

/** Read when it is asked for the first time, and then remembered. */
const lazily = <T>(read: () => Promise<T>): (() => Promise<T>) => {
  let value: Promise<T> | undefined;
  return () => (value ??= read());
};
