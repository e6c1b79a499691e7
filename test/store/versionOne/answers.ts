import { DatabaseSync } from 'node:sqlite';
import { componentKey } from '../../../src/model/names/componentName.ts';
import type { Store } from '../../../src/store/store.ts';
import { EXTRACTOR, named, sha256 } from '../builders.ts';
import { FIRST, LEFTOVER, SECOND } from './story.ts';

const NAMES = [
  'ApexClass:A',
  'ApexClass:Bee',
  'ApexClass:B',
  'ApexClass:Gone',
  'CustomField:Account.Size__c',
  'Profile:P',
];

const ofOrg = async (store: Store, orgKey: string): Promise<object> => ({
  runs: await store.runs(orgKey),
  lastPublished: await store.lastPublished(orgKey),
  counts: await store.counts(orgKey),
  known: await store.known(orgKey),
  documents: await store.documents(orgKey),
  components: await store.components(orgKey, {}),
  references: await store.references(orgKey, {}),
  grants: await store.grants(orgKey, {}),
  stored: await store.storedDocuments(
    orgKey,
    [FIRST, SECOND, LEFTOVER].map(({ document }) => document.hash),
    EXTRACTOR
  ),
  contents: await Promise.all(
    ['class A', 'meta', 'class A, changed', 'class Leftover'].map((text) => store.content(orgKey, sha256(text)))
  ),
  byName: await Promise.all(
    NAMES.map(async (name) => {
      const key = componentKey(named(name));
      return {
        name,
        component: await store.component(orgKey, key),
        versions: await store.versions(orgKey, key),
        from: await store.references(orgKey, { from: key }),
        to: await store.references(orgKey, { to: key }),
        grantsOf: await store.grants(orgKey, { principal: key }),
        grantsOn: await store.grants(orgKey, { target: key }),
      };
    })
  ),
});

/** Everything that the view can be asked about what happened in the story. */
export const answersAboutStory = async (store: Store): Promise<object> => ({
  orgs: await store.orgs({ all: true }),
  one: await ofOrg(store, 'one'),
  two: await ofOrg(store, 'two'),
  policies: await store.corporatePolicies(),
  audits: await store.audits(),
});

/** All rows of all tables of a store file, closed history included; references with their manner in place of its id. */
export const rowsOf = (path: string): { readonly [table: string]: unknown } => {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const all = (sql: string) => database.prepare(sql).all();
    const tables = all(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%manner%' AND name NOT LIKE 'search_index_%'"
    ).map(({ name }) => String(name));
    return {
      ...Object.fromEntries(
        tables.filter((name) => name !== 'reference_edge').map((name) => [name, all(`SELECT * FROM ${name}`)])
      ),
      reference_edge: all(
        `SELECT from_id, to_id, org, kind, evidence, confidence, place, valid_from, valid_to
         FROM reference_edge JOIN reference_manner ON id = manner_id ORDER BY from_id, to_id, kind, place`
      ),
    };
  } finally {
    database.close();
  }
};

/** What SQLite finds wrong with a store file: `ok` where that is nothing. */
export const damageOf = (path: string): unknown[] => {
  const database = new DatabaseSync(path, { readOnly: true });
  const found = [
    ...database
      .prepare('PRAGMA integrity_check')
      .all()
      .map((row) => row.integrity_check),
    ...database.prepare('PRAGMA foreign_key_check').all(),
  ];
  database.close();
  return found;
};
