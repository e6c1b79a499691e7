import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { grantsOf, moment, named, orgOf, publishRun, referenceOf, referencesOf, runOf, versionOf } from './builders.ts';
import { idOf } from './contract/known.ts';
import { temporarySqliteStore } from './temporaryStore.ts';

/** Who pointed where from which run until which, read from the tables themselves. */
const rows = (path: string, table: 'reference_edge' | 'access_grant'): string[] => {
  const [from, to, value] =
    table === 'reference_edge' ? ['from_id', 'to_id', "''"] : ['principal_id', 'target_id', "':' || rights"];
  const database = new DatabaseSync(path, { readOnly: true });
  const found = database
    .prepare(
      `SELECT a.full_name || '>' || b.full_name || ${value} || ' ' || valid_from || '-' || ifnull(valid_to, '') AS line
       FROM ${table} JOIN component a ON a.id = ${from} JOIN component b ON b.id = ${to} ORDER BY line`
    )
    .all();
  database.close();
  return found.map(({ line }) => String(line));
};

describe('the history in the SQLite store', () => {
  it('opens and closes only the references and grants that differ', async () => {
    const { store, path, destroy } = await temporarySqliteStore();
    await store.saveOrg(orgOf('one'));
    await publishRun(store, runOf('one', 'r1'), {
      added: ['ApexClass:A', 'ApexClass:B', 'ApexClass:C'].map((name) => versionOf(name)),
      references: [referencesOf('ApexClass:A', 'ApexClass:B', 'ApexClass:C')],
      grants: [grantsOf('Profile:P', { 'ApexClass:A': 1, 'ApexClass:B': 1, 'ApexClass:C': 1 })],
    });
    await publishRun(store, runOf('one', 'r2'), {
      references: [referencesOf('ApexClass:A', 'ApexClass:B', 'ApexClass:A')],
      grants: [grantsOf('Profile:P', { 'ApexClass:A': 1, 'ApexClass:B': 3 })],
    });
    await publishRun(store, runOf('one', 'r3'), { deleted: [await idOf(store, 'one', 'ApexClass:B')] });

    expect(rows(path, 'reference_edge')).to.deep.equal(['A>A 2-', 'A>B 1-3', 'A>C 1-2']);
    expect(rows(path, 'access_grant')).to.deep.equal(['P>A:1 1-', 'P>B:1 1-2', 'P>B:3 2-', 'P>C:1 1-2']);
    await destroy();
  });

  it('has manners of references for each org, and none that no reference of the org has', async () => {
    const { store, path, destroy } = await temporarySqliteStore();
    const manners = (): string[] => {
      const database = new DatabaseSync(path, { readOnly: true });
      const found = database
        .prepare(
          `SELECT org.key || ' ' || manner.kind || ' ' || count(edge.from_id) AS line
           FROM reference_manner AS manner
           JOIN org ON org.id = manner.org
           LEFT JOIN (reference_edge AS edge JOIN component ON component.id = edge.from_id)
             ON edge.manner_id = manner.id AND component.org = manner.org
           GROUP BY manner.id ORDER BY line`
        )
        .all();
      database.close();
      return found.map(({ line }) => String(line));
    };
    const reference = (kind: 'calls' | 'reads') => referenceOf('ApexClass:A', 'ApexClass:B', { kind });
    for (const key of ['one', 'two', 'three']) {
      await store.saveOrg(orgOf(key));
      await publishRun(store, runOf(key, `${key} 1`), {
        added: [versionOf('ApexClass:A')],
        references: [{ from: named('ApexClass:A'), to: [reference('calls'), reference('reads')] }],
      });
    }
    await publishRun(store, runOf('one', 'one 2', { startedAt: moment(20) }), {
      references: [{ from: named('ApexClass:A'), to: [reference('calls')] }],
    });
    const inTwo = ['two calls 1', 'two reads 1'];
    expect(manners()).to.deep.equal(['one calls 1', 'one reads 1', 'three calls 1', 'three reads 1', ...inTwo]);

    await store.prune('one', { before: moment(1000) }, () => true);
    await store.eraseOrg('three');

    expect(manners()).to.deep.equal(['one calls 1', ...inTwo]);
    await destroy();
  });

  it('keeps what a name led to before another component took it over', async () => {
    const { store, path, destroy } = await temporarySqliteStore();
    await store.saveOrg(orgOf('one'));
    await publishRun(store, runOf('one', 'r1'), {
      added: ['ApexClass:A', 'ApexClass:B'].map((name) => versionOf(name)),
      references: [referencesOf('ApexClass:A', 'ApexClass:Named')],
    });
    await publishRun(store, runOf('one', 'r2'), {
      changed: [
        {
          componentId: await idOf(store, 'one', 'ApexClass:B'),
          change: 'renamed',
          version: versionOf('ApexClass:NAMED'),
        },
      ],
    });

    expect(rows(path, 'reference_edge')).to.deep.equal(['A>NAMED 2-', 'A>Named 1-2']);
    await destroy();
  });
});
