import type { CompiledQuery } from 'kysely';
import { sql } from 'kysely';
import { queries } from '../tables.ts';
import { createTable, type Column, type SchemaDialect, type Table } from './table.ts';

/**
 * The schema as the first five migrations of SQLite leave it; what its tables and columns mean stands there. A database
 * that has no such past is made of this, and goes on with the migrations after those.
 */

const key: Column = { kind: 'key' };
const orderedKey: Column = { kind: 'ordered key' };
const text: Column = { kind: 'text' };
const number: Column = { kind: 'number' };
const maybeText: Column = { kind: 'text', optional: true };
const maybeNumber: Column = { kind: 'number', optional: true };
const count: Column = { kind: 'number', otherwise: 0 };
const bytes: Column = { kind: 'bytes' };
const of = (references: string): Column => ({ kind: 'number', references });
const ownedBy = (references: string): Column => ({ kind: 'number', references, owned: true });

const named = <const Name extends string>(
  names: readonly Name[],
  column: Column
): { readonly [name in Name]: Column } =>
  Object.fromEntries(names.map((name) => [name, column])) as { readonly [name in Name]: Column };

const TABLES: { readonly [name: string]: Table } = {
  org: {
    columns: {
      id: key,
      key: { ...text, unique: true },
      ...named(['org_id', 'username'], text),
      alias: maybeText,
      ...named(['name', 'edition'], text),
      is_sandbox: number,
      trial_expiration_date: maybeText,
      ...named(['instance_url', 'group_id', 'mode', 'link_target'], text),
      ...named(['namespace', 'time_zone', 'schedule'], maybeText),
      ...named(['policies', 'connected_at'], text),
      disconnected_at: maybeText,
      ...named(['component_count', 'reference_count', 'grant_count', 'is_marked'], count),
    },
  },
  run: {
    columns: {
      number: orderedKey,
      run_id: { ...text, unique: true },
      org: of('org.id'),
      ...named(['org_id', 'trigger', 'actor', 'username'], text),
      user_id: maybeText,
      ...named(['permissions', 'api_version', 'extractor_version', 'state'], text),
      is_full: number,
      scope: maybeText,
      started_at: text,
      ...named(['finished_at', 'error', 'components'], maybeText),
      types: text,
      ...named(['reference_count', 'grant_count'], maybeNumber),
      truncated: maybeText,
      ...named(['warnings', 'api_calls', 'listed', 'holder_host'], text),
      holder_pid: number,
      lease_until: text,
      sequence: { ...maybeNumber, unique: true },
    },
  },
  outbox: { columns: { sequence: orderedKey, org: of('org.id'), run: of('run.number') } },
  content: {
    columns: { id: key, org: of('org.id'), hash: text, size: number, deflated: bytes },
    unique: ['org', 'hash'],
  },
  document: {
    columns: {
      id: key,
      org: of('org.id'),
      ...named(['hash', 'extractor_version', 'components', 'mentions'], text),
    },
    unique: ['org', 'hash', 'extractor_version'],
  },
  document_part: {
    columns: { document_id: ownedBy('document.id'), position: number, name: text, content_id: of('content.id') },
    primary: ['document_id', 'position'],
    byKey: true,
  },
  unpublished_document: { columns: { document_id: { ...ownedBy('document.id'), primary: true } } },
  unpublished_content: { columns: { content_id: { ...ownedBy('content.id'), primary: true } } },
  component: {
    columns: {
      id: key,
      org: of('org.id'),
      type: text,
      name: maybeText,
      full_name: text,
      ...named(['first_run', 'changed_run'], maybeNumber),
      ...named(['parent', 'search_text', 'missing_reason'], maybeText),
      missing_last_seen: maybeNumber,
      missing_unavailable: count,
    },
    unique: ['org', 'type', 'name'],
  },
  component_version: {
    columns: {
      id: key,
      component_id: of('component.id'),
      valid_from: number,
      valid_to: maybeNumber,
      ended: maybeText,
      change: text,
      raw_name: maybeText,
      full_name: text,
      ...named(['path', 'parent_type', 'parent_name', 'label', 'description', 'namespace', 'state'], maybeText),
      packaged: number,
      ...named(['salesforce_id', 'created_by', 'created_by_id', 'created_date'], maybeText),
      ...named(['last_modified_by', 'last_modified_by_id', 'last_modified_date'], maybeText),
      own_hash: text,
      document_id: { ...of('document.id'), optional: true },
      ordinal: maybeNumber,
      facts: maybeText,
    },
    unique: ['component_id', 'valid_from'],
  },
  current_document: {
    columns: {
      org: of('org.id'),
      path: text,
      valid_from: number,
      valid_to: maybeNumber,
      document_id: of('document.id'),
    },
    primary: ['org', 'path', 'valid_from'],
    byKey: true,
  },
  reference_manner: {
    columns: { id: key, ...named(['kind', 'evidence', 'confidence'], text), place: maybeText },
  },
  reference_edge: {
    columns: { ...named(['from_id', 'to_id', 'manner_id', 'valid_from'], number), valid_to: maybeNumber },
    primary: ['from_id', 'to_id', 'manner_id', 'valid_from'],
    byKey: true,
  },
  access_grant: {
    columns: {
      ...named(['principal_id', 'target_id', 'valid_from'], number),
      valid_to: maybeNumber,
      rights: number,
    },
    primary: ['principal_id', 'target_id', 'valid_from'],
    byKey: true,
  },
  corporate_policy: { columns: { name: text, value: number }, primary: ['name'], byKey: true },
  audit: {
    columns: {
      id: key,
      ...named(['at', 'actor', 'origin'], text),
      org_key: maybeText,
      ...named(['action', 'detail'], text),
    },
  },
  token_salt: { columns: { id: { ...number, primary: true, always: 1 }, salt: text } },
  used_token: { columns: { digest: text, at: text }, primary: ['digest'], byKey: true },
};

const index = (name: string, table: string, ...columns: readonly string[]) =>
  queries.schema
    .createIndex(name)
    .on(table)
    .columns([...columns]);

/** One running run an org, one current version a component, one current document a path, whatever the programs do. */
const INDEXES = [
  index('run_running', 'run', 'org').unique().where(sql.ref('state'), '=', sql.lit('running')),
  index('run_org', 'run', 'org', 'number'),
  index('outbox_org', 'outbox', 'org'),
  index('outbox_run', 'outbox', 'run'),
  index('document_part_content', 'document_part', 'content_id'),
  index('component_parent', 'component', 'org', 'parent').where('parent', 'is not', null),
  index('component_version_current', 'component_version', 'component_id').unique().where('valid_to', 'is', null),
  index('component_version_document', 'component_version', 'document_id').where('document_id', 'is not', null),
  index('current_document_open', 'current_document', 'org', 'path').unique().where('valid_to', 'is', null),
  index('current_document_document', 'current_document', 'document_id'),
  index('reference_edge_to', 'reference_edge', 'to_id'),
  index('access_grant_target', 'access_grant', 'target_id'),
  index('audit_org', 'audit', 'org_key'),
];

/** The statements that make the tables and indexes, in an order in which each finds what it refers to. */
export const createBaseline = (dialect: SchemaDialect): CompiledQuery[] => [
  ...Object.entries(TABLES).map(([name, table]) => createTable(dialect, name, table)),
  ...INDEXES.map((one) => one.compile()),
];
