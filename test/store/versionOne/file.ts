import { DatabaseSync } from 'node:sqlite';
import { migration0001 } from '../../../src/store/sqlite/schema/migrations/0001.ts';
import type { StoredDocument } from '../../../src/store/records.ts';
import { contentOf, EXTRACTOR, moment, sha256 } from '../builders.ts';
import { FIRST, LEFTOVER, SECOND } from './story.ts';

type Row = { readonly [column: string]: string | number | Uint8Array | null };
type Tables = { readonly [table: string]: readonly Row[] };

const org = (id: number, key: string, more: Row): Row => ({
  id,
  key,
  org_id: '00D000000000001EAA',
  username: `admin@${key}.example`,
  name: `Org ${key}`,
  edition: 'Enterprise Edition',
  is_sandbox: 0,
  instance_url: `https://${key}.my.salesforce.com`,
  group_id: '00D000000000001EAA',
  mode: 'default',
  link_target: 'lightning',
  policies: '{}',
  connected_at: moment(0),
  ...more,
});

const run = (number: number, ofOrg: number, minutes: number, more: Row): Row => ({
  number,
  run_id: `r${number}`,
  org: ofOrg,
  org_id: '00D000000000001EAA',
  trigger: 'manual',
  actor: 'ada',
  username: `admin@${ofOrg === 1 ? 'one' : 'two'}.example`,
  permissions: '[]',
  api_version: '66.0',
  extractor_version: EXTRACTOR,
  state: 'succeeded',
  is_full: 1,
  started_at: moment(minutes),
  finished_at: moment(minutes),
  types: '[]',
  warnings: '[]',
  api_calls: '{}',
  listed: '{}',
  holder_host: 'here',
  holder_pid: 1,
  lease_until: moment(10),
  ...more,
});

const content = (id: number, text: string): Row => ({ id, ...contentOf(text) });

const document = (id: number, { hash, components }: StoredDocument): Row => ({
  id,
  hash,
  extractor_version: EXTRACTOR,
  components: JSON.stringify(components),
});

const part = (document_id: number, position: number, name: string, content_id: number): Row => ({
  document_id,
  position,
  name,
  content_id,
});

const name = (id: number, type: string, full_name: string): Row => ({
  id,
  type,
  name: full_name.toLowerCase(),
  full_name,
});

/** kind and place are words. */
const mention = (
  document_id: number,
  position: number,
  from_ordinal: number,
  kind: number,
  name_id: number,
  place: number
): Row => ({ document_id, position, from_ordinal, kind, name_id, place });

const version = (id: number, component_id: number, more: Row): Row => ({ id, component_id, packaged: 0, ...more });

