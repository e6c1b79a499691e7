import { gatherSets } from '../gatherSets.ts';
import type { Publication } from '../records.ts';
import { createBulkInsert } from './bulkInsert.ts';
import { createManners } from './manners.ts';
import type { Publishing } from './publishing.ts';
import { queries } from './queries.ts';

type Edge = { readonly from: number; readonly to: number; readonly manner: number };
type OpenEdge = Edge & { readonly valid_from: number };

export type EdgeWriter = {
  from(id: number): OpenEdge[];
  to(id: number): OpenEdge[];
  open(edge: Edge): void;
  close(edge: OpenEdge): void;
};

export const createEdgeWriter = ({ connection, run, tally }: Publishing): EdgeWriter => {
  const openEdges = queries
    .selectFrom('reference_edge')
    .select(['from_id as from', 'to_id as to', 'manner_id as manner', 'valid_from'])
    .where('valid_to', 'is', null);
  const from = connection.prepare<{ id: number }, OpenEdge>(({ id }) => openEdges.where('from_id', '=', id));
  const to = connection.prepare<{ id: number }, OpenEdge>(({ id }) => openEdges.where('to_id', '=', id));
  const open = connection.prepare<Edge>((p) =>
    queries.insertInto('reference_edge').values({ from_id: p.from, to_id: p.to, manner_id: p.manner, valid_from: run })
  );
  const close = connection.prepare<OpenEdge>((p) =>
    queries
      .updateTable('reference_edge')
      .set({ valid_to: run })
      .where('from_id', '=', p.from)
      .where('to_id', '=', p.to)
      .where('manner_id', '=', p.manner)
      .where('valid_from', '=', p.valid_from)
  );
  const remove = connection.prepare<OpenEdge>((p) =>
    queries
      .deleteFrom('reference_edge')
      .where('from_id', '=', p.from)
      .where('to_id', '=', p.to)
      .where('manner_id', '=', p.manner)
      .where('valid_from', '=', p.valid_from)
  );
  return {
    from: (id) => from.all({ id }),
    to: (id) => to.all({ id }),
    open: (edge) => {
      open.run(edge);
      tally.references += 1;
    },
    close: (edge) => {
      // Opened by this very run: it was never part of any model.
      (edge.valid_from === run ? remove : close).run(edge);
      tally.references -= 1;
    },
  };
};

/** Closes the edges that are gone and opens the new ones; an edge that stays is not written. */
export const publishReferences = (publishing: Publishing, references: Publication['references']): void => {
  const { connection, run, ids, tally } = publishing;
  const writer = createEdgeWriter(publishing);
  const mannerOf = createManners(connection);
  // What is wanted twice is the same row.
  const insert = createBulkInsert(connection, 'reference_edge', ['from_id', 'to_id', 'manner_id', 'valid_from'], {
    existing: 'keep',
  });
  for (const { owner, items } of gatherSets(references.map(({ from, to }) => ({ owner: from, items: to })))) {
    const from = ids.of(owner);
    if (ids.isNew(from)) {
      for (const reference of items) insert.add(from, ids.of(reference.to), mannerOf(reference), run);
      continue;
    }
    const wanted = new Map<string, Edge>();
    for (const reference of items) {
      const edge = { from, to: ids.of(reference.to), manner: mannerOf(reference) };
      wanted.set(keyOf(edge), edge);
    }
    for (const edge of writer.from(from)) {
      if (!wanted.delete(keyOf(edge))) writer.close(edge);
    }
    for (const { to, manner } of wanted.values()) insert.add(from, to, manner, run);
  }
  insert.flush();
  tally.references += insert.written();
};

const keyOf = ({ to, manner }: Edge): string => `${to} ${manner}`;
