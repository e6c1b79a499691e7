/** Tells what the org lists and does not give from what could not be read. */
export const migration0004: readonly string[] = [
  `ALTER TABLE component ADD COLUMN missing_unavailable INTEGER NOT NULL DEFAULT 0`,
];
