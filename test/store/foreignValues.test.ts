import { expect } from 'chai';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { keepAudit } from '../../src/connections/readBack.ts';
import { componentKey } from '../../src/model/names/componentName.ts';
import type { OrgRecord, RunRecord } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import { documentOf, EXTRACTOR, extractedOf, moment, named, orgOf, publishRun, runOf, versionOf } from './builders.ts';
import { rejection } from './contract/factory.ts';
import { temporaryFolder } from './temporaryStore.ts';

const LONG_AGO = '1970-01-01T00:00:00.000Z';
const HUGE = '9223372036854775000';

const NAME = 'ApexClass:One';
const KEY = componentKey(named(NAME));
const DOCUMENT = documentOf('text', { components: [extractedOf(NAME, { attributes: { kept: true } })] });

/** What somebody may write into a column, and what is read of it. */
const ORG: ReadonlyArray<readonly [column: string, value: string, name: keyof OrgRecord, read: unknown]> = [
  ['mode', "'everything'", 'mode', 'default'],
  ['link_target', "'http://evil.example'", 'linkTarget', 'lightning'],
  ['connected_at', "'yesterday'", 'connectedAt', LONG_AGO],
  ['disconnected_at', "''", 'disconnectedAt', LONG_AGO],
  ['trial_expiration_date', "'\x1b[2J'", 'trialExpirationDate', LONG_AGO],
  ['schedule', `'{"time":"25:00","timezone":"UTC"}'`, 'schedule', undefined],
  ['schedule', `'{"time":"01:00","timezone":"Mars/Olympus"}'`, 'schedule', undefined],
  ['schedule', `'{"time":"01:00","timezone":"UTC","since":"soon"}'`, 'schedule', undefined],
  ['schedule', "'no JSON'", 'schedule', undefined],
  ['is_marked', '2', 'marked', true],
];

const RUN: ReadonlyArray<readonly [column: string, value: string, name: keyof RunRecord, read: unknown]> = [
  ['trigger', "'by magic'", 'trigger', 'manual'],
  ['state', "'perfect'", 'state', 'failed'],
  ['started_at', "'<b>'", 'startedAt', LONG_AGO],
  ['finished_at', "'9999'", 'finishedAt', LONG_AGO],
  ['lease_until', "'for ever'", 'leaseUntil', LONG_AGO],
  ['permissions', "'{}'", 'permissions', []],
  ['types', `'[{"type":"A","state":"fine","components":1}]'`, 'types', []],
  ['types', "'{'", 'types', []],
  ['warnings', "'[1]'", 'warnings', []],
  ['api_calls', `'{"query":"many"}'`, 'apiCalls', {}],
  ['listed', "'[]'", 'listed', {}],
  ['error', `'{"name":1}'`, 'error', undefined],
  ['components', `'{"total":1}'`, 'components', undefined],
  ['truncated', "'true'", 'truncated', undefined],
  ['scope', "'1'", 'scope', undefined],
];

