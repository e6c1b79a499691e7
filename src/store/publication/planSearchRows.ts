import { searchEntry, type SearchedFields } from '../search/searchEntry.ts';
import type { PublicationPlan, SearchRow, TextsRow } from './publicationPlan.ts';

export type SearchRowPlan = {
  readonly put: (componentId: number, searched: SearchedFields) => void;
  readonly remove: (componentId: number) => void;
  readonly done: () => Pick<PublicationPlan, 'removedSearchRows' | 'addedSearchRows' | 'leavesSearchRows'>;
};

/**
 * An entry that stays as it is, is not written: most changes of a component change nothing that is searched. Where entries
 * are left for later, those of all that changes go.
 */
export const planSearchRows = (before: readonly SearchRow[], leavesSearchRows: boolean): SearchRowPlan => {
  const there = new Map(before.map((row) => [row.componentId, row]));
  const removed: SearchRow[] = [];
  const added: SearchRow[] = [];
  const remove = (componentId: number): void => {
    const row = there.get(componentId);
    if (row !== undefined) removed.push(row);
  };
  return {
    put: (componentId, searched) => {
      if (leavesSearchRows) return remove(componentId);
      const { names, words } = searchEntry(searched);
      const row = there.get(componentId);
      if (row?.names === names && row.words === words) return;
      remove(componentId);
      added.push({ componentId, names, words });
    },
    remove,
    done: () => ({ removedSearchRows: removed, addedSearchRows: added, leavesSearchRows }),
  };
};

/** By document and place in it. */
export const createTexts = (
  rows: readonly TextsRow[]
): ((documentId: number, ordinal: number) => string | undefined) => {
  const byDocument = new Map<number, Map<number, string>>();
  for (const { documentId, ordinal, texts } of rows) {
    const ofDocument = byDocument.get(documentId);
    if (ofDocument === undefined) byDocument.set(documentId, new Map([[ordinal, texts]]));
    else ofDocument.set(ordinal, texts);
  }
  return (documentId, ordinal) => byDocument.get(documentId)?.get(ordinal);
};
