/**
 * Attributes apart from the documents that give them, so that one component's are read without those of a thousand others;
 * and what a search looks into. The functions are ours: `migrationFunctions` says what they do.
 */
export const migration0006: readonly string[] = [
  // texts: what is searched of them (help texts, formulas), in lines. It stands before the attributes, which may be long.
  `CREATE TABLE document_component (
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    texts TEXT,
    attributes TEXT NOT NULL,
    PRIMARY KEY (document_id, ordinal)
  ) STRICT, WITHOUT ROWID`,
  `INSERT INTO document_component
    SELECT document.id, given.key, given.value ->> 'texts', given.value ->> 'attributes'
    FROM document, json_each(given_attributes(document.components)) AS given
    WHERE given.type = 'object'
    ORDER BY 1, 2`,
  // components: JSON array of what the extractors made of the document, without attributes.
  `UPDATE document SET components = without_attributes(components)`,

  // Tokens of a component that has a current version, each between spaces: names of its full name and label, words of its
  // description and texts. Rows that are missing are made by whoever next opens the store for writing.
  `CREATE TABLE search_entry (
    component_id INTEGER PRIMARY KEY REFERENCES component (id) ON DELETE CASCADE,
    names TEXT NOT NULL,
    words TEXT NOT NULL
  ) STRICT`,
  // search_text: all that is searched, folded.
  `UPDATE component SET search_text = coalesce((
      SELECT folded_text(version.full_name, version.label, version.description, given.texts)
      FROM component_version AS version
      LEFT JOIN document_component AS given
        ON given.document_id = version.document_id AND given.ordinal = version.ordinal
      WHERE version.component_id = component.id AND version.valid_to IS NULL
    ), search_text)
    WHERE search_text IS NOT NULL`,

  // Whether the search index, which not every SQLite can have, says what search_entry says.
  `CREATE TABLE search_index_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    is_current INTEGER NOT NULL
  ) STRICT`,
  `INSERT INTO search_index_state VALUES (1, 0)`,
];
