import type { ListedComponent } from '../../model/component.ts';
import { componentKey, decodedPath, type ComponentKey } from '../../model/names/componentName.ts';
import type { CurrentDocument } from '../../store/records.ts';
import type { Inventory, Scope } from '../list/inventory.ts';
import type { Earlier, NotRetrieved, Round, SoFar } from './round.ts';
import type { Wanted } from './batches.ts';
import { withCompanions } from './companions.ts';

/** Cuts what may share requests into the batches of one retrieve job each. */
type Cut = (wanted: readonly Wanted[]) => Wanted[][];

type Plan = {
  readonly wanted: readonly Wanted[];
  readonly inventory: Inventory;
  /** The documents that the model has, by path. */
  readonly documents: ReadonlyMap<string, CurrentDocument>;
  /** Scopes that some earlier run listed. */
  readonly listedBefore: ReadonlySet<string>;
  readonly cut: Cut;
  readonly earlier: Earlier;
};

/**
 * What stands for itself is retrieved first. Then come the types that are whole only with companions: by then it is
 * known what the org does not give, and would take the others with it.
 */
export const retrieveRounds = ({ wanted, inventory, documents, listedBefore, cut, earlier }: Plan): Round[] => {
  const alone = wanted.filter(({ entry }) => !entry.companions);
  const accompanied = wanted.filter(({ entry }) => entry.companions);
  return [
    () => ({ batches: cutAll(cut, [alone]), notAsked: new Map(), warnings: [] }),
    (soFar) => {
      const { components, scopes } = confirmCandidates(inventory, soFar);
      const sources = { components: components.values(), scopes, lost: soFar.notRetrieved, listedBefore, earlier };
      const notAsked = new Map<ComponentKey, NotRetrieved>();
      const reasons = new Map<string, string>();
      const asked: Wanted[] = [];
      for (const item of withCompanions(accompanied, sources)) {
        const { entry, component } = item.wanted;
        if (item.missing) reasons.set(entry.type, item.missing.reason);
        // Half a document would look like a change; it is better than none where the model has none.
        if (!item.missing || !documents.has(pathOf(item.wanted))) asked.push(item.wanted);
        else notAsked.set(componentKey(component), { ...item.missing, notAsked: true });
      }
      const warnings = [...reasons].map(
        ([type, reason]) => `${type} can't be read as a whole: ${reason}. What the model has of it is kept.`
      );
      return { batches: cutAll(cut, byRequest(asked)), notAsked, warnings };
    },
  ];
};

/** What should have come in a round and did not, in as few requests as can be. */
export const retrieveAgain = (cut: Cut, missing: readonly Wanted[]): Wanted[][] => cutAll(cut, byRequest(missing));

/** What may share requests. */
export const byRequest = (wanted: readonly Wanted[]): Wanted[][] => [
  ...Map.groupBy(wanted, ({ entry }) => entry.companions?.request).values(),
];

/** Types with companions have one XML file each. */
const pathOf = ({ entry, component }: Wanted): string =>
  decodedPath(`${entry.directory}/${component.rawName}.${entry.suffix}`);

const cutAll = (cut: Cut, groups: ReadonlyArray<readonly Wanted[]>): Wanted[][] =>
  groups.flatMap((group) => cut(group)).filter((batch) => batch.length > 0);

/**
 * Turns what no listing names and what came back into listed components. A type that nothing lists counts as listed when
 * every candidate was answered, so that one which no longer comes back is deleted; a batch that failed leaves it open.
 */
export const confirmCandidates = (inventory: Inventory, retrieved: SoFar): Inventory => {
  if (inventory.candidates.length === 0 && inventory.unlisted.length === 0) return inventory;
  const arrived = new Set(retrieved.documents.map((document) => document.key));
  // What came and can't be read is there all the same, and so is what came before and is only missing now.
  const provesPresence = (loss: NotRetrieved | undefined): boolean =>
    loss?.unreadable === true || loss?.silent === true;
  const lossOf = (component: ListedComponent): NotRetrieved | undefined =>
    retrieved.notRetrieved.get(componentKey(component));
  const isThere = (component: ListedComponent): boolean =>
    arrived.has(componentKey(component)) || provesPresence(lossOf(component));
  const components = new Map(inventory.components);
  for (const component of [...inventory.candidates, ...inventory.unlisted]) {
    if (isThere(component)) components.set(componentKey(component), component);
  }
  const problems = new Map<string, string | undefined>();
  for (const candidate of inventory.candidates) {
    const loss = lossOf(candidate);
    problems.set(candidate.type, problems.get(candidate.type) ?? (provesPresence(loss) ? undefined : loss?.reason));
  }
  const scopes = [...problems].map(([type, problem]): Scope => ({
    name: type,
    type,
    // They were asked for one and all, and what did not come a second time: no listing could say more.
    ...(problem === undefined ? { state: 'listed', again: 'listed' } : { state: 'failed', problem }),
  }));
  const found = inventory.unlisted.filter(isThere);
  return { ...inventory, components, scopes: [...inventory.scopes, ...scopes], candidates: [], unlisted: [], found };
};
