import { containerOf } from '../../catalogue/parentName.ts';
import type { ModelChanges } from '../../model/compare/compareModels.ts';
import type { DeletionDecision } from '../../model/compare/deletions.ts';
import type { ComponentVersion, KnownComponent, Missing } from '../../model/component.ts';
import { componentKey, type ComponentKey } from '../../model/names/componentName.ts';
import type { Publication } from '../../store/records.ts';
import type { Inventory } from '../list/inventory.ts';
import type { NotRetrieved } from '../plan/round.ts';
import type { RetrievedDocuments } from '../retrieve/retrieveDocuments.ts';

/** Components of the model that this run did not read, and why: what nobody saw, what was listed and did not come. */
export type Unread = ReadonlyMap<ComponentKey, NotRetrieved>;

type Seen = {
  readonly retrieved: Pick<RetrievedDocuments, 'documents' | 'notRetrieved'>;
  readonly inventory: Pick<Inventory, 'components'>;
  readonly decision: DeletionDecision;
  /** The whole model as it will be published. */
  readonly current: readonly ComponentVersion[];
};

const OF_CONTAINER = 'its container was not read';

/** What stands in a document goes with it, though a listing may name it too. */
export const unreadOf = ({ retrieved, inventory, decision, current }: Seen): Unread => {
  const paths = new Set(retrieved.documents.map(({ path }) => path));
  const arrived = new Set(retrieved.documents.map(({ key }) => key));
  const missing = new Map(decision.kept.map(({ component, reason }) => [componentKey(component), reason]));
  const byKey = new Map(current.map((component) => [componentKey(component), component]));
  // A renamed container that was not read still has the path, and its children the parent, that the model knew.
  const containers = new Map(
    current.flatMap((component) =>
      component.path !== undefined && !containerOf(component) ? [[component.path, component] as const] : []
    )
  );

  const whyUnread = (component: ComponentVersion): NotRetrieved | undefined => {
    const key = componentKey(component);
    const reason = missing.get(key);
    if (reason === undefined && component.path !== undefined && paths.has(component.path)) return undefined;
    const own = inventory.components.has(key) && !arrived.has(key) ? retrieved.notRetrieved.get(key) : undefined;
    if (own) return own;
    const name = containerOf(component);
    const container = name && (byKey.get(componentKey(name)) ?? containers.get(component.path ?? ''));
    const lost = container && whyUnread(container);
    if (lost) return { ...lost, reason: reason ?? OF_CONTAINER };
    return reason === undefined ? undefined : { state: 'failed', reason };
  };
  return new Map(
    current.flatMap((component) => {
      const loss = whyUnread(component);
      return loss ? [[componentKey(component), loss] as const] : [];
    })
  );
};

/**
 * What was seen and could not be read: what the model has of it must not pass for what the org has now, and what never
 * came is not asked for as urgently again. What a package hides is no such thing.
 */
export const marksOfUnread = (
  { same, changed, added }: Pick<ModelChanges, 'same' | 'changed' | 'added'>,
  unread: Unread,
  { run, previous }: { readonly run: number; readonly previous: number }
): Pick<Publication, 'missing' | 'addedUnread'> => {
  const markOf = (version: ComponentVersion, before: KnownComponent | undefined): Missing | undefined => {
    const loss = unread.get(componentKey(version));
    if (!loss || isHidden(loss)) return undefined;
    const lastSeen = version.origin ? (before?.missing?.lastSeen ?? previous) : run;
    return {
      reason: loss.reason,
      lastSeen,
      ...(loss.state === 'unavailable' && !loss.notAsked && { unavailable: true }),
    };
  };
  const known = [
    ...same.map((component) => ({ before: component, version: component })),
    ...changed.map(({ previous: before, version }) => ({ before, version })),
  ];
  return {
    missing: known.flatMap(({ before, version }) => {
      const missing = markOf(version, before);
      return missing ? [{ componentId: before.componentId, missing }] : [];
    }),
    addedUnread: added.flatMap((version) => {
      const missing = markOf(version, undefined);
      return missing ? [{ component: version, missing }] : [];
    }),
  };
};

/** Its files came, and the org does not give what is in them. */
const isHidden = ({ state, unreadable }: NotRetrieved): boolean => state === 'unavailable' && unreadable === true;
