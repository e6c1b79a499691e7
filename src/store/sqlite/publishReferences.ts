import { gatherSets } from '../gatherSets.ts';
import type { Publication, ReferenceRecord } from '../records.ts';
import { jsonOf } from './columns.ts';
import type { Identities, Publishing } from './publishing.ts';
import { queries } from './queries.ts';

/** Everything that tells one edge from another of the same component: whatever differs makes another edge. */
type Edge = {
  readonly to: number;
  readonly kind: number;
  readonly evidence: number;
  readonly confidence: number;
  readonly place: number | null;
};

const edgeKey = (edge: Edge): string =>
  `${edge.to} ${edge.kind} ${edge.evidence} ${edge.confidence} ${edge.place ?? ''}`;

export type EdgeWriter = {
  /** Open edges from a component. */
  from(id: number): Array<Edge & { readonly id: number; readonly valid_from: number }>;
  open(from: number, edge: Edge): void;
  close(edge: { readonly id: number; readonly valid_from: number }): void;
};

export const createEdgeWriter = ({ connection, run, tally }: Publishing): EdgeWriter => {
  const from = connection.prepare<{ id: number }, Edge & { id: number; valid_from: number }>(({ id }) =>
    queries
      .selectFrom('reference_edge')
      .select(['id', 'to_id as to', 'kind', 'evidence', 'confidence', 'place', 'valid_from'])
      .where('from_id', '=', id)
      .where('valid_to', 'is', null)
  );
  const open = connection.prepare<Edge & { from: number }>((p) =>
    queries.insertInto('reference_edge').values({
      from_id: p.from,
      to_id: p.to,
      kind: p.kind,
      evidence: p.evidence,
      confidence: p.confidence,
      place: p.place,
      valid_from: run,
    })
  );
  const close = connection.prepare<{ id: number }>(({ id }) =>
    queries.updateTable('reference_edge').set({ valid_to: run }).where('id', '=', id)
  );
  const remove = connection.prepare<{ id: number }>(({ id }) =>
    queries.deleteFrom('reference_edge').where('id', '=', id)
  );
  return {
    from: (id) => from.all({ id }),
    open: (id, edge) => {
      open.run({ ...edge, from: id });
      tally.references += 1;
    },
    close: ({ id, valid_from }) => {
      // Opened by this very run: it was never part of any model.
      (valid_from === run ? remove : close).run({ id });
      tally.references -= 1;
    },
  };
};

/** Closes the edges that are gone and opens the new ones; an edge that stays is not written. */
export const publishReferences = (
  publishing: Publishing,
  identities: Identities,
  references: Publication['references']
): void => {
  const { words } = publishing;
  const writer = createEdgeWriter(publishing);
  const toEdge = (reference: ReferenceRecord): Edge => ({
    to: identities.idOf(reference.to),
    kind: words.idOf(reference.kind),
    evidence: words.idOf(jsonOf(reference.evidence)),
    confidence: words.idOf(reference.confidence),
    place: reference.place === undefined ? null : words.idOf(reference.place),
  });
  for (const { owner, items } of gatherSets(references.map(({ from, to }) => ({ owner: from, items: to })))) {
    const id = identities.idOf(owner);
    const edges = new Map(items.map(toEdge).map((edge) => [edgeKey(edge), edge]));
    for (const edge of writer.from(id)) {
      if (!edges.delete(edgeKey(edge))) writer.close(edge);
    }
    for (const edge of edges.values()) writer.open(id, edge);
  }
};
