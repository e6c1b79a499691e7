/**
 * Somebody wrote into the file what no version of ours writes, and what has no safe value. `sqliteFailure` makes the
 * error of it that names the store.
 */
export class ForeignContent extends Error {}

/** A value that is not what its column holds. */
export const foreignValue = (column: string): ForeignContent =>
  new ForeignContent(`a value in ${column} that sf elements did not write`);

/** An index is a second copy of what the rows say. */
export const misleadingIndex = (table: string): ForeignContent =>
  new ForeignContent(`an index of the table ${table} that does not say what the rows say`);

/** What a person is told of it. */
export const foreignReason = ({ message }: ForeignContent): string =>
  `it holds ${message}. Ask its owner how that came into it, and use a copy from before, or connect the orgs to a new store`;
