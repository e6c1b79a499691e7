import { gatherSets } from '../publication.ts';
import type { Publication, ReferenceRecord } from '../records.ts';
import { createBulkInsert } from './bulkInsert.ts';
import { jsonOf } from './columns.ts';
import type { Publishing } from './componentIds.ts';
import type { Connection } from './connection.ts';
import { isTexts, neededJson } from './soundColumns.ts';
import { queries } from './tables.ts';

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
  const mannerOf = createReferenceLabels(connection);
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

type Manner = Pick<ReferenceRecord, 'kind' | 'evidence' | 'confidence' | 'place'>;
type Stored = Manner & { readonly id: number };

const sameEvidence = (a: Manner['evidence'], b: Manner['evidence']): boolean =>
  a === b || (a.length === b.length && a.every((one, index) => one === b[index]));

/**
 * Finds the row that says how one component refers to another, and makes it when it is new. Knows all rows from the
 * start and compares in memory. Only inside one writing transaction.
 */
const createReferenceLabels = (connection: Connection): ((manner: Manner) => number) => {
  const byPlace = new Map<string | undefined, Stored[]>();
  const remember = (stored: Stored): void => {
    const there = byPlace.get(stored.place);
    if (there === undefined) byPlace.set(stored.place, [stored]);
    else there.push(stored);
  };
  for (const { place, evidence, confidence, ...row } of connection.all(
    queries.selectFrom('reference_manner').selectAll()
  )) {
    remember({
      ...row,
      evidence: neededJson(evidence, isTexts, 'reference_manner.evidence'),
      confidence: confidence as Manner['confidence'],
      ...(place === null ? {} : { place }),
    });
  }
  return ({ kind, evidence, confidence, place }) => {
    const known = byPlace
      .get(place)
      ?.find((one) => one.kind === kind && one.confidence === confidence && sameEvidence(one.evidence, evidence));
    if (known !== undefined) return known.id;
    const { id } = connection.run(
      queries
        .insertInto('reference_manner')
        .values({ kind, evidence: jsonOf(evidence), confidence, place: place ?? null })
    );
    remember({ id, kind, evidence, confidence, ...(place === undefined ? {} : { place }) });
    return id;
  };
};
