/**
 * Contents and documents of each org by itself, so that what one org has can be given, and taken back, without a look at
 * others. Until here orgs that had the same shared a row.
 *
 * Tables are made anew under another name, filled, and renamed: foreign keys are off while the schema is changed
 * (https://www.sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes).
 */
export const migration0005: readonly string[] = [
  // What a running or dead run of an earlier version put, and never published, belongs to no org.
  `CREATE TABLE elements_org_document AS
    SELECT org, document_id AS shared_id, row_number() OVER (ORDER BY org, document_id) AS id FROM (
      SELECT org, document_id FROM current_document
      UNION
      SELECT component.org, component_version.document_id
      FROM component_version
      JOIN component ON component.id = component_version.component_id
      WHERE component_version.document_id IS NOT NULL
    )`,
  `CREATE UNIQUE INDEX elements_org_document_shared ON elements_org_document (org, shared_id)`,
  `CREATE TABLE elements_org_content AS
    SELECT org, content_id AS shared_id, row_number() OVER (ORDER BY org, content_id) AS id FROM (
      SELECT DISTINCT elements_org_document.org, document_part.content_id
      FROM elements_org_document
      JOIN document_part ON document_part.document_id = elements_org_document.shared_id
    )`,
  `CREATE UNIQUE INDEX elements_org_content_shared ON elements_org_content (org, shared_id)`,

  `CREATE TABLE elements_new_content (
    id INTEGER PRIMARY KEY,
    org INTEGER NOT NULL REFERENCES org (id),
    hash TEXT NOT NULL,
    size INTEGER NOT NULL,
    deflated BLOB NOT NULL,
    UNIQUE (org, hash)
  ) STRICT`,
  `INSERT INTO elements_new_content
    SELECT elements_org_content.id, elements_org_content.org, content.hash, content.size, content.deflated
    FROM elements_org_content JOIN content ON content.id = elements_org_content.shared_id
    ORDER BY elements_org_content.id`,

  // components: JSON array of what the extractors made of the document, attributes included.
  `CREATE TABLE elements_new_document (
    id INTEGER PRIMARY KEY,
    org INTEGER NOT NULL REFERENCES org (id),
    hash TEXT NOT NULL,
    extractor_version TEXT NOT NULL,
    components TEXT NOT NULL,
    mentions TEXT NOT NULL,
    UNIQUE (org, hash, extractor_version)
  ) STRICT`,
  `INSERT INTO elements_new_document
    SELECT elements_org_document.id, elements_org_document.org, document.hash, document.extractor_version, document.components,
      document.mentions
    FROM elements_org_document JOIN document ON document.id = elements_org_document.shared_id
    ORDER BY elements_org_document.id`,

  `CREATE TABLE elements_new_document_part (
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    content_id INTEGER NOT NULL REFERENCES content (id),
    PRIMARY KEY (document_id, position)
  ) STRICT, WITHOUT ROWID`,
  `INSERT INTO elements_new_document_part
    SELECT elements_org_document.id, document_part.position, document_part.name, elements_org_content.id
    FROM elements_org_document
    JOIN document_part ON document_part.document_id = elements_org_document.shared_id
    JOIN elements_org_content ON elements_org_content.org = elements_org_document.org AND elements_org_content.shared_id = document_part.content_id
    ORDER BY 1, 2`,

  `UPDATE current_document SET document_id = (
    SELECT id FROM elements_org_document
    WHERE elements_org_document.org = current_document.org AND elements_org_document.shared_id = current_document.document_id
  )`,
  `UPDATE component_version SET document_id = (
    SELECT elements_org_document.id
    FROM component
    JOIN elements_org_document ON elements_org_document.org = component.org
    WHERE component.id = component_version.component_id
      AND elements_org_document.shared_id = component_version.document_id
  ) WHERE document_id IS NOT NULL`,

  `DELETE FROM unpublished_document`,
  `DELETE FROM unpublished_content`,
  `DROP TABLE elements_org_document`,
  `DROP TABLE elements_org_content`,
  `DROP TABLE document_part`,
  `DROP TABLE document`,
  `DROP TABLE content`,
  `ALTER TABLE elements_new_content RENAME TO content`,
  `ALTER TABLE elements_new_document RENAME TO document`,
  `ALTER TABLE elements_new_document_part RENAME TO document_part`,
  `CREATE INDEX document_part_content ON document_part (content_id)`,
];
