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
  const writer = createEdgeWriter(publishing);
  const heirOf = (id: number): number => (id === holder ? heir : id);
  const touching = [...writer.from(holder), ...writer.to(holder).filter(({ from }) => from !== holder)];
  for (const edge of touching) {
    writer.close(edge);
    const moved = { from: heirOf(edge.from), to: heirOf(edge.to), manner: edge.manner };
    const there = writer.from(moved.from).some(({ to, manner }) => to === moved.to && manner === moved.manner);
    if (!there) writer.open(moved);
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
