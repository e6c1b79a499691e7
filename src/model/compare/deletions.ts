import type { KnownComponent, Missing } from '../component.ts';
import { componentKey, type ComponentName } from '../names/componentName.ts';

/** How a run saw a scope (a type, or one folder of it). */
export type ScopeState =
  'listed' | 'listed twice' | 'not listed again' | 'doubtful' | 'absent' | 'denied' | 'failed' | 'not asked';

export type DeletionEvidence = {
  /** How the scope of a component was listed in this run, and its name. */
  readonly scopeOf: (component: KnownComponent) => { readonly name: string; readonly state: ScopeState };
  /** The component in whose document this one stands. */
  readonly containerOf: (component: KnownComponent) => ComponentName | undefined;
  /** Whether that document was read in this run, and lacks it; `none` where there is no such document. */
  readonly containerState: (component: KnownComponent) => 'none' | 'gone' | 'read' | 'not read';
  /** Why it may be there though no listing names it: it was asked for by its name, and that failed. */
  readonly objection: (component: KnownComponent) => string | undefined;
  /** Run number that last saw the component. */
  readonly lastSeen: (component: KnownComponent) => number;
  /** Permissions that the user of that run had and this run's user lacks. */
  readonly lostPermissions: (lastSeen: number) => readonly string[];
};

/** A component that stays in the model though it was not seen. */
export type Kept = Missing & {
  readonly component: KnownComponent;
  /** The org was asked, and its answers do not agree or did not come: another sync may tell. */
  readonly inDoubt?: true;
};

export type DeletionDecision = { readonly deleted: readonly KnownComponent[]; readonly kept: readonly Kept[] };

/**
 * Tells components that are deleted from those that were only not seen. Deleted needs proof: its scope was listed twice in
 * this run, and lacks it; its container was read without it, or is deleted too; and this run's user may see at least what
 * the user of the run that last saw it could.
 */
export const decideDeletions = (unseen: readonly KnownComponent[], evidence: DeletionEvidence): DeletionDecision => {
  const kept = new Map<KnownComponent, Kept>();
  const keep = (component: KnownComponent, why: (lastSeen: number) => Why | undefined): void => {
    const lastSeen = component.missing?.lastSeen ?? evidence.lastSeen(component);
    const reasons = why(lastSeen);
    if (reasons) kept.set(component, { component, lastSeen, ...reasons });
  };
  for (const component of unseen) keep(component, (lastSeen) => whyKept(component, evidence, lastSeen));
  const containers = new Map([...kept.values()].map((item) => [componentKey(item.component), item]));
  for (const component of unseen) {
    const name = evidence.containerState(component) === 'gone' ? evidence.containerOf(component) : undefined;
    const container = name && containers.get(componentKey(name));
    if (!container || kept.has(component)) continue;
    keep(component, () => ({ reason: 'its container was kept', ...(container.inDoubt && { inDoubt: true }) }));
  }
  return { deleted: unseen.filter((component) => !kept.has(component)), kept: [...kept.values()] };
};

type Why = Pick<Kept, 'reason' | 'inDoubt'>;

const whyKept = (component: KnownComponent, evidence: DeletionEvidence, lastSeen: number): Why | undefined => {
  const { name, state } = evidence.scopeOf(component);
  const container = evidence.containerState(component);
  const doubt = (reason: string): Why => ({ reason, inDoubt: true });
  if (state === 'doubtful') return doubt(`${name} was listed with a row that does not say what it is`);
  if (state === 'not listed again') return doubt(`${name} could not be listed a second time`);
  if (state !== 'listed' && state !== 'listed twice') return { reason: `${name} was not listed (${state})` };
  if (container === 'not read') return { reason: 'its container was not read' };
  // What has no listing of its own stands in the document of its container alone.
  const isToldByContainer = container !== 'none' && (component.id === undefined || name !== component.type);
  if (state === 'listed' && !isToldByContainer) return doubt(`${name} was listed only once`);
  const objection = evidence.objection(component);
  if (objection !== undefined) return doubt(objection);
  const lost = evidence.lostPermissions(lastSeen);
  return lost.length > 0 ? { reason: `the sync user no longer has ${lost.join(', ')}` } : undefined;
};