const tables: Tables = {
  org: [
    org(1, 'one', {
      alias: 'prod',
      schedule: '{"time":"03:00","timezone":"Europe/Berlin"}',
      policies: '{"manual-sync-only":true}',
      time_zone: 'Europe/Berlin',
      component_count: 2,
      reference_count: 1,
      grant_count: 2,
    }),
    org(2, 'two', {
      is_sandbox: 1,
      connected_at: moment(1),
      disconnected_at: moment(90),
      component_count: 1,
      reference_count: 1,
      grant_count: 1,
    }),
  ],
  run: [
    run(1, 1, 0, {
      user_id: '005000000000001AAA',
      permissions: '["ModifyAllData"]',
      components:
        '{"updated":0,"reread":0,"renamed":0,"deleted":0,"unchanged":0,"notFetched":0,"unavailable":0,"total":3,"added":3}',
      types: '[{"type":"ApexClass","state":"complete","components":2}]',
      reference_count: 3,
      grant_count: 2,
      warnings: '["odd"]',
      api_calls: '{"listMetadata":3}',
      listed: '{"ApexClass":1}',
      sequence: 1,
    }),
    run(2, 1, 20, { reference_count: 1, grant_count: 2, listed: '{"ApexClass":2}', sequence: 2 }),
    run(3, 2, 30, { reference_count: 1, grant_count: 1, sequence: 3 }),
    run(4, 1, 40, { reference_count: 1, grant_count: 2, listed: '{"ApexClass":2}', sequence: 4 }),
    run(5, 1, 50, { state: 'failed', finished_at: moment(51), error: '{"name":"E","message":"no"}' }),
    run(6, 2, 60, { state: 'running', finished_at: null, lease_until: moment(70), scope: '["ApexClass"]' }),
  ],
  outbox: [
    { sequence: 1, org: 1, run: 1 },
    { sequence: 2, org: 1, run: 2 },
    { sequence: 3, org: 2, run: 3 },
    { sequence: 4, org: 1, run: 4 },
  ],
  content: [content(1, 'class A'), content(2, 'meta'), content(3, 'class A, changed'), content(4, 'class Leftover')],
  document: [document(1, FIRST.document), document(2, SECOND.document), document(3, LEFTOVER.document)],
  document_part: [part(1, 0, '', 1), part(1, 1, '-meta.xml', 2), part(2, 0, '', 3), part(3, 0, '', 4)],
  word: ['reads', 'calls', 'body', 'it’s "quoted"', '["apex"]', '["apex","dependency"]', 'certain', 'possible'].map(
    (text, index) => ({ id: index + 1, text })
  ),
  mentioned_name: [
    name(1, 'CustomField', 'Account."Größe"\\\n\u0001__c'),
    name(2, 'CustomField', 'Account.Size__c'),
    name(3, 'ApexClass', 'B'),
    name(4, 'CustomField', 'account.size__C'),
    name(5, 'CustomObject', 'Account'),
  ],
  mention: [
    mention(1, 0, 0, 1, 1, 3),
    mention(1, 1, 0, 1, 2, 3),
    mention(1, 2, 0, 2, 3, 3),
    mention(1, 3, 1, 2, 3, 4),
    mention(1, 4, 0, 1, 4, 3),
    mention(1, 5, 0, 1, 5, 3),
    mention(3, 0, 0, 1, 2, 3),
  ],
  unpublished_document: [{ document_id: 3 }],
  unpublished_content: [{ content_id: 4 }],
  component: [
    {
      id: 1,
      org: 1,
      type: 'ApexClass',
      name: 'a',
      full_name: 'A',
      first_run: 1,
      changed_run: 2,
      search_text: 'a',
    },
    {
      id: 2,
      org: 1,
      type: 'ApexClass',
      name: 'bee',
      full_name: 'Bee',
      first_run: 1,
      changed_run: 2,
      search_text: 'bee',
      missing_reason: 'not listed',
      missing_last_seen: 2,
    },
    {
      id: 3,
      org: 1,
      type: 'CustomField',
      name: 'account.size__c',
      full_name: 'Account.Size__c',
      first_run: 1,
      changed_run: 1,
    },
    { id: 4, org: 1, type: 'Profile', name: 'p', full_name: 'P' },
    {
      id: 5,
      org: 2,
      type: 'ApexClass',
      name: 'a',
      full_name: 'A',
      first_run: 3,
      changed_run: 3,
      search_text: 'a',
    },
    { id: 6, org: 2, type: 'ApexClass', name: 'gone', full_name: 'Gone' },
    { id: 7, org: 2, type: 'Profile', name: 'p', full_name: 'P' },
  ],
  component_version: [
    version(1, 1, {
      valid_from: 1,
      valid_to: 2,
      ended: 'superseded',
      change: 'added',
      full_name: 'A',
      path: 'classes/A.cls',
      label: 'Über A',
      description: 'What A does',
      salesforce_id: '01p000000000001AAA',
      created_by: 'Ada',
      created_by_id: '005000000000001AAA',
      created_date: moment(0),
      last_modified_by: 'Grace',
      last_modified_by_id: '005000000000002AAA',
      last_modified_date: moment(0),
      own_hash: sha256('ApexClass:A'),
      document_id: 1,
      ordinal: 0,
    }),
    version(2, 2, {
      valid_from: 1,
      valid_to: 2,
      ended: 'superseded',
      change: 'added',
      full_name: 'B',
      namespace: 'pack',
      state: 'installed',
      packaged: 1,
      own_hash: sha256('ApexClass:B'),
      facts: '{"active":2}',
    }),
    version(3, 3, {
      valid_from: 1,
      valid_to: 4,
      ended: 'deleted',
      change: 'added',
      raw_name: 'Account.Size%5F%5Fc',
      full_name: 'Account.Size__c',
      parent_type: 'CustomObject',
      parent_name: 'Account',
      own_hash: sha256('CustomField:Account.Size__c'),
    }),
    version(4, 1, {
      valid_from: 2,
      change: 'updated',
      full_name: 'A',
      path: 'classes/A.cls',
      own_hash: sha256('ApexClass:A'),
      document_id: 2,
      ordinal: 0,
    }),
    version(5, 2, { valid_from: 2, change: 'renamed', full_name: 'Bee', own_hash: sha256('ApexClass:Bee') }),
    version(6, 5, {
      valid_from: 3,
      change: 'added',
      full_name: 'A',
      path: 'classes/A.cls',
      own_hash: sha256('ApexClass:A'),
      document_id: 1,
      ordinal: 0,
    }),
  ],
  current_document: [
    { org: 1, path: 'classes/A.cls', valid_from: 1, valid_to: 2, document_id: 1 },
    { org: 1, path: 'classes/A.cls', valid_from: 2, valid_to: null, document_id: 2 },
    { org: 2, path: 'classes/A.cls', valid_from: 3, valid_to: null, document_id: 1 },
  ],
  // kind, evidence, confidence and place are words.
  reference_edge: [
    { from_id: 1, to_id: 2, kind: 2, evidence: 5, confidence: 7, place: 3, valid_from: 1, valid_to: null },
    { from_id: 1, to_id: 2, kind: 2, evidence: 5, confidence: 7, place: null, valid_from: 1, valid_to: 2 },
    { from_id: 1, to_id: 3, kind: 1, evidence: 6, confidence: 8, place: null, valid_from: 1, valid_to: 2 },
    { from_id: 5, to_id: 6, kind: 2, evidence: 5, confidence: 7, place: 3, valid_from: 3, valid_to: null },
  ],
  access_grant: [
    { principal_id: 4, target_id: 1, valid_from: 1, valid_to: null, rights: 1 },
    { principal_id: 4, target_id: 2, valid_from: 1, valid_to: 2, rights: 3 },
    { principal_id: 4, target_id: 2, valid_from: 2, valid_to: null, rights: 1 },
    { principal_id: 7, target_id: 5, valid_from: 3, valid_to: null, rights: 2 },
  ],
  corporate_policy: [
    { name: 'manual-sync-only', value: 1 },
    { name: 'no-content', value: 0 },
  ],
  audit: [
    { at: moment(0), actor: 'ada', origin: 'here sf', action: 'policy set', detail: '{"on":true}' },
    { at: moment(1), actor: 'grace', origin: 'there sf', org_key: 'gone', action: 'org erased', detail: '{}' },
  ],
};

/** How a file says that it is one of ours ("elem" in ASCII), and of which schema. */
export const VERSION_ONE = [`PRAGMA application_id = ${String(0x65_6c_65_6d)}`, 'PRAGMA user_version = 1'] as const;

/** A closed store file of schema 1, as the version that knew no other left it after `playStory`. */
export const makeVersionOneFile = (path: string): void => {
  const database = new DatabaseSync(path);
  const insert = (table: string, row: Row): void => {
    const columns = Object.keys(row);
    database
      .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
      .run(...Object.values(row));
  };
  for (const statement of ['PRAGMA journal_mode = WAL', 'PRAGMA foreign_keys = ON', 'BEGIN', ...migration0001])
    database.exec(statement);
  for (const [table, rows] of Object.entries(tables)) for (const row of rows) insert(table, row);
  for (const statement of [...VERSION_ONE, 'COMMIT']) database.exec(statement);
  database.close();
};
