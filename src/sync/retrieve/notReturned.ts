import type { ListedComponent } from '../../model/component.ts';
import { componentKey, formatComponentName, type ComponentKey } from '../../model/names/componentName.ts';
import type { Wanted } from '../plan/batches.ts';
import type { Earlier, NotRetrieved, SoFar } from '../plan/round.ts';
import type { BatchProblems } from './readBatch.ts';
import { messageFinder, saysNotFound } from './retrieveMessages.ts';

/** Did not come whole, and no message speaks of it: an incomplete answer looks just like this. */
export type NotReturned = {
  readonly item: Wanted;
  /** It came, and the companion of this name, without which it is not whole, did not. */
  readonly without?: string;
};

type Read = Pick<BatchProblems, 'unreadable'> & {
  readonly arrived: ReadonlySet<ComponentKey>;
  readonly incomplete: ReadonlyMap<ComponentKey, string>;
};

type Losses = {
  /** Came unreadable, or Salesforce says why it does not come. */
  readonly losses: ReadonlyMap<ComponentKey, NotRetrieved>;
  readonly silent: readonly NotReturned[];
};

/** What became of those of a batch that did not come whole. A candidate that Salesforce can't find is no loss. */
export const notRetrievedOf = (batch: readonly Wanted[], read: Read, messages: readonly string[]): Losses => {
  const losses = new Map<ComponentKey, NotRetrieved>();
  const silent: NotReturned[] = [];
  const unreadable = new Map(read.unreadable.map((loss) => [componentKey(loss), loss]));
  const messageAbout = messageFinder(messages);
  const asked = new Set(batch.map(({ component }) => component.rawName));
  for (const item of batch) {
    const { entry, component, candidate } = item;
    const key = componentKey(component);
    const { reason, hidden } = unreadable.get(key) ?? {};
    if (reason !== undefined) {
      losses.set(key, { state: hidden ? 'unavailable' : 'failed', reason, unreadable: true });
      continue;
    }
    if (read.arrived.has(key)) continue;
    // Folders are asked for, and spoken of, under the type of what lies in them.
    const message = messageAbout({
      type: entry.folderOf ?? entry.type,
      // Decoded, a name may be what another component was asked by.
      names: [component.rawName, ...(asked.has(component.fullName) ? [] : [component.fullName])],
    });
    const without = read.incomplete.get(key);
    if (message === undefined) silent.push({ item, ...(without !== undefined && { without }) });
    else if (!candidate || !saysNotFound(message)) losses.set(key, { state: 'unavailable', reason: message });
  }
  return { losses, silent };
};

type Missing = ReadonlyMap<ComponentKey, NotReturned>;

/** Those whose absence means something, if it is not the answer that was incomplete. */
export const worthAsking = (missing: Missing, earlier: Earlier): Wanted[] =>
  [...missing.values()].flatMap(({ item, without }) => {
    const before = earlier(item.component);
    const isWorth = item.candidate
      ? isNamed(item) && before === 'came'
      : without !== undefined || before !== 'unavailable';
    return isWorth ? [item] : [];
  });

/** How many names that no listing tells of are asked for one by one. */
const MOST_ASKED_ALONE = 10;

/**
 * Names that no listing tells of, and that came in earlier runs: each is asked for alone before it is believed to be
 * gone. Where all of a type are missing, or many, or something that is listed, answers are incomplete, and nothing is
 * believed.
 */
export const worthAskingAlone = (missing: Missing, earlier: Earlier, documents: SoFar['documents']): Wanted[] => {
  const lost = [...missing.values()].flatMap(({ item }) => (earlier(item.component) === 'came' ? [item] : []));
  const named = lost.filter((item) => item.candidate && isNamed(item));
  if (named.length === 0 || named.length > MOST_ASKED_ALONE || lost.some(({ candidate }) => !candidate)) return [];
  return named.filter(({ entry }) => documents.some(({ key }) => key.startsWith(`${entry.type}:`)));
};

const isNamed = ({ entry }: Wanted): boolean => entry.listing.how === 'named';

/** What it means that these did not come, asked for once more where that was worth it; and what of it is news. */
export const judgeNotReturned = (
  missing: Missing,
  earlier: Earlier
): { readonly losses: ReadonlyMap<ComponentKey, NotRetrieved>; readonly warnings: readonly string[] } => {
  const losses = new Map<ComponentKey, NotRetrieved>();
  const news: ListedComponent[] = [];
  for (const [key, { item, without }] of missing) {
    const before = earlier(item.component);
    if (without !== undefined) losses.set(key, { state: 'failed', reason: `${without} did not come with it` });
    // What two listings lack and what does not come either is gone.
    else if (item.candidate && !isNamed(item)) continue;
    else if (before === 'came')
      losses.set(key, { state: 'failed', reason: `${NOT_IN_ZIP}, and Salesforce does not say why`, silent: true });
    else if (!item.candidate) {
      losses.set(key, { state: 'unavailable', reason: NOT_IN_ZIP });
      if (before === 'never came') news.push(item.component);
    }
  }
  return { losses, warnings: news.length === 0 ? [] : [newsText(news)] };
};

const NOT_IN_ZIP = 'it was not in the retrieved zip';

/** Named in the warning of a sync; the type says how many there are. */
const NAMED = 3;

const newsText = (components: readonly ListedComponent[]): string => {
  const named = components.slice(0, NAMED).map(formatComponentName).join(', ');
  const more = components.length > NAMED ? ` and ${String(components.length - NAMED)} more` : '';
  return `Salesforce lists components that it did not send, asked twice: ${named}${more}.`;
};
