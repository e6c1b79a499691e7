/**
 * The first schema. Everything about an org hangs on `org.id` or `component.id`; validity is counted in run numbers:
 * a row is part of the model as of run N when `valid_from <= N` and (`valid_to` is NULL or `N < valid_to`).
 */
export const migration0001: readonly string[] = [
  `CREATE TABLE org (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    org_id TEXT NOT NULL,
    username TEXT NOT NULL,
    alias TEXT,
    name TEXT NOT NULL,
    edition TEXT NOT NULL,
    is_sandbox INTEGER NOT NULL,
    trial_expiration_date TEXT,
    instance_url TEXT NOT NULL,
    group_id TEXT NOT NULL,
    mode TEXT NOT NULL,
    link_target TEXT NOT NULL,
    namespace TEXT,
    time_zone TEXT,
    schedule TEXT,
    policies TEXT NOT NULL,
    connected_at TEXT NOT NULL,
    disconnected_at TEXT,
    component_count INTEGER NOT NULL DEFAULT 0,
    reference_count INTEGER NOT NULL DEFAULT 0,
    grant_count INTEGER NOT NULL DEFAULT 0
  ) STRICT`,

  `CREATE TABLE run (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id TEXT NOT NULL UNIQUE,
    org INTEGER NOT NULL REFERENCES org (id),
    org_id TEXT NOT NULL,
    trigger TEXT NOT NULL,
    actor TEXT NOT NULL,
    username TEXT NOT NULL,
    user_id TEXT,
    permissions TEXT NOT NULL,
    api_version TEXT NOT NULL,
    extractor_version TEXT NOT NULL,
    state TEXT NOT NULL,
    is_full INTEGER NOT NULL,
    scope TEXT,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    error TEXT,
    components TEXT,
    types TEXT NOT NULL,
    reference_count INTEGER,
    grant_count INTEGER,
    truncated TEXT,
    warnings TEXT NOT NULL,
    api_calls TEXT NOT NULL,
    listed TEXT NOT NULL,
    holder_host TEXT NOT NULL,
    holder_pid INTEGER NOT NULL,
    lease_until TEXT NOT NULL,
    sequence INTEGER UNIQUE
  ) STRICT`,
  // One running run an org, whatever the programs do.
  `CREATE UNIQUE INDEX run_running ON run (org) WHERE state = 'running'`,
  `CREATE INDEX run_org ON run (org, number)`,

  `CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    org INTEGER NOT NULL REFERENCES org (id),
    run INTEGER NOT NULL REFERENCES run (number)
  ) STRICT`,
  `CREATE INDEX outbox_org ON outbox (org)`,
  `CREATE INDEX outbox_run ON outbox (run)`,

  `CREATE TABLE content (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    deflated BLOB NOT NULL
  ) STRICT`,

  // components: JSON array of what the extractors made of the document, attributes included.
  `CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    extractor_version TEXT NOT NULL,
    components TEXT NOT NULL,
    UNIQUE (hash, extractor_version)
  ) STRICT`,
  `CREATE TABLE document_part (
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    content_id INTEGER NOT NULL REFERENCES content (id),
    PRIMARY KEY (document_id, position)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX document_part_content ON document_part (content_id)`,

  // Short texts that repeat a lot: kinds, places, evidences. Nothing in it belongs to one org; rows are never removed.
  `CREATE TABLE word (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
  ) STRICT`,
  // name is lower-cased: which documents mention a name is asked by it.
  `CREATE TABLE mentioned_name (
    id INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    full_name TEXT NOT NULL,
    UNIQUE (type, name, full_name)
  ) STRICT`,
  `CREATE TABLE mention (
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    from_ordinal INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    name_id INTEGER NOT NULL REFERENCES mentioned_name (id),
    place INTEGER NOT NULL,
    PRIMARY KEY (document_id, position)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX mention_name ON mention (name_id)`,

  // What was put and no publication has referred to yet: what to look at when leftovers are removed.
  `CREATE TABLE unpublished_document (
    document_id INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE
  ) STRICT`,
  `CREATE TABLE unpublished_content (
    content_id INTEGER PRIMARY KEY REFERENCES content (id) ON DELETE CASCADE
  ) STRICT`,

  // Identity of a component, or of a name that grants and references use without there being a component of it.
  // name is the lower-cased full name by which it is found; NULL when another one has taken that name over.
  // full_name is the current or last spelling. The columns behind changed_run are of the current version; search_text
  // is NULL when there is none.
  `CREATE TABLE component (
    id INTEGER PRIMARY KEY,
    org INTEGER NOT NULL REFERENCES org (id),
    type TEXT NOT NULL,
    name TEXT,
    full_name TEXT NOT NULL,
    first_run INTEGER,
    changed_run INTEGER,
    parent TEXT,
    search_text TEXT,
    missing_reason TEXT,
    missing_last_seen INTEGER,
    UNIQUE (org, type, name)
  ) STRICT`,
  `CREATE INDEX component_parent ON component (org, parent, type, name) WHERE parent IS NOT NULL`,

  // raw_name is NULL where it equals full_name; ended says how a closed version ended: superseded or deleted.
  `CREATE TABLE component_version (
    id INTEGER PRIMARY KEY,
    component_id INTEGER NOT NULL REFERENCES component (id),
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    ended TEXT,
    change TEXT NOT NULL,
    raw_name TEXT,
    full_name TEXT NOT NULL,
    path TEXT,
    parent_type TEXT,
    parent_name TEXT,
    label TEXT,
    description TEXT,
    namespace TEXT,
    state TEXT,
    packaged INTEGER NOT NULL,
    salesforce_id TEXT,
    created_by TEXT,
    created_by_id TEXT,
    created_date TEXT,
    last_modified_by TEXT,
    last_modified_by_id TEXT,
    last_modified_date TEXT,
    own_hash TEXT NOT NULL,
    document_id INTEGER REFERENCES document (id),
    ordinal INTEGER,
    facts TEXT,
    UNIQUE (component_id, valid_from)
  ) STRICT`,
  `CREATE UNIQUE INDEX component_version_current ON component_version (component_id) WHERE valid_to IS NULL`,
  `CREATE INDEX component_version_document ON component_version (document_id) WHERE document_id IS NOT NULL`,

  `CREATE TABLE current_document (
    org INTEGER NOT NULL REFERENCES org (id),
    path TEXT NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    document_id INTEGER NOT NULL REFERENCES document (id),
    PRIMARY KEY (org, path, valid_from)
  ) STRICT, WITHOUT ROWID`,
  `CREATE UNIQUE INDEX current_document_open ON current_document (org, path) WHERE valid_to IS NULL`,
  `CREATE INDEX current_document_document ON current_document (document_id)`,

  // kind, evidence, confidence and place are words.
  `CREATE TABLE reference_edge (
    id INTEGER PRIMARY KEY,
    from_id INTEGER NOT NULL REFERENCES component (id),
    to_id INTEGER NOT NULL REFERENCES component (id),
    kind INTEGER NOT NULL,
    evidence INTEGER NOT NULL,
    confidence INTEGER NOT NULL,
    place INTEGER,
    valid_from INTEGER NOT NULL,
    valid_to INTEGER
  ) STRICT`,
  `CREATE INDEX reference_edge_from ON reference_edge (from_id, valid_to)`,
  `CREATE INDEX reference_edge_to ON reference_edge (to_id, valid_to)`,

  // Keyed without a rowid: there can be a hundred times as many grants as components.
  `CREATE TABLE access_grant (
    principal_id INTEGER NOT NULL REFERENCES component (id),
    target_id INTEGER NOT NULL REFERENCES component (id),
    valid_from INTEGER NOT NULL,
    valid_to INTEGER,
    rights INTEGER NOT NULL,
    PRIMARY KEY (principal_id, target_id, valid_from)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX access_grant_target ON access_grant (target_id)`,

  `CREATE TABLE corporate_policy (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,

  // org_key is text and no key: audit records outlive the org.
  `CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    origin TEXT NOT NULL,
    org_key TEXT,
    action TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX audit_org ON audit (org_key)`,
];
