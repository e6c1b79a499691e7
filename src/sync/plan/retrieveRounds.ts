import type { SyncCollaborators } from '../syncCollaborators.ts';
import { componentKey, decodedPath, type ComponentKey } from '../../model/names/componentName.ts';
import type { CurrentDocument } from '../../store/records.ts';
import type { Inventory, Scope } from '../list/inventory.ts';
import type { NotRetrieved, Round, SoFar } from './round.ts';
import type { Wanted } from './batches.ts';
import { withCompanions } from './companions.ts';

type Plan = {
  readonly wanted: readonly Wanted[];
  readonly inventory: Inventory;
  /** The documents that the model has, by path. */
  readonly documents: ReadonlyMap<string, CurrentDocument>;
  /** Scopes that some earlier run listed. */
  readonly listedBefore: ReadonlySet<string>;
  readonly cut: SyncCollaborators['cut'];
};

/**
 * What stands for itself is retrieved first. Then come the types that are whole only with companions: by then it is
 * known what the org does not give, and would take the others with it.
 */
export const retrieveRounds = ({ wanted, inventory, documents, listedBefore, cut }: Plan): Round[] => {
  const alone = wanted.filter(({ entry }) => !entry.companions);
  const accompanied = wanted.filter(({ entry }) => entry.companions);
  return [
    () => ({ batches: cutAll(cut, [alone]), notAsked: new Map(), warnings: [] }),
    (soFar) => {
      const { components, scopes } = confirmCandidates(inventory, soFar);
      const sources = { components: components.values(), scopes, lost: soFar.notRetrieved, listedBefore };
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

/** What may share requests. */
export const byRequest = (wanted: readonly Wanted[]): Wanted[][] => [
  ...Map.groupBy(wanted, ({ entry }) => entry.companions?.request).values(),
];

/** Types with companions have one XML file each. */
const pathOf = ({ entry, component }: Wanted): string =>
  decodedPath(`${entry.directory}/${component.rawName}.${entry.suffix}`);

const cutAll = (cut: SyncCollaborators['cut'], groups: ReadonlyArray<readonly Wanted[]>): Wanted[][] =>
  groups.flatMap((group) => cut(group)).filter((batch) => batch.length > 0);

/**
 * Turns the candidates that came back into listed components. Their type counts as listed when every candidate was
 * answered, so that one which no longer comes back is deleted; a batch that failed leaves it open.
 */
export const confirmCandidates = (inventory: Inventory, retrieved: SoFar): Inventory => {
  if (inventory.candidates.length === 0) return inventory;
  const arrived = new Set(retrieved.documents.map((document) => document.key));
  const components = new Map(inventory.components);
  const problems = new Map<string, string | undefined>();
  for (const candidate of inventory.candidates) {
    const key = componentKey(candidate);
    const loss = retrieved.notRetrieved.get(key);
    // A component that came but can't be read is there all the same.
    if (arrived.has(key) || loss?.unreadable) components.set(key, candidate);
    problems.set(candidate.type, problems.get(candidate.type) ?? (loss && !loss.unreadable ? loss.reason : undefined));
  }
  const scopes = [...problems].map(([type, problem]): Scope => ({
    name: type,
    type,
    ...(problem === undefined ? { state: 'listed' } : { state: 'failed', problem }),
  }));
  return { ...inventory, components, scopes: [...inventory.scopes, ...scopes], candidates: [] };
};
