import { entryOf } from '../../catalogue/catalogue.ts';
import type { Clock } from '../../engine/contract.ts';
import type { Reporter } from '../../engine/reporter.ts';
import { elementsError } from '../../errors.ts';
import type { ExtractedGrant } from '../../model/extraction.ts';
import { componentKey, type ComponentKey } from '../../model/names/componentName.ts';
import type { PackedMentions } from '../../model/references/packMentions.ts';
import type { RetrievedZip } from '../../salesforce/calls/retrieveJob.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import type { StoredDocument } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import { leftOutOf, type Wanted } from '../plan/batches.ts';
import type { RetrievePlan } from '../plan/planRetrieve.ts';
import type { NotRetrieved } from '../plan/round.ts';
import type { BuiltDocument } from './buildDocument.ts';
import { incompleteIn } from './incomplete.ts';
import { createJobPace } from './jobPace.ts';
import { readBatch, type BatchProblems } from './readBatch.ts';
import { retrieve } from './retrieveBatches.ts';
import { judgeNotReturned, notRetrievedOf, worthAsking, worthAskingAlone, type NotReturned } from './notReturned.ts';
import { relevantMessages } from './retrieveMessages.ts';

export type RetrievedDocuments = {
  readonly documents: readonly SlimDocument[];
  /** Listed components without a document in this run, and why. */
  readonly notRetrieved: ReadonlyMap<ComponentKey, NotRetrieved>;
  readonly warnings: readonly string[];
};

type Input = RetrievePlan & {
  readonly orgKey: string;
  readonly session: OrgSession;
  readonly store: Pick<Store, 'putDocuments' | 'storedDocuments'>;
  readonly clock: Clock;
  readonly reporter: Reporter;
  /** Throws when another sync has taken the org over. */
  readonly checkLease: () => void;
  readonly tellCalls: () => void;
};

/** Documents put at once: what is put soon is forgotten soon, before the garbage collector has carried it about. */
const DOCUMENTS_AT_ONCE = 200;

/**
 * Retrieves round by round and hands their contents to the store as they come, so that memory holds no more than the jobs
 * in flight. What should have come and did not, without a word, is asked for once more.
 */
export const retrieveDocuments = async (input: Input): Promise<RetrievedDocuments> => {
  const documents: SlimDocument[] = [];
  const warnings: string[] = [];
  const notRetrieved = new Map<ComponentKey, NotRetrieved>();
  const came = new Set<ComponentKey>();
  const pace = createJobPace();
  /** Of the round under way. */
  const notReturned = new Map<ComponentKey, NotReturned>();
  let asked = 0;
  input.reporter.figures({ toRetrieve: input.wanted, retrieved: 0 });

  const take = async (retrieved: RetrievedZip, batch: readonly Wanted[]): Promise<void> => {
    input.checkLease();
    const problems: BatchProblems = { unreadable: [], warnings: [] };
    const incomplete = new Map(incompleteIn(retrieved, batch, came));
    const wanted = new Map(
      batch
        .map((item) => [componentKey(item.component), leftOutOf(item)] as const)
        .filter(([key]) => !incomplete.has(key))
    );
    const arrived = new Set<ComponentKey>();
    let whole: BuiltDocument[] = [];
    const put = async (): Promise<void> => {
      await putDocuments(input, whole);
      for (const document of whole) documents.push(slim(document));
      whole = [];
    };
    for (const document of readBatch(retrieved, wanted, input.documents, problems)) {
      const lost = notReturned.has(document.key) ? undefined : await lostFile(document, input);
      if (lost !== undefined) {
        incomplete.set(document.key, lost);
        continue;
      }
      arrived.add(document.key);
      if (whole.push(document) >= DOCUMENTS_AT_ONCE) await put();
    }
    await put();
    for (const warning of [...problems.warnings, ...relevantMessages(retrieved.messages, batch)])
      warnings.push(warning);
    const { losses, silent } = notRetrievedOf(batch, { ...problems, arrived, incomplete }, retrieved.messages);
    for (const { component } of batch) notReturned.delete(componentKey(component));
    for (const missing of silent) notReturned.set(componentKey(missing.item.component), missing);
    for (const key of arrived) came.add(key);
    for (const [key, loss] of losses) notRetrieved.set(key, loss);
    // Components, as `wanted` is: several of them may lie in one document.
    asked += batch.length;
    input.reporter.figures({ retrieved: Math.min(asked, input.wanted) });
    input.tellCalls();
  };
  const ask = async (batches: ReadonlyArray<readonly Wanted[]>): Promise<void> => {
    const options = { jobsAtOnce: input.jobsAtOnce, now: () => input.clock.now().getTime(), pace, take };
    for (const [key, failure] of await retrieve(input.session, batches, options)) {
      notRetrieved.set(key, failure);
      notReturned.delete(key);
    }
  };
  for (const round of input.rounds) {
    const { batches, notAsked, warnings: news } = round({ documents, notRetrieved });
    for (const warning of news) warnings.push(warning);
    for (const [key, reason] of notAsked) notRetrieved.set(key, reason);
    await ask(batches);
    await ask(input.again(worthAsking(notReturned, input.earlier)));
    const alone = worthAskingAlone(notReturned, input.earlier, documents);
    await ask(alone.map((item) => [item]));
    for (const { component } of alone) notReturned.delete(componentKey(component));
    const judged = judgeNotReturned(notReturned, input.earlier, documents);
    for (const warning of judged.warnings) warnings.push(warning);
    for (const [key, loss] of judged.losses) notRetrieved.set(key, loss);
    notReturned.clear();
    if (batches.length > 0 && documents.length === 0) {
      const [first] = notRetrieved.values();
      throw elementsError('retrieveFailed', [first?.reason ?? 'nothing came back'], { transient: first?.transient });
    }
  }
  return { documents, notRetrieved, warnings };
};

