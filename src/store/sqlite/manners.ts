import type { ReferenceRecord } from '../records.ts';
import { jsonOf, parseJson } from './columns.ts';
import type { Connection } from './connection.ts';
import { queries } from './queries.ts';

type Manner = Pick<ReferenceRecord, 'kind' | 'evidence' | 'confidence' | 'place'>;
type Stored = Manner & { readonly id: number };

const sameEvidence = (a: Manner['evidence'], b: Manner['evidence']): boolean =>
  a === b || (a.length === b.length && a.every((one, index) => one === b[index]));

/**
 * Finds the row that says how one component refers to another, and makes it when it is new. Knows all rows from the
 * start and compares in memory. Only inside one writing transaction.
 */
export const createManners = (connection: Connection): ((manner: Manner) => number) => {
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
      evidence: parseJson(evidence),
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
