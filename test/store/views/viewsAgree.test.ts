import { expect } from 'chai';
import fc from 'fast-check';
import { rightNames } from '../../../src/model/access/grants.ts';
import { componentKey } from '../../../src/model/names/componentName.ts';
import type { JsonValue } from '../../../src/model/extraction.ts';
import type { ComponentDetail } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import { documentOf, extractedOf, EXTRACTOR, moment, named, orgOf, publishRun, runOf, versionOf } from '../builders.ts';
import { play } from '../playSteps.ts';
import { EVERY_NAME, ORGS, steps } from '../randomSteps.ts';
import { temporarySqliteStore } from '../temporaryStore.ts';
import { queryFile, type ViewRow } from './queryFile.ts';

const rowOf = (org: string, { missing, parent, ...detail }: ComponentDetail): ViewRow => ({
  org,
  type: detail.type,
  full_name: detail.fullName,
  label: detail.label ?? null,
  description: detail.description ?? null,
  parent_type: parent?.type ?? null,
  parent_name: parent?.fullName ?? null,
  namespace: detail.namespace ?? null,
  state: detail.state ?? null,
  is_packaged: Number(detail.packaged),
  salesforce_id: detail.id ?? null,
  path: detail.path ?? null,
  created_by: detail.createdBy ?? null,
  created_date: detail.createdDate ?? null,
  last_modified_by: detail.lastModifiedBy ?? null,
  last_modified_date: detail.lastModifiedDate ?? null,
  first_seen: detail.firstSeen,
  last_changed: detail.lastChanged,
  missing: missing === undefined ? null : missing.unavailable ? 'unavailable' : 'not fetched',
  missing_reason: missing?.reason ?? null,
  last_fetched: detail.lastFetched ?? null,
});

/** By the store's own answers. */
const expectedComponents = async (store: Store): Promise<object[]> => {
  const found: object[] = [];
  for (const org of ORGS)
    for (const name of EVERY_NAME) {
      const detail = await store.component(org, componentKey(named(name)));
      if (detail !== undefined) found.push({ ...rowOf(org, detail), attributes: detail.attributes });
    }
  return found;
};

const expectedReferences = async (store: Store): Promise<object[]> => {
  const found: object[] = [];
  for (const org of ORGS)
    for (const { from, to, kind, place, evidence, confidence } of await store.references(org, {})) {
      found.push({
        org,
        from_type: from.type,
        from_name: from.fullName,
        to_type: to.type,
        to_name: to.fullName,
        kind,
        place: place ?? null,
        evidence: evidence.join(', '),
        confidence,
        to_in_model: Number((await store.component(org, componentKey(to))) !== undefined),
      });
    }
  return found;
};

const expectedGrants = async (store: Store): Promise<object[]> => {
  const found: object[] = [];
  for (const org of ORGS)
    for (const { principal, target, rights } of await store.grants(org, {})) {
      found.push({
        org,
        principal_type: principal.type,
        principal_name: principal.fullName,
        target_type: target.type,
        target_name: target.fullName,
        rights: rightNames(rights).join(', '),
        target_in_model: Number((await store.component(org, componentKey(target))) !== undefined),
      });
    }
  return found;
};

/** What can be asked by a name: a deleted component whose name another one has by now is not among it. */
const expectedChanges = async (store: Store): Promise<object[]> => {
  const found: object[] = [];
  for (const org of ORGS)
    for (const name of EVERY_NAME) {
      const versions = await store.versions(org, componentKey(named(name)));
      versions.forEach(({ version: { type, fullName }, change, from, to, ended }, index) => {
        const one = { org, type, full_name: fullName, previous_name: null };
        if (['added', 'updated', 'renamed'].includes(change)) {
          const previous_name = change === 'renamed' ? (versions[index + 1]?.version.fullName ?? null) : null;
          found.push({ ...one, run: from, change, previous_name });
        }
        if (ended === 'deleted') found.push({ ...one, run: to, change: 'deleted' });
      });
    }
  return found;
};

/** How many changes of such components there are. */
const NAMELESS = `SELECT
    count(CASE WHEN change IN ('added', 'updated', 'renamed') THEN 1 END) + count(CASE WHEN ended = 'deleted' THEN 1 END) AS n
  FROM component_version JOIN component ON component.id = component_id WHERE name IS NULL`;

describe('the public views after any sequence of runs', () => {
  it('say what the store answers', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const { store, path, destroy } = await temporarySqliteStore();
        try {
          for (const [index, step] of sequence.entries()) await play(store, step, index);

          const components = queryFile(path, 'SELECT * FROM v_component').map((row) => ({
            ...row,
            attributes: JSON.parse(String(row['attributes'])) as unknown,
          }));
          expect(components).to.have.deep.members(await expectedComponents(store));
          expect(queryFile(path, 'SELECT * FROM v_reference')).to.have.deep.members(await expectedReferences(store));
          expect(queryFile(path, 'SELECT * FROM v_grant')).to.have.deep.members(await expectedGrants(store));
          const changes = await expectedChanges(store);
          const told = queryFile(path, 'SELECT org, type, full_name, previous_name, run, change FROM v_change');
          expect(told).to.include.deep.members(changes);
          expect(told.length - changes.length).to.equal(queryFile(path, NAMELESS)[0]?.['n']);
        } finally {
          await destroy();
        }
      }),
      { numRuns: 30 }
    );
  });

  it('overlay any attributes of a document by any facts, name by name', async function () {
    this.timeout(120_000);
    const { store, path, destroy } = await temporarySqliteStore();
    await store.saveOrg(orgOf('one'));
    let round = 0;
    // SQLite shows fifteen digits of a number that is not whole.
    const short = (_: string, one: unknown): unknown => (typeof one === 'number' ? Math.round(one % 1e9) / 8 : one);
    const value = fc
      .jsonValue({ maxDepth: 2, stringUnit: 'grapheme' })
      .map((any) => JSON.parse(JSON.stringify(any, short)) as JsonValue);
    // JSON.parse of Node 24 takes the name `"` for a backslash where it has read one before: no backslash here.
    const key = fc.oneof(
      fc.constantFrom('a', 'b', '', '"', 'a.b', "'", '$'),
      fc.string().map((any) => any.replaceAll('\\', '/'))
    );
    const object = fc.dictionary(key, value, { noNullPrototype: true, maxKeys: 5 });
    await fc.assert(
      fc.asyncProperty(object, fc.option(object, { nil: undefined }), async (attributes, facts) => {
        const name = `ApexClass:C${(round += 1)}`;
        const { document, contents } = documentOf(name, { components: [extractedOf(name, { attributes })] });
        await store.putDocuments('one', [document], contents);
        await publishRun(store, runOf('one', name, { startedAt: moment(round) }), {
          added: [
            versionOf(name, {
              origin: { documentHash: document.hash, extractorVersion: EXTRACTOR, ordinal: 0 },
              ...(facts && { facts }),
            }),
          ],
        });

        const [row] = queryFile(path, `SELECT attributes FROM v_component WHERE full_name = 'C${round}'`);
        const names = queryFile(path, `SELECT name FROM v_attribute WHERE full_name = 'C${round}'`);

        const detail = await store.component('one', componentKey(named(name)));
        expect(JSON.parse(String(row?.['attributes']))).to.deep.equal(detail?.attributes);
        expect(names.map((one) => one['name'])).to.have.members(Object.keys(detail?.attributes ?? {}));
      }),
      { numRuns: 100 }
    );
    await destroy();
  });
});
