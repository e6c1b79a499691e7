import type { Connection } from './connection.ts';
import { queries } from './queries.ts';

/** The dictionary of short texts that repeat a lot. */
export type Words = {
  /** Adds the text when it is new: only inside a writing transaction. */
  idOf(text: string): number;
  textOf(id: number): string;
};

/** Rows of the dictionary are never changed or removed, so what was read once stays true. */
export const createWords = (connection: Connection): Words => {
  const ids = new Map<string, number>();
  const texts = new Map<number, string>();
  connection.onRollback(() => {
    ids.clear();
    texts.clear();
  });
  const remember = (id: number, text: string): void => {
    ids.set(text, id);
    texts.set(id, text);
  };
  return {
    idOf: (text) => {
      const known = ids.get(text);
      if (known !== undefined) return known;
      const row = connection.first(queries.selectFrom('word').select('id').where('text', '=', text));
      const id = row?.id ?? connection.run(queries.insertInto('word').values({ text })).id;
      remember(id, text);
      return id;
    },
    textOf: (id) => {
      const known = texts.get(id);
      if (known !== undefined) return known;
      const row = connection.first(queries.selectFrom('word').select('text').where('id', '=', id));
      if (row === undefined) throw new Error(`The dictionary has no word ${id}.`);
      remember(id, row.text);
      return row.text;
    },
  };
};
