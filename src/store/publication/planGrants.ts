import type { GrantRecord, Publication } from '../records.ts';
import { gatherSets } from './gatherSets.ts';
import type { Identities } from './planIdentities.ts';
import type { GrantRow, ModelState, OpenedRows, PublicationPlan } from './publicationPlan.ts';

export type GrantPlan = Pick<PublicationPlan, 'closedGrants' | 'openedGrants'> & { readonly growth: number };

/**
 * The grants that are gone or differ end, new ones begin; a grant that stays is not written. Those that others have on a
 * deleted component stay: their documents go on saying so, and it may come back.
 */
export const planGrants = (
  publication: Pick<Publication, 'grants' | 'deleted'>,
  state: Pick<ModelState, 'grants'>,
  { idOf, isNew, takenOver }: Identities
): GrantPlan => {
  const before = rightsByPrincipal(state.grants);
  /** What becomes of those that this publication touches. */
  const after: Held = new Map();
  const changing = (principal: number): Map<number, number> => {
    const rights = after.get(principal) ?? new Map(before.get(principal));
    after.set(principal, rights);
    return rights;
  };
  for (const id of publication.deleted) after.set(id, new Map());
  if (takenOver.length > 0) moveToHeirs(takenOver, principalsByTarget(state.grants), changing);
  const openedGrants: OpenedRows[] = [];
  let opened = 0;
  const open = (owner: number, targets: Iterable<readonly [number, number]>): void => {
    // In the order of the key, so that rows go in side by side.
    const rows = [...targets].sort(([a], [b]) => a - b);
    if (rows.length > 0) openedGrants.push({ owner, pairs: rows.flat() });
    opened += rows.length;
  };
  for (const { owner, items } of gatherSets(
    publication.grants.map(({ principal, grants }) => ({ owner: principal, items: grants }))
  )) {
    const principal = idOf(owner);
    const rights = rightsByTarget(items, idOf);
    // Nothing is known of a new one that could stay: most of a first sync, so nothing is kept to be compared.
    if (isNew(principal)) open(principal, rights);
    else after.set(principal, rights);
  }
  for (const [owner, targets] of after) {
    const old = before.get(owner);
    open(
      owner,
      [...targets].filter(([target, rights]) => old?.get(target) !== rights)
    );
  }
  const closedGrants = state.grants.filter(({ principal, target, rights }) => {
    const now = after.get(principal);
    return now !== undefined && now.get(target) !== rights;
  });
  return { closedGrants, openedGrants, growth: opened - closedGrants.length };
};

type Held = Map<number, Map<number, number>>;

const rightsByPrincipal = (grants: readonly GrantRow[]): Held => {
  const held: Held = new Map();
  for (const { principal, target, rights } of grants) {
    const ofPrincipal = held.get(principal);
    if (ofPrincipal === undefined) held.set(principal, new Map([[target, rights]]));
    else ofPrincipal.set(target, rights);
  }
  return held;
};

/** Which principals have, or had, rights on a target. */
type Principals = Map<number, Set<number>>;

const principalsByTarget = (grants: readonly GrantRow[]): Principals => {
  const principals: Principals = new Map();
  for (const { principal, target } of grants) addPrincipal(principals, target, principal);
  return principals;
};

const addPrincipal = (principals: Principals, target: number, principal: number): void => {
  const ofTarget = principals.get(target);
  if (ofTarget === undefined) principals.set(target, new Set([principal]));
  else ofTarget.add(principal);
};

/** What a holder grants, and what is granted on it, becomes the heir's; rights that both have add up. */
const moveToHeirs = (
  takenOver: Identities['takenOver'],
  principals: Principals,
  changing: (principal: number) => Map<number, number>
): void => {
  for (const { holder, heir } of takenOver) {
    const heirOf = (id: number): number => (id === holder ? heir : id);
    for (const principal of new Set([holder, ...(principals.get(holder) ?? [])])) {
      const held = changing(principal);
      for (const target of principal === holder ? [...held.keys()] : [holder]) {
        const rights = held.get(target);
        if (rights === undefined) continue;
        held.delete(target);
        const moved = changing(heirOf(principal));
        moved.set(heirOf(target), (moved.get(heirOf(target)) ?? 0) | rights);
        // A holder can be the target of another one.
        addPrincipal(principals, heirOf(target), heirOf(principal));
      }
    }
  }
};

/** Rights by target; what is granted twice adds up. */
const rightsByTarget = (grants: readonly GrantRecord[], idOf: Identities['idOf']): Map<number, number> => {
  const targets = new Map<number, number>();
  for (const { target, rights } of grants) {
    const id = idOf(target);
    targets.set(id, (targets.get(id) ?? 0) | rights);
  }
  return targets;
};
