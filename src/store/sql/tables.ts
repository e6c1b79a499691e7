import { type Generated, DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { PackedMentions } from '../../model/references/packMentions.ts';
import type {
  AuditRecord,
  ComponentVersion,
  OrgRecord,
  ReferenceRecord,
  RunRecord,
  StoredDocument,
} from '../records.ts';
import type { Json } from './columns.ts';

/** SQLite knows no boolean: 0 or 1. */
type Flag = number;
export type OrgTable = {
  id: Generated<number>;
  key: string;
  org_id: string;
  username: string;
  alias: string | null;
  name: string;
  edition: string;
  is_sandbox: Flag;
  trial_expiration_date: string | null;
  instance_url: string;
  group_id: string;
  mode: string;
  link_target: string;
  namespace: string | null;
  time_zone: string | null;
  schedule: Json<NonNullable<OrgRecord['schedule']>> | null;
  policies: Json<OrgRecord['policies']>;
  connected_at: string;
  is_marked: number;
  disconnected_at: string | null;
  component_count: Generated<number>;
  reference_count: Generated<number>;
  grant_count: Generated<number>;
};

export type RunTable = {
  number: Generated<number>;
  run_id: string;
  org: number;
  org_id: string;
  trigger: string;
  actor: string;
  username: string;
  user_id: string | null;
  permissions: Json<RunRecord['permissions']>;
  api_version: string;
  extractor_version: string;
  state: string;
  is_full: Flag;
  scope: Json<NonNullable<RunRecord['scope']>> | null;
  started_at: string;
  finished_at: string | null;
  error: Json<NonNullable<RunRecord['error']>> | null;
  components: Json<NonNullable<RunRecord['components']>> | null;
  types: Json<RunRecord['types']>;
  reference_count: number | null;
  grant_count: number | null;
  truncated: Json<NonNullable<RunRecord['truncated']>> | null;
  warnings: Json<RunRecord['warnings']>;
  api_calls: Json<RunRecord['apiCalls']>;
  listed: Json<RunRecord['listed']>;
  holder_host: string;
  holder_pid: number;
  lease_until: string;
  sequence: number | null;
};

export type VersionTable = {
  id: Generated<number>;
  component_id: number;
  valid_from: number;
  valid_to: number | null;
  ended: string | null;
  change: string;
  raw_name: string | null;
  full_name: string;
  path: string | null;
  parent_type: string | null;
  parent_name: string | null;
  label: string | null;
  description: string | null;
  namespace: string | null;
  state: string | null;
  packaged: Flag;
  salesforce_id: string | null;
  created_by: string | null;
  created_by_id: string | null;
  created_date: string | null;
  last_modified_by: string | null;
  last_modified_by_id: string | null;
  last_modified_date: string | null;
  own_hash: string;
  document_id: number | null;
  ordinal: number | null;
  facts: Json<NonNullable<ComponentVersion['facts']>> | null;
};

/** The columns of the schema as the migrations leave it; what they mean stands there. */
export type Tables = {
  org: OrgTable;
  run: RunTable;
  outbox: { sequence: Generated<number>; org: number; run: number };
  content: { id: Generated<number>; org: number; hash: string; size: number; deflated: Uint8Array };
  document: {
    id: Generated<number>;
    org: number;
    hash: string;
    extractor_version: string;
    components: Json<ReadonlyArray<Omit<StoredDocument['components'][number], 'attributes'>>>;
    mentions: Json<PackedMentions>;
  };
  document_component: {
    document_id: number;
    ordinal: number;
    texts: string | null;
    attributes: Json<StoredDocument['components'][number]['attributes']>;
  };
  document_part: { document_id: number; position: number; name: string; content_id: number };
  unpublished_document: { document_id: number };
  unpublished_content: { content_id: number };
  component: {
    id: Generated<number>;
    org: number;
    type: string;
    name: string | null;
    full_name: string;
    first_run: number | null;
    changed_run: number | null;
    parent: string | null;
    search_text: string | null;
    missing_reason: string | null;
    missing_last_seen: number | null;
    missing_unavailable: Generated<number>;
  };
  search_entry: { component_id: number; names: string; words: string };
  search_index_state: { id: number; is_current: Flag };
  component_version: VersionTable;
  current_document: {
    org: number;
    path: string;
    valid_from: number;
    valid_to: number | null;
    document_id: number;
  };
  reference_manner: {
    id: Generated<number>;
    org: number;
    kind: string;
    evidence: Json<ReferenceRecord['evidence']>;
    confidence: string;
    place: string | null;
  };
  reference_edge: {
    from_id: number;
    to_id: number;
    manner_id: number;
    valid_from: number;
    valid_to: number | null;
  };
  access_grant: {
    principal_id: number;
    target_id: number;
    valid_from: number;
    valid_to: number | null;
    rights: number;
  };
  corporate_policy: { name: string; value: Flag };
  token_salt: { id: number; salt: string };
  used_token: { digest: string; at: string };
  audit: {
    id: Generated<number>;
    at: string;
    actor: string;
    origin: string;
    org_key: string | null;
    action: string;
    detail: Json<AuditRecord['detail']>;
  };
};

/**
 * Writes SQL and never runs it: `Connection` does, synchronously, so that a transaction is one uninterrupted piece of
 * code and can't stay open across an await.
 */
export const queries = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});
