import { expect } from 'chai';
import { moment, sha256 } from '../builders.ts';
import { temporarySqliteStore } from '../temporaryStore.ts';
import { CONTRACT } from './contract.ts';
import { queryFile, type ViewRow } from './queryFile.ts';
import { playViewStory } from './viewStory.ts';

const run = (number: number, more: ViewRow): ViewRow => ({
  org: 'one',
  run_id: `r${number}`,
  number,
  state: 'succeeded',
  trigger: 'manual',
  actor: 'ada',
  username: 'admin@one.example',
  is_full: 1,
  scope: null,
  is_published: 1,
  api_version: '66.0',
  component_count: null,
  added: null,
  updated: null,
  renamed: null,
  deleted: null,
  unchanged: null,
  reread: null,
  not_fetched: null,
  unavailable: null,
  reference_count: 2,
  grant_count: 2,
  api_calls: 0,
  error_name: null,
  error_message: null,
  ...more,
});

const component = (name: string, more: ViewRow): ViewRow => ({
  ...Object.fromEntries(CONTRACT.v_component.map((column) => [column, null])),
  org: 'one',
  type: name.split(':')[0] ?? '',
  full_name: name.split(':')[1] ?? '',
  is_packaged: 0,
  first_seen: moment(0),
  last_changed: moment(0),
  attributes: '{}',
  ...more,
});

const change = (number: number, what: string, name: string, previous: string | null = null): ViewRow => ({
  org: 'one',
  run_id: `r${number}`,
  run: number,
  time: moment((number - 1) * 20),
  change: what,
  type: name.split(':')[0] ?? '',
  full_name: name.split(':')[1] ?? '',
  previous_name: previous,
});

const org = { org_id: '00D000000000001EAA', edition: 'Enterprise Edition', mode: 'default' };
const orgNulls = { trial_expiration_date: null, namespace: null, time_zone: null };
const TOTAL = { org: 'one', type: 'CustomField', full_name: 'Invoice__c.Total__c' };
const OBJECT = { org: 'one', type: 'CustomObject', full_name: 'Invoice__c' };
const CLASS = { org: 'one', type: 'ApexClass', full_name: 'Invoices' };

