/**
 * References by manner, mentions packed, edges without a rowid, tokens that were used, the marker in the org.
 *
 * Tables that other tables refer to are never rebuilt: dropping one with foreign keys on deletes what hangs on it, and
 * foreign keys can't be turned off inside a transaction.
 */
export const migration0002: readonly string[] = [
  `ALTER TABLE org ADD COLUMN is_marked INTEGER NOT NULL DEFAULT 0`,

  // mentions: JSON, packed; which documents mention a name is found by looking through them.
  `ALTER TABLE document ADD COLUMN mentions TEXT NOT NULL DEFAULT '{"manners":[],"names":[]}'`,
  // Only for this migration: what many mentions of a document have in common, in the order in which it first appears.
  `CREATE TABLE mention_manner (
    document_id INTEGER NOT NULL,
    from_ordinal INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    place INTEGER NOT NULL,
    type TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (document_id, from_ordinal, kind, place, type)
  ) STRICT, WITHOUT ROWID`,
  `INSERT INTO mention_manner
    SELECT
      mention.document_id,
      mention.from_ordinal,
      mention.kind,
      mention.place,
      name.type,
      row_number() OVER (PARTITION BY mention.document_id ORDER BY min(mention.position)) - 1
    FROM mention
    CROSS JOIN mentioned_name AS name ON name.id = mention.name_id
    GROUP BY 1, 2, 3, 4, 5
    ORDER BY 1, 2, 3, 4, 5`,
  // CROSS JOIN keeps the order of the tables: SQLite knows nothing of their sizes here.
  `UPDATE document SET mentions =
    '{"manners":[' || (
      SELECT group_concat(json_array(manner.from_ordinal, kind.text, manner.type, place.text), ',' ORDER BY manner.number)
      FROM mention_manner AS manner
      CROSS JOIN word AS kind ON kind.id = manner.kind
      CROSS JOIN word AS place ON place.id = manner.place
      WHERE manner.document_id = document.id
    ) || '],"names":[' || (
      SELECT group_concat(manner.number || ',' || json_quote(name.full_name), ',' ORDER BY mention.position)
      FROM mention
      CROSS JOIN mentioned_name AS name ON name.id = mention.name_id
      CROSS JOIN mention_manner AS manner
        ON manner.document_id = mention.document_id
        AND manner.from_ordinal = mention.from_ordinal
        AND manner.kind = mention.kind
        AND manner.place = mention.place
        AND manner.type = name.type
      WHERE mention.document_id = document.id
    ) || ']}'
    WHERE EXISTS (SELECT 1 FROM mention WHERE mention.document_id = document.id)`,
  `DROP TABLE mention_manner`,
  `DROP TABLE mention`,
  `DROP TABLE mentioned_name`,

  // How one component refers to another: few rows, which belong to no org and are never changed or removed. evidence is
  // a JSON array.
  `CREATE TABLE reference_manner (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    evidence TEXT NOT NULL,
    confidence TEXT NOT NULL,
    place TEXT
  ) STRICT`,
  // Only for this migration: manners by the words they are made of, 0 where there is no place.
  `CREATE TABLE manner_of_words (
    kind INTEGER NOT NULL,
    evidence INTEGER NOT NULL,
    confidence INTEGER NOT NULL,
    place INTEGER NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (kind, evidence, confidence, place)
  ) STRICT, WITHOUT ROWID`,
  `INSERT INTO manner_of_words
    SELECT *, row_number() OVER ()
    FROM (SELECT DISTINCT kind, evidence, confidence, coalesce(place, 0) FROM reference_edge)`,
  `INSERT INTO reference_manner
    SELECT manner.id, kind.text, evidence.text, confidence.text, place.text
    FROM manner_of_words AS manner
    JOIN word AS kind ON kind.id = manner.kind
    JOIN word AS evidence ON evidence.id = manner.evidence
    JOIN word AS confidence ON confidence.id = manner.confidence
    LEFT JOIN word AS place ON place.id = manner.place`,

  // References and grants are by far the most rows: keyed without a rowid, and without foreign keys, which would cost a
  // third of a publication. Both ends are found or made in the very transaction that writes the row. The rows step aside
  // and come back: renaming a table makes SQLite read the whole schema many times, at the making of every new store too.
  `CREATE TABLE moved_edge (
    from_id INTEGER NOT NULL,
    to_id INTEGER NOT NULL,
    manner_id INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER
  ) STRICT`,
  `INSERT INTO moved_edge
    SELECT edge.from_id, edge.to_id, manner.id, edge.valid_from, edge.valid_to
    FROM reference_edge AS edge
    CROSS JOIN manner_of_words AS manner
      ON manner.kind = edge.kind
      AND manner.evidence = edge.evidence
      AND manner.confidence = edge.confidence
      AND manner.place = coalesce(edge.place, 0)`,
  `DROP TABLE reference_edge`,
  `DROP TABLE manner_of_words`,
  `DROP TABLE word`,
  `CREATE TABLE reference_edge (
    from_id INTEGER NOT NULL,
    to_id INTEGER NOT NULL,
    manner_id INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    PRIMARY KEY (from_id, to_id, manner_id, valid_from)
  ) STRICT, WITHOUT ROWID`,
  // In the order of the key, so that rows go in side by side.
  `INSERT INTO reference_edge SELECT * FROM moved_edge ORDER BY from_id, to_id, manner_id, valid_from`,
  `DROP TABLE moved_edge`,
  `CREATE INDEX reference_edge_to ON reference_edge (to_id)`,

  `CREATE TABLE moved_grant (
    principal_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    rights INTEGER NOT NULL,
    PRIMARY KEY (principal_id, target_id, valid_from)
  ) STRICT, WITHOUT ROWID`,
  // All columns, no condition, no order: SQLite then copies the rows as they lie.
  `INSERT INTO moved_grant SELECT * FROM access_grant`,
  `DROP TABLE access_grant`,
  `CREATE TABLE access_grant (
    principal_id INTEGER NOT NULL,
    target_id INTEGER NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    rights INTEGER NOT NULL,
    PRIMARY KEY (principal_id, target_id, valid_from)
  ) STRICT, WITHOUT ROWID`,
  `INSERT INTO access_grant SELECT * FROM moved_grant`,
  `DROP TABLE moved_grant`,
  `CREATE INDEX access_grant_target ON access_grant (target_id)`,

  `DROP INDEX component_parent`,
  `CREATE INDEX component_parent ON component (org, parent) WHERE parent IS NOT NULL`,

  // Tokens that were good for one use, as digests with the salt.
  `CREATE TABLE token_salt (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    salt TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE used_token (
    digest TEXT PRIMARY KEY,
    at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
];
