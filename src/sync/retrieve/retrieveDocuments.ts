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
import { readBatch, type BatchProblems } from './readBatch.ts';
import { retrieve } from './retrieveBatches.ts';
import { messageFinder, subjectOf } from './retrieveMessages.ts';

export type RetrievedDocuments = {
  readonly documents: readonly SlimDocument[];
  /** Listed components without a document in this run, and why. */
  readonly notRetrieved: ReadonlyMap<ComponentKey, NotRetrieved>;
  readonly warnings: readonly string[];
};

type Input = RetrievePlan & {
  readonly session: OrgSession;
  readonly store: Pick<Store, 'putDocuments'>;
  readonly clock: Clock;
  readonly reporter: Reporter;
  readonly isLost: () => boolean;
  readonly tellCalls: () => void;
};

/** Documents put at once: what is put soon is forgotten soon, before the garbage collector has carried it about. */
const DOCUMENTS_AT_ONCE = 200;

/** Retrieves round by round and hands their contents to the store as they come, so that memory holds no more than the jobs in flight. */
export const retrieveDocuments = async (input: Input): Promise<RetrievedDocuments> => {
  const documents: SlimDocument[] = [];
  const warnings: string[] = [];
  const notRetrieved = new Map<ComponentKey, NotRetrieved>();
  let asked = 0;
  input.reporter.figures({ toRetrieve: input.wanted, retrieved: 0 });

  const take = async (retrieved: RetrievedZip, batch: readonly Wanted[]): Promise<void> => {
    if (input.isLost()) throw elementsError('internal', ['the lease of this sync was lost']);
    const problems: BatchProblems = { unreadable: [], warnings: [] };
    const wanted = new Map(batch.map((item) => [componentKey(item.component), leftOutOf(item)]));
    const arrived = new Set<ComponentKey>();
    let whole: BuiltDocument[] = [];
    const put = async (): Promise<void> => {
      await putDocuments(input.store, whole);
      for (const document of whole) documents.push(slim(document));
      whole = [];
    };
    for (const document of readBatch(retrieved, wanted, input.documents, problems)) {
      arrived.add(document.key);
      if (whole.push(document) >= DOCUMENTS_AT_ONCE) await put();
    }
    await put();
    for (const warning of [...problems.warnings, ...relevantMessages(retrieved.messages, batch)])
      warnings.push(warning);
    for (const [key, loss] of notRetrievedOf(batch, { ...problems, arrived }, retrieved.messages))
      notRetrieved.set(key, loss);
    // Components, as `wanted` is: several of them may lie in one document.
    asked += batch.length;
    input.reporter.figures({ retrieved: Math.min(asked, input.wanted) });
    input.tellCalls();
  };
  for (const round of input.rounds) {
    const { batches, notAsked, warnings: news } = round({ documents, notRetrieved });
    for (const warning of news) warnings.push(warning);
    for (const [key, reason] of notAsked) notRetrieved.set(key, reason);
    const failures = await retrieve(input.session, batches, {
      jobsAtOnce: input.jobsAtOnce,
      now: () => input.clock.now().getTime(),
      take,
    });
    for (const [key, failure] of failures) notRetrieved.set(key, failure);
    if (batches.length > 0 && documents.length === 0) {
      const [first] = notRetrieved.values();
      throw elementsError('retrieveFailed', [first?.reason ?? 'nothing came back'], { transient: first?.transient });
    }
  }
  return { documents, notRetrieved, warnings };
};

const putDocuments = async (store: Input['store'], documents: readonly BuiltDocument[]): Promise<void> => {
  const built = documents.filter((document) => document.state === 'built');
  if (built.length === 0) return;
  await store.putDocuments(
    built.map((document) => document.document),
    built.flatMap((document) => document.contents)
  );
};

/** What was asked for and did not come, or came unreadable; a candidate that did not come is no loss. */
const notRetrievedOf = (
  batch: readonly Wanted[],
  read: Pick<BatchProblems, 'unreadable'> & { readonly arrived: ReadonlySet<ComponentKey> },
  messages: readonly string[]
): Array<[ComponentKey, NotRetrieved]> => {
  const unreadable = new Map(read.unreadable.map((loss) => [componentKey(loss), loss]));
  const messageAbout = messageFinder(messages);
  const asked = new Set(batch.map(({ component }) => component.rawName));
  return batch.flatMap(({ entry, component }): Array<[ComponentKey, NotRetrieved]> => {
    const key = componentKey(component);
    const { reason, hidden } = unreadable.get(key) ?? {};
    if (reason !== undefined) return [[key, { state: hidden ? 'unavailable' : 'failed', reason, unreadable: true }]];
    if (read.arrived.has(key) || entry.listing.how === 'named') return [];
    // Folders are asked for, and spoken of, under the type of what lies in them.
    const message = messageAbout({
      type: entry.folderOf ?? entry.type,
      // Decoded, a name may be what another component was asked by.
      names: [component.rawName, ...(asked.has(component.fullName) ? [] : [component.fullName])],
    });
    return [[key, { state: 'unavailable', reason: message ?? 'it was not in the retrieved zip' }]];
  });
};

/**
 * Of candidates, most orgs lack some: that is no news. Nor is what is said of companions: it was said
 * when they were asked for by themselves.
 */
const relevantMessages = (messages: readonly string[], batch: readonly Wanted[]): string[] => {
  if (messages.length === 0) return [];
  const noNews = new Set(
    batch.flatMap(({ entry, component, companions }) => [
      ...(entry.listing.how === 'named' ? [componentKey(component)] : []),
      ...(companions?.components ?? []).map(({ type, rawName }) => componentKey({ type, fullName: rawName })),
    ])
  );
  return messages.filter((message) => {
    const { type, name } = subjectOf(message) ?? {};
    return type === undefined || name === undefined || !noNews.has(componentKey({ type, fullName: name }));
  });
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
