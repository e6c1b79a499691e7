/** Matches what has a character beyond ASCII: only there can composition differ. */
const beyondAscii = (column: string): string => `${column} GLOB '*[^ -~]*'`;

/**
 * Names by which components are found, and paths of documents, are composed (Unicode NFC) from here on. `nfc` is a
 * function of ours: SQLite has none.
 */
export const migration0003: readonly string[] = [
  // What has no current version gives its name to what has one. Of two that have one, one keeps its name as it was: the
  // next sync sees one component.
  `UPDATE component SET name = NULL
    WHERE search_text IS NULL AND (org, type, name) IN (
      SELECT org, type, nfc(name) FROM component
      WHERE search_text IS NOT NULL AND ${beyondAscii('name')} AND nfc(name) <> name
    )`,
  `UPDATE OR IGNORE component SET name = nfc(name) WHERE ${beyondAscii('name')} AND nfc(name) <> name`,
  `UPDATE component SET parent = nfc(parent) WHERE ${beyondAscii('parent')} AND nfc(parent) <> parent`,
  `UPDATE component_version SET path = nfc(path) WHERE ${beyondAscii('path')} AND nfc(path) <> path`,
  `UPDATE OR IGNORE current_document SET path = nfc(path) WHERE ${beyondAscii('path')} AND nfc(path) <> path`,
];