/**
 * A file of a bundle that the model has and that did not come: an incomplete zip looks like a bundle with a file less, so
 * what is to be believed is asked for twice.
 */
const lostFile = async (
  document: BuiltDocument,
  { orgKey, store, documents }: Pick<Input, 'orgKey' | 'store' | 'documents'>
): Promise<string | undefined> => {
  const before = documents.get(document.path);
  if (document.state === 'unchanged' || before === undefined || !isBundle(document)) return undefined;
  const [stored] = await store.storedDocuments(orgKey, [before.hash], before.extractorVersion);
  const names = new Set(document.document.parts.map(({ name }) => name));
  return stored?.parts.find(({ name }) => !names.has(name))?.name;
};

const isBundle = ({ key }: BuiltDocument): boolean => entryOf(key.slice(0, key.indexOf(':')))?.shape === 'bundle';

const putDocuments = async (
  { store, orgKey }: Pick<Input, 'store' | 'orgKey'>,
  documents: readonly BuiltDocument[]
): Promise<void> => {
  const built = documents.filter((document) => document.state === 'built');
  if (built.length === 0) return;
  await store.putDocuments(
    orgKey,
    built.map((document) => document.document),
    built.flatMap((document) => document.contents)
  );
};

/** What a sync needs of a document once the store has the whole of it. */
export type SlimDocument =
  | (BuiltDocument & { readonly state: 'unchanged' })
  | {
      readonly state: 'built';
      readonly path: string;
      readonly key: BuiltDocument['key'];
      readonly document: Pick<StoredDocument, 'hash' | 'extractorVersion'> & {
        readonly components: ReadonlyArray<Omit<StoredDocument['components'][number], 'attributes'>>;
        readonly mentions: PackedMentions;
      };
      readonly grants: readonly ExtractedGrant[];
    };

/** Contents and attributes are in the store by now; they would only fill the memory. */
const slim = (document: BuiltDocument): SlimDocument => {
  if (document.state === 'unchanged') return document;
  const { path, key, grants } = document;
  const { hash, extractorVersion, mentions } = document.document;
  const components = document.document.components.map(({ type, fullName, parent, label, description, ownHash }) => ({
    type,
    fullName,
    ...(parent && { parent }),
    ...(label !== undefined && { label }),
    ...(description !== undefined && { description }),
    ownHash,
  }));
  return { state: 'built', path, key, document: { hash, extractorVersion, components, mentions }, grants };
};
