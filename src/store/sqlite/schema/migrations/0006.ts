/**
 * Attributes apart from the documents that give them, so that one component's are read without those of a thousand others;
 * what a search looks into; and manners of references by org, as documents are. The functions are ours:
 * `migrationFunctions` says what they do.
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

  // Only for this migration: the manners that each org's references have. The first org keeps the number, so that most
  // references stay as they are; without a number a row gets the next one.
  `CREATE TABLE org_manner (
    id INTEGER PRIMARY KEY,
    org INTEGER NOT NULL,
    shared_id INTEGER NOT NULL,
    UNIQUE (org, shared_id)
  ) STRICT`,
  `INSERT INTO org_manner
    SELECT iif(org = min(org) OVER (PARTITION BY manner_id), manner_id, NULL) AS id, org, manner_id
    FROM (
      SELECT DISTINCT component.org, edge.manner_id
      FROM reference_edge AS edge
      CROSS JOIN component ON component.id = edge.from_id
    )
    ORDER BY id IS NULL, org, manner_id`,

  // evidence: JSON array. place: where in the source, null where none is known; it comes from the org's files.
  `CREATE TABLE new_reference_manner (
    id INTEGER PRIMARY KEY,
    org INTEGER NOT NULL REFERENCES org (id),
    kind TEXT NOT NULL,
    evidence TEXT NOT NULL,
    confidence TEXT NOT NULL,
    place TEXT
  ) STRICT`,
  `INSERT INTO new_reference_manner
    SELECT org_manner.id, org_manner.org, manner.kind, manner.evidence, manner.confidence, manner.place
    FROM org_manner JOIN reference_manner AS manner ON manner.id = org_manner.shared_id
    ORDER BY org_manner.id`,
  `UPDATE reference_edge SET manner_id = (
      SELECT org_manner.id
      FROM component
      JOIN org_manner ON org_manner.org = component.org
      WHERE component.id = reference_edge.from_id AND org_manner.shared_id = reference_edge.manner_id
    ) WHERE from_id IN (
      SELECT id FROM component WHERE org IN (SELECT org FROM org_manner WHERE id <> shared_id)
    )`,
  `DROP TABLE org_manner`,
  `DROP TABLE reference_manner`,
  `ALTER TABLE new_reference_manner RENAME TO reference_manner`,
];
