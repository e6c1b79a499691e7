import type { Compilable } from 'kysely';

/**
 * A question to a database as a plain value: the query, and what its rows say. Who asks it decides how it is run, in which
 * transaction, and waits or not; any dialect's compiler can write the query.
 */
export type Question<Row, Answer> = {
  readonly query: Compilable<Row>;
  readonly answer: (rows: readonly Row[]) => Answer;
};

/** Each row is a record of the answer. */
export const askAll = <Row, Result>(
  query: Compilable<Row>,
  toResult: (row: Row) => Result
): Question<Row, Result[]> => ({ query, answer: (rows) => rows.map(toResult) });

/** There is one row, or none. */
export const askFirst = <Row, Result>(
  query: Compilable<Row>,
  toResult: (row: Row) => Result
): Question<Row, Result | undefined> => ({ query, answer: ([row]) => row && toResult(row) });