/** What a person expects of the story, in the order of the columns named here. */
const EXPECTED: { readonly [view in keyof typeof CONTRACT]: { readonly by: string; readonly rows: ViewRow[] } } = {
  v_org: {
    by: 'org',
    rows: [
      {
        ...org,
        ...orgNulls,
        org: 'one',
        alias: 'prod',
        username: 'admin@one.example',
        name: 'Org one',
        is_sandbox: 0,
        instance_url: 'https://one.my.salesforce.com',
        schedule: '03:00 Europe/Berlin',
        connected_at: moment(0),
        disconnected_at: null,
        component_count: 5,
        reference_count: 2,
        grant_count: 2,
        last_published_run: 3,
        last_published_at: moment(45),
      },
      {
        ...org,
        ...orgNulls,
        org: 'two',
        alias: null,
        username: 'admin@two.example',
        name: 'Org two',
        is_sandbox: 1,
        instance_url: 'https://two.my.salesforce.com',
        schedule: null,
        connected_at: moment(1),
        disconnected_at: moment(90),
        component_count: 0,
        reference_count: 0,
        grant_count: 0,
        last_published_run: null,
        last_published_at: null,
      },
    ],
  },
  v_run: {
    by: 'number',
    rows: [
      run(1, {
        started_at: moment(0),
        finished_at: moment(5),
        component_count: 6,
        added: 6,
        updated: 0,
        renamed: 0,
        deleted: 0,
        unchanged: 0,
        reread: 0,
        not_fetched: 0,
        unavailable: 0,
        api_calls: 5,
      }),
      run(2, { started_at: moment(20), finished_at: moment(25) }),
      run(3, { started_at: moment(40), finished_at: moment(45) }),
      run(4, {
        started_at: moment(50),
        finished_at: moment(51),
        state: 'failed',
        scope: 'ApexClass, Flow',
        is_published: 0,
        reference_count: null,
        grant_count: null,
        error_name: 'LoginError',
        error_message: 'No login',
      }),
      run(5, {
        org: 'two',
        username: 'admin@two.example',
        started_at: moment(60),
        finished_at: null,
        state: 'running',
        is_full: 0,
        is_published: 0,
        reference_count: null,
        grant_count: null,
      }),
    ],
  },
  v_component: {
    by: 'type, full_name',
    rows: [
      component('ApexClass:Invoices', {
        path: 'classes/Invoices.cls',
        salesforce_id: '01p000000000001AAA',
        created_by: 'Ada',
        created_date: '2020-01-01T00:00:00.000Z',
        last_modified_by: 'Grace',
        last_modified_date: '2021-01-01T00:00:00.000Z',
        attributes: '{"apiVersion":48,"status":"Active","tests":null}',
      }),
      component('ApexClass:New', {
        last_changed: moment(20),
        missing: 'not fetched',
        missing_reason: 'not listed',
        last_fetched: moment(20),
      }),
      component('ApexClass:Packed', {
        namespace: 'pack',
        state: 'installed',
        is_packaged: 1,
        missing: 'unavailable',
        missing_reason: 'the org does not give it',
        last_fetched: moment(0),
      }),
      component('CustomField:Invoice__c.Total__c', {
        path: 'objects/Invoice__c.object',
        parent_type: 'CustomObject',
        parent_name: 'Invoice__c',
        label: 'Total',
        description: 'What is to be paid',
        attributes: '{"dataType":"Currency","picklist":["a","b"],"scale":4,"used":true}',
      }),
      component('CustomObject:Invoice__c', {
        path: 'objects/Invoice__c.object',
        label: 'Invoice',
        attributes: '{"sharing":{"internal":"Private"},"history":true}',
      }),
    ],
  },
  v_attribute: {
    by: 'type, full_name, name',
    rows: [
      { ...CLASS, name: 'apiVersion', value: '48' },
      { ...CLASS, name: 'status', value: 'Active' },
      { ...CLASS, name: 'tests', value: null },
      { ...TOTAL, name: 'dataType', value: 'Currency' },
      { ...TOTAL, name: 'picklist', value: '["a","b"]' },
      { ...TOTAL, name: 'scale', value: '4' },
      { ...TOTAL, name: 'used', value: 'true' },
      { ...OBJECT, name: 'history', value: 'true' },
      { ...OBJECT, name: 'sharing', value: '{"internal":"Private"}' },
    ],
  },
  v_reference: {
    by: 'to_name',
    rows: [
      {
        org: 'one',
        from_type: 'ApexClass',
        from_name: 'Invoices',
        to_type: 'CustomField',
        to_name: 'Account.Name',
        kind: 'reads',
        place: null,
        evidence: 'apex, dependency',
        confidence: 'possible',
        to_in_model: 0,
      },
      {
        org: 'one',
        from_type: 'ApexClass',
        from_name: 'Invoices',
        to_type: 'CustomField',
        to_name: 'Invoice__c.Total__c',
        kind: 'writes',
        place: 'body',
        evidence: 'apex',
        confidence: 'certain',
        to_in_model: 1,
      },
    ],
  },
  v_grant: {
    by: 'target_name',
    rows: [
      {
        org: 'one',
        principal_type: 'Profile',
        principal_name: 'Admin',
        target_type: 'CustomField',
        target_name: 'Account.Name',
        rights: 'read',
        target_in_model: 0,
      },
      {
        org: 'one',
        principal_type: 'Profile',
        principal_name: 'Admin',
        target_type: 'CustomField',
        target_name: 'Invoice__c.Total__c',
        rights: 'read, edit',
        target_in_model: 1,
      },
    ],
  },
  v_change: {
    by: 'run, change, type, full_name',
    rows: [
      change(1, 'added', 'ApexClass:Invoices'),
      change(1, 'added', 'ApexClass:Old'),
      change(1, 'added', 'ApexClass:Packed'),
      change(1, 'added', 'CustomField:Invoice__c.Total__c'),
      change(1, 'added', 'CustomObject:Invoice__c'),
      change(1, 'added', 'Flow:Remind'),
      change(2, 'renamed', 'ApexClass:New', 'Old'),
      change(2, 'updated', 'Flow:Remind'),
      change(3, 'deleted', 'Flow:Remind'),
    ],
  },
  v_document: {
    by: 'name',
    rows: [
      {
        org: 'one',
        path: 'classes/Invoices.cls',
        name: 'classes/Invoices.cls',
        size: 14,
        hash: sha256('class Invoices'),
      },
      {
        org: 'one',
        path: 'classes/Invoices.cls',
        name: 'classes/Invoices.cls-meta.xml',
        size: 6,
        hash: sha256('<xml/>'),
      },
      {
        org: 'one',
        path: 'objects/Invoice__c.object',
        name: 'objects/Invoice__c.object',
        size: 17,
        hash: sha256('object Invoice__c'),
      },
    ],
  },
};

describe('the public views of a store’s file', () => {
  let path: string;
  let destroy: () => Promise<void>;
  before(async () => {
    const fixture = await temporarySqliteStore();
    ({ path, destroy } = fixture);
    await playViewStory(fixture.store, moment);
  });
  after(() => destroy());

  it('have the names and columns that were promised', () => {
    const columns = queryFile(
      path,
      `SELECT view.name AS view, column.name AS "column" FROM sqlite_schema AS view, pragma_table_info(view.name) AS column
        WHERE view.type = 'view' ORDER BY view.rowid, column.cid`
    );

    const found = Object.groupBy(columns, ({ view }) => String(view));
    expect(
      Object.fromEntries(Object.entries(found).map(([view, rows]) => [view, rows?.map(({ column }) => column)]))
    ).to.deep.equal(CONTRACT);
  });

  for (const view of Object.keys(CONTRACT) as Array<keyof typeof CONTRACT>)
    it(`${view} tells the story`, () => {
      const { by, rows } = EXPECTED[view];

      expect(queryFile(path, `SELECT * FROM ${view} ORDER BY ${by}`)).to.deep.equal(rows);
    });
});
