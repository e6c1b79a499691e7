import { createGrantWriter } from './publishGrants.ts';
import type { Publishing } from './publishing.ts';
import { createEdgeWriter } from './publishReferences.ts';
import { queries } from './queries.ts';

/**
 * Lets `heir` be found where `holder` was: what references and grants say about the name is about the heir from this
 * run on. The holder (a deleted component, or a name that had no component) keeps its history and is found no more.
 */
export const takeOverName = (publishing: Publishing, holder: number, heir: number): void => {
  const { connection } = publishing;
  connection.run(queries.updateTable('component').set({ name: null }).where('id', '=', holder));
  moveReferences(publishing, holder, heir);
  moveGrants(publishing, holder, heir);
};

const moveReferences = (publishing: Publishing, holder: number, heir: number): void => {
  const { connection } = publishing;
  const writer = createEdgeWriter(publishing);
  const heirOf = (id: number): number => (id === holder ? heir : id);
  const pointing = connection
    .all(
      queries
        .selectFrom('reference_edge')
        .select('from_id')
        .distinct()
        .where('to_id', '=', holder)
        .where('valid_to', 'is', null)
    )
    .map(({ from_id }) => from_id);
  const same = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);
  for (const from of new Set([holder, ...pointing])) {
    for (const { id, valid_from, ...edge } of writer.from(from)) {
      if (from !== holder && edge.to !== holder) continue;
      writer.close({ id, valid_from });
      const moved = { ...edge, to: heirOf(edge.to) };
      const there = writer.from(heirOf(from)).map(({ id: _, valid_from: __, ...other }) => other);
      if (!there.some((other) => same(other, moved))) writer.open(heirOf(from), moved);
    }
  }
};

const moveGrants = (publishing: Publishing, holder: number, heir: number): void => {
  const writer = createGrantWriter(publishing);
  const heirOf = (id: number): number => (id === holder ? heir : id);
  const touching = [
    ...writer.ofPrincipal(holder),
    ...writer.onTarget(holder).filter(({ principal }) => principal !== holder),
  ];
  for (const grant of touching) {
    writer.close(grant);
    const moved = { principal: heirOf(grant.principal), target: heirOf(grant.target), rights: grant.rights };
    const there = writer.ofPrincipal(moved.principal).find(({ target }) => target === moved.target);
    if (there === undefined) writer.open(moved);
    else if ((there.rights | moved.rights) !== there.rights) {
      writer.close(there);
      writer.open({ ...moved, rights: there.rights | moved.rights });
    }
  }
};