describe('a value in a store that no version of ours writes', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let path: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    path = join(folder.path, 'elements.db');
    const store = await openSqliteStore(path);
    await store.saveOrg(orgOf('one'));
    await publishRun(store, runOf('one', 'r1'), {});
    await store.close();
  });
  afterEach(() => folder.remove());

  const write = (...statements: readonly string[]): void => {
    const database = new DatabaseSync(path);
    try {
      for (const statement of statements) database.exec(`PRAGMA foreign_keys = OFF; ${statement}`);
    } finally {
      database.close();
    }
  };

  /** The store with a component that a document says something of. */
  const modelled = async (): Promise<Store> => {
    const store = await openSqliteStore(path);
    await store.putDocuments('one', [DOCUMENT.document], DOCUMENT.contents);
    const origin = { documentHash: DOCUMENT.document.hash, extractorVersion: EXTRACTOR, ordinal: 0 };
    await publishRun(store, runOf('one', 'r2'), { added: [versionOf(NAME, { origin })] });
    return store;
  };

  for (const [column, value, name, read] of ORG) {
    it(`is not shown of an org: ${column} ${value}`, async () => {
      write(`UPDATE org SET ${column} = ${value}`);
      const store = await openSqliteStore(path);

      expect((await store.org('one'))?.[name]).to.deep.equal(read);
      expect((await store.orgs({ all: true }))[0]?.[name]).to.deep.equal(read);
      await store.close();
    });
  }

  for (const [column, value, name, read] of RUN) {
    it(`is not shown of a sync: ${column} ${value}`, async () => {
      write(`UPDATE run SET ${column} = ${value}`);
      const store = await openSqliteStore(path);

      expect((await store.run('one', 'r1'))?.[name]).to.deep.equal(read);
      expect((await store.runs('one'))[0]?.[name]).to.deep.equal(read);
      await store.close();
    });
  }

  for (const detail of ['notjson', 'null', '[1]', '7', '""']) {
    it(`keeps no audit record from being read: detail ${detail}`, async () => {
      write(
        `INSERT INTO audit (at, actor, origin, org_key, action, detail)
         VALUES ('9999', 'eve', 'there', 'one', 'sync refused', '${detail}')`
      );
      const store = await openSqliteStore(path);
      const read = { at: LONG_AGO, actor: 'eve', from: 'there', orgKey: 'one', action: 'sync refused', detail: {} };

      expect(await store.audits()).to.deep.include(read);
      expect(await store.audits({ orgKey: 'one', limit: 1 })).to.deep.equal([read]);
      await store.close();
    });
  }

  for (const text of ['notjson', 'null', '7', '[]']) {
    it(`is no fact of a component: ${text}`, async () => {
      const store = await modelled();
      write(`UPDATE component_version SET facts = '${text}'`);

      expect((await store.known('one')).map(({ facts }) => facts)).to.deep.equal([undefined]);
      await store.component('one', KEY);
      await store.versions('one', KEY);
      await store.close();
    });

    it(`is no reason for a reference: ${text}`, async () => {
      const store = await modelled();
      write(
        `INSERT INTO reference_manner (id, org, kind, evidence, confidence) VALUES (99, 1, 'calls', '${text}', 'certain')`,
        `INSERT INTO reference_edge (from_id, to_id, manner_id, valid_from) SELECT id, id, 99, 1 FROM component`
      );

      expect((await store.references('one', {})).map(({ evidence }) => evidence)).to.deep.equal([[]]);
      await store.close();
    });
  }

  for (const text of ['notjson', 'null', '7', '[{}]', '{}', '{"manners":[],"names":[0,"A"]}']) {
    for (const column of ['components', 'mentions']) {
      it(`is no document to make a model of, and an error that names the store: ${column} ${text}`, async () => {
        const store = await modelled();
        write(`UPDATE document SET ${column} = '${text}'`);

        const error = await rejection(store.storedDocuments('one', [DOCUMENT.document.hash], EXTRACTOR));
        expect(error.name).to.equal('BackendUnavailableError');
        expect(error.message).to.include(path).and.to.include(`document.${column}`).and.to.include('new store');
        expect((await store.component('one', KEY))?.attributes).to.deep.equal({ kept: true });
        await store.close();
      });
    }
  }

  for (const text of ['notjson', 'null', '7', '[{}]']) {
    it(`is no attribute of a component, nor a document to make a model of: ${text}`, async () => {
      const store = await modelled();
      write(`UPDATE document_component SET attributes = '${text}'`);

      const error = await rejection(store.storedDocuments('one', [DOCUMENT.document.hash], EXTRACTOR));
      expect(error.message).to.include(path).and.to.include('document_component.attributes');
      expect((await store.component('one', KEY))?.attributes).to.deep.equal({});
      await store.close();
    });
  }

  it('is no document to make a model of where the attributes of a component are gone', async () => {
    const store = await modelled();
    write('DELETE FROM document_component');

    const error = await rejection(store.storedDocuments('one', [DOCUMENT.document.hash], EXTRACTOR));
    expect(error.message).to.include(path).and.to.include('document_component.attributes');
    await store.close();
  });

  it('is no place in a document: a negative number', async () => {
    const store = await modelled();
    write('UPDATE component_version SET ordinal = -1');

    expect((await store.component('one', KEY))?.attributes).to.deep.equal({});
    await store.close();
  });

  it('is no corporate policy, and an error that names the store', async () => {
    write(`INSERT INTO corporate_policy VALUES ('manual-sync-only', 2)`);
    const store = await openSqliteStore(path);

    const error = await rejection(store.corporatePolicies());
    expect(error.name).to.equal('BackendUnavailableError');
    expect(error.message).to.include(path).and.to.include('manual-sync-only');
    await store.close();
  });

  it('keeps no org from being read by a number that is too large', async () => {
    write(`UPDATE org SET id = ${HUGE}, component_count = ${HUGE}`);
    const store = await openSqliteStore(path);

    expect((await store.orgs()).map(({ key }) => key)).to.deep.equal(['one']);
    expect((await store.org('one'))?.key).to.equal('one');
    await store.close();
  });

  it('ends in a named error where a run has a number that is too large', async () => {
    write(`UPDATE run SET number = ${HUGE}`);
    const store = await openSqliteStore(path);

    expect(await rejection(store.runs('one'))).to.include({ name: 'BackendUnavailableError' });
    await store.close();
  });

  it('keeps no audit record from being found by numbers that come before it', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => `(${String(9223372036854775807n - BigInt(at))})`);
    write(
      `INSERT INTO audit (id, at, actor, origin, action, detail)
       SELECT column1, '${moment(1)}', 'eve', 'here', 'noise', '{}' FROM (VALUES ${rows.join(',')})`
    );
    const store = await openSqliteStore(path);
    const record = { at: moment(2), actor: 'ada', from: 'here', action: 'policy set', detail: {} };

    await keepAudit(record, store);

    expect(await store.audits()).to.deep.include(record);
    await store.close();
  });
});
