import type { KnownComponent, Missing } from '../component.ts';
import { componentKey, type ComponentName } from '../names/componentName.ts';

/** How a run saw a scope (a type, or one folder of it). */
export type ScopeState = 'listed' | 'doubtful' | 'absent' | 'denied' | 'failed' | 'not asked';

export type DeletionEvidence = {
  /** How the scope of a component was listed in this run, and its name. */
  readonly scopeOf: (component: KnownComponent) => { readonly name: string; readonly state: ScopeState };
  /**
   * Whether the component's container is gone, was read in this run without it, or was not read.
   * Children that no listing names (standard fields) can only be missed there.
   */
  readonly containerOf: (component: KnownComponent) => 'none' | 'gone' | 'read' | 'not read';
  /** Run number that last saw the component. */
  readonly lastSeen: (component: KnownComponent) => number;
  /** Permissions that the user of that run had and this run's user lacks. */
  readonly lostPermissions: (lastSeen: number) => readonly string[];
};

export type DeletionDecision = {
  readonly deleted: readonly KnownComponent[];
  readonly missing: ReadonlyArray<{
    readonly component: KnownComponent;
    readonly reason: string;
    readonly lastSeen: number;
  }>;
};

/**
 * Tells components that are deleted from those that were only not seen. Deleted needs proof: its scope was listed in this
 * run, and this run's user may see at least what the user of the run that last saw it could.
 */
export const decideDeletions = (unseen: readonly KnownComponent[], evidence: DeletionEvidence): DeletionDecision => {
  const deleted: KnownComponent[] = [];
  const missing: Array<DeletionDecision['missing'][number]> = [];
  for (const component of unseen) {
    const lastSeen = component.missing?.lastSeen ?? evidence.lastSeen(component);
    const reason = reasonToKeep(component, evidence, lastSeen);
    if (reason === undefined) deleted.push(component);
    else missing.push({ component, reason, lastSeen });
  }
  return { deleted, missing };
};

const reasonToKeep = (component: KnownComponent, evidence: DeletionEvidence, lastSeen: number): string | undefined => {
  const scope = evidence.scopeOf(component);
  if (scope.state === 'doubtful') return `${scope.name} was listed with a row that does not say what it is`;
  if (scope.state !== 'listed') return `${scope.name} was not listed (${scope.state})`;
  const container = evidence.containerOf(component);
  if (container === 'not read' && component.id === undefined) return 'its container was not read';
  const lost = evidence.lostPermissions(lastSeen);
  if (lost.length > 0) return `the sync user no longer has ${lost.join(', ')}`;
  return undefined;
};

/**
 * Takes deletions back that are in doubt, and with a container the children of which only its document tells: `doubt`
 * gives the reason to keep a component after all, `containerOf` the component in whose document another one stands.
 */
export const retractDoubtful = (
  judgement: DeletionDecision,
  containerOf: (component: KnownComponent) => ComponentName | undefined,
  doubt: (component: KnownComponent) => Missing | undefined
): DeletionDecision => {
  const kept = new Map<KnownComponent, Missing>();
  for (const component of judgement.deleted) {
    const reason = doubt(component);
    if (reason) kept.set(component, reason);
  }
  const containers = new Map([...kept].map(([component, missing]) => [componentKey(component), missing]));
  for (const component of judgement.deleted) {
    const container = component.id === undefined ? containerOf(component) : undefined;
    const missing = container && containers.get(componentKey(container));
    if (missing && !kept.has(component)) kept.set(component, { ...missing, reason: 'its container was kept' });
  }
  return {
    deleted: judgement.deleted.filter((component) => !kept.has(component)),
    missing: [...judgement.missing, ...[...kept].map(([component, missing]) => ({ component, ...missing }))],
  };
};

/** More than this many, and more than this share of a type, vanishing at once asks for a second listing. */
const SUDDEN = { count: 50, share: 0.2 };

/** Types of which so much vanished at once that one listing is not believed: a great share, or all there was. */
export const suddenLosses = (deleted: readonly KnownComponent[], known: readonly KnownComponent[]): string[] => {
  const before = countByType(known);
  return [...countByType(deleted)]
    .filter(
      ([type, count]) =>
        count === before.get(type) || (count > SUDDEN.count && count > SUDDEN.share * (before.get(type) ?? 0))
    )
    .map(([type]) => type);
};

const countByType = (components: readonly KnownComponent[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { type } of components) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
};
