import type { Publication, ReferenceRecord } from '../records.ts';
import { gatherSets } from './gatherSets.ts';
import type { Identities } from './planIdentities.ts';
import type { EdgeRow, MannerRow, ModelState, OpenedRows, PublicationPlan } from './publicationPlan.ts';

export type EdgePlan = Pick<PublicationPlan, 'newManners' | 'closedEdges' | 'openedEdges'> & {
  readonly growth: number;
};

/** A number for both: names of components and manners, of all orgs, are far fewer than 2^30 and 2^23. */
const keyOf = (to: number, manner: number): number => to * 0x80_00_00 + manner;

/** The references that are gone end, new ones begin; one that stays, or comes back in the same run, is not written. */
export const planEdges = (
  publication: Pick<Publication, 'references' | 'deleted'>,
  state: Pick<ModelState, 'edges' | 'manners' | 'nextMannerId'>,
  { idOf, isNew, takenOver }: Identities
): EdgePlan => {
  const mannerOf = createManners(state);
  const openedEdges: OpenedRows[] = [];
  const book = createEdgeBook(state.edges);
  for (const id of publication.deleted) for (const edge of book.touching(id)) book.remove(edge);
  for (const { holder, heir } of takenOver) {
    const heirOf = (id: number): number => (id === holder ? heir : id);
    for (const edge of book.touching(holder)) {
      book.remove(edge);
      book.add({ from: heirOf(edge.from), to: heirOf(edge.to), manner: edge.manner });
    }
  }
  let opened = 0;
  for (const { owner, items } of gatherSets(
    publication.references.map(({ from, to }) => ({ owner: from, items: to }))
  )) {
    const from = idOf(owner);
    const wanted = items.map((reference) => ({ to: idOf(reference.to), manner: mannerOf.idOf(reference) }));
    if (!isNew(from)) {
      book.replace(from, wanted);
      continue;
    }
    const pairs = distinctPairs(wanted);
    if (pairs.length > 0) openedEdges.push({ owner: from, pairs });
    opened += pairs.length / 2;
  }
  const { closed, added } = book.changes();
  for (const [from, edges] of added) {
    openedEdges.push({ owner: from, pairs: edges.flatMap(({ to, manner }) => [to, manner]) });
    opened += edges.length;
  }
  return { newManners: mannerOf.added(), closedEdges: closed, openedEdges, growth: opened - closed.length };
};

const distinctPairs = (wanted: ReadonlyArray<Omit<EdgeRow, 'from'>>): number[] => {
  const seen = new Set<number>();
  const pairs: number[] = [];
  for (const { to, manner } of wanted) {
    const key = keyOf(to, manner);
    if (seen.has(key)) continue;
    seen.add(key);
    pairs.push(to, manner);
  }
  return pairs;
};

/** The open edges of some components as they were and as they become. */
const createEdgeBook = (
  before: readonly EdgeRow[]
): {
  readonly touching: (id: number) => EdgeRow[];
  readonly add: (edge: EdgeRow) => void;
  readonly remove: (edge: EdgeRow) => void;
  readonly replace: (from: number, wanted: ReadonlyArray<Omit<EdgeRow, 'from'>>) => void;
  readonly changes: () => { readonly closed: EdgeRow[]; readonly added: Map<number, EdgeRow[]> };
} => {
  const open = new Map<number, Map<number, EdgeRow>>();
  /** Which components have, or had, an edge to one. */
  const owners = new Map<number, Set<number>>();
  const add = (edge: EdgeRow): void => {
    const ofOwner = open.get(edge.from);
    if (ofOwner === undefined) open.set(edge.from, new Map([[keyOf(edge.to, edge.manner), edge]]));
    else ofOwner.set(keyOf(edge.to, edge.manner), edge);
    const leading = owners.get(edge.to);
    if (leading === undefined) owners.set(edge.to, new Set([edge.from]));
    else leading.add(edge.from);
  };
  for (const edge of before) add(edge);
  const was = new Map([...open].map(([from, edges]) => [from, new Set(edges.keys())]));
  return {
    touching: (id) => [
      ...(open.get(id)?.values() ?? []),
      ...[...(owners.get(id) ?? [])].flatMap((from) =>
        from === id ? [] : [...(open.get(from)?.values() ?? [])].filter(({ to }) => to === id)
      ),
    ],
    add,
    remove: ({ from, to, manner }) => void open.get(from)?.delete(keyOf(to, manner)),
    replace: (from, wanted) => {
      open.set(from, new Map(wanted.map(({ to, manner }) => [keyOf(to, manner), { from, to, manner }])));
    },
    changes: () => {
      const added = new Map<number, EdgeRow[]>();
      for (const [from, edges] of open) {
        const fresh = [...edges].filter(([key]) => !was.get(from)?.has(key)).map(([, edge]) => edge);
        if (fresh.length > 0) added.set(from, fresh);
      }
      const closed = before.filter(({ from, to, manner }) => !open.get(from)?.has(keyOf(to, manner)));
      return { closed, added };
    },
  };
};

type Manner = Omit<MannerRow, 'id'>;

const isSame = (a: Manner, b: Manner): boolean =>
  a.kind === b.kind &&
  a.confidence === b.confidence &&
  (a.evidence === b.evidence ||
    (a.evidence.length === b.evidence.length && a.evidence.every((one, index) => one === b.evidence[index])));

/** Finds the row that says how one component refers to another, and makes it when it is new. */
const createManners = ({
  manners,
  nextMannerId,
}: Pick<ModelState, 'manners' | 'nextMannerId'>): {
  readonly idOf: (reference: ReferenceRecord) => number;
  readonly added: () => MannerRow[];
} => {
  const byPlace = new Map<string | undefined, MannerRow[]>();
  const remember = (row: MannerRow): void => {
    const there = byPlace.get(row.place);
    if (there === undefined) byPlace.set(row.place, [row]);
    else there.push(row);
  };
  for (const row of manners) remember(row);
  const added: MannerRow[] = [];
  return {
    idOf: (reference) => {
      const known = byPlace.get(reference.place)?.find((row) => isSame(row, reference));
      if (known !== undefined) return known.id;
      const { kind, evidence, confidence, place } = reference;
      const row = {
        id: nextMannerId + added.length,
        kind,
        evidence,
        confidence,
        ...(place === undefined ? {} : { place }),
      };
      remember(row);
      added.push(row);
      return row.id;
    },
    added: () => added,
  };
};
