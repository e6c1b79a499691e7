import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { componentKey } from '../src/model/names/componentName.ts';
import type { ComponentVersion, GrantRecord, Publication } from '../src/store/records.ts';
import { loadSqlite } from '../src/store/sqlite/connection/loadSqlite.ts';
import { openSqliteStore } from '../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../src/store/store.ts';
import { grantsOf, orgOf, publishRun, runOf, sha256, versionOf } from '../test/store/builders.ts';

/*
 * Publishes 100,000 components, then 1,000,000 grants (200 principals, 5,000 fields each), into a new SQLite store, and
 * asks the view's questions of it. Beside it the same rows through node:sqlite alone, into tables without history.
 * Run with: node bench/store.ts
 */

const COMPONENTS = 100_000;
const PRINCIPALS = 200;
const FIELDS = 5_000;

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Seconds of CPU: the same on a busy machine. */
const timed = async <Result>(
  work: () => Result | Promise<Result>
): Promise<{ readonly seconds: number; readonly result: Result }> => {
  const start = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(start);
  return { seconds: (user + system) / 1e6, result };
};

const rate = (rows: number, seconds: number): string =>
  `${rows} rows in ${seconds.toFixed(2)} s of CPU, ${Math.round(rows / seconds)} rows/s`;

/** The middle of five. */
const question = async (what: string, ask: () => Promise<unknown>): Promise<void> => {
  const times: number[] = [];
  let answer: unknown;
  for (let round = 0; round < 5; round += 1) {
    const { seconds, result } = await timed(ask);
    times.push(seconds * 1000);
    answer = result;
  }
  const rows = Array.isArray(answer) ? `, ${answer.length} rows` : '';
  print(`  ${what}: ${(times.sort((a, b) => a - b)[2] ?? 0).toFixed(1)} ms${rows}`);
};

const componentOf = (index: number): ComponentVersion => {
  const object = `Object${Math.floor(index / 50)}__c`;
  return versionOf(`CustomField:${object}.Field${index}__c`, {
    parent: { type: 'CustomObject', fullName: object },
    label: `Field number ${index}`,
    description: index % 3 === 0 ? `Says how many things of kind ${index} there are, for the monthly report` : '',
    id: `00N${String(index).padStart(12, '0')}AAA`,
    createdBy: 'Ada Lovelace',
    createdById: '005000000000001AAA',
    createdDate: '2026-01-01T00:00:00.000Z',
    lastModifiedBy: 'Grace Hopper',
    lastModifiedById: '005000000000002AAA',
    lastModifiedDate: '2026-01-02T00:00:00.000Z',
    ownHash: sha256(String(index)),
  });
};

const components = Array.from({ length: COMPONENTS }, (_, index) => componentOf(index));
const fields = components.slice(0, FIELDS);
const grants: Publication['grants'] = Array.from({ length: PRINCIPALS }, (_, index) => {
  const principal = { type: 'PermissionSet', fullName: `Set${index}` };
  return { principal, grants: fields.map((target): GrantRecord => ({ principal, target, rights: 1 + (index % 7) })) };
});

const bare = async (path: string): Promise<void> => {
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536');
  database.exec(
    'CREATE TABLE c (id INTEGER PRIMARY KEY, type, name, full_name, parent, search, label, description, sid, cb, cbi, cd, mb, mbi, md, hash, UNIQUE (type, name))'
  );
  database.exec('CREATE TABLE g (p INTEGER, t INTEGER, r INTEGER, PRIMARY KEY (p, t)) WITHOUT ROWID');
  database.exec('CREATE INDEX gt ON g (t)');
  const insertComponent = database.prepare('INSERT INTO c VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertGrant = database.prepare('INSERT INTO g VALUES (?, ?, ?)');
  const first = await timed(() => {
    database.exec('BEGIN');
    components.forEach((c, index) =>
      insertComponent.run(
        index,
        c.type,
        c.fullName.toLowerCase(),
        c.fullName,
        componentKey(c.parent ?? c),
        `${c.fullName}\n${c.label}\n${c.description}`.toLowerCase(),
        c.label ?? null,
        c.description ?? null,
        c.id ?? null,
        c.createdBy ?? null,
        c.createdById ?? null,
        c.createdDate ?? null,
        c.lastModifiedBy ?? null,
        c.lastModifiedById ?? null,
        c.lastModifiedDate ?? null,
        c.ownHash
      )
    );
    database.exec('COMMIT');
  });
  print(`  components: ${rate(COMPONENTS, first.seconds)}`);
  const second = await timed(() => {
    database.exec('BEGIN');
    grants.forEach((set, principal) =>
      set.grants.forEach(({ rights }, target) => insertGrant.run(COMPONENTS + principal, target, rights))
    );
    database.exec('COMMIT');
  });
  print(`  grants: ${rate(PRINCIPALS * FIELDS, second.seconds)}`);
  database.close();
};

const ask = async (store: Store): Promise<void> => {
  await question('search, three words, few hits', () =>
    store.components('one', { text: 'object1234 field number', limit: 50 })
  );
  await question('search, no hit', () => store.components('one', { text: 'nowhere to be found' }));
  await question('search, everything hits, limit 50', () => store.components('one', { text: 'field', limit: 50 }));
  await question('children of one object', () =>
    store.components('one', { parent: { type: 'CustomObject', fullName: 'Object77__c' } })
  );
  await question('one component', () => store.component('one', componentKey(components[500] ?? fields[0]!)));
  await question('who can reach one field', () =>
    store.grants('one', { target: componentKey(fields[77] ?? fields[0]!) })
  );
  await question('what one permission set grants', () =>
    store.grants('one', { principal: componentKey({ type: 'PermissionSet', fullName: 'Set77' }) })
  );
  await question('counts', () => store.counts('one'));
  await question('the whole model', () => store.known('one'));
};

const folder = mkdtempSync(join(tmpdir(), 'elements-bench-'));
const path = join(folder, 'elements.db');
try {
  print('SQLite store');
  const size = async (store: Store): Promise<number> => {
    await store.close();
    return statSync(path).size;
  };
  let store = await openSqliteStore(path);
  await store.saveOrg(orgOf('one'));
  const first = await timed(() => publishRun(store, runOf('one', 'r1'), { added: components }));
  print(`  components: ${rate(COMPONENTS, first.seconds)}`);
  const withComponents = await size(store);
  store = await openSqliteStore(path);
  const second = await timed(() => publishRun(store, runOf('one', 'r2'), { grants }));
  print(`  grants: ${rate(PRINCIPALS * FIELDS, second.seconds)}`);
  const withGrants = await size(store);
  store = await openSqliteStore(path);
  print(`  size: components ${megabytes(withComponents)}, grants ${megabytes(withGrants - withComponents)}`);
  const same = await timed(() => publishRun(store, runOf('one', 'r3'), { grants }));
  print(`  the same grants again: ${rate(PRINCIPALS * FIELDS, same.seconds)}`);
  const set = grantsOf('PermissionSet:Set1', { 'CustomField:Object0__c.Field0__c': 1 });
  const little = await timed(() => publishRun(store, runOf('one', 'r4'), { grants: [set] }));
  print(`  one set loses all grants but one: ${(little.seconds * 1000).toFixed(1)} ms`);
  const nothing = await timed(() => publishRun(store, runOf('one', 'r5'), {}));
  print(`  a run that changes nothing: ${(nothing.seconds * 1000).toFixed(1)} ms`);
  await ask(store);
  print(`  size with this history: ${megabytes(await size(store))}`);
  print('node:sqlite alone');
  await bare(join(folder, 'bare.db'));
  print(`peak memory ${megabytes(process.resourceUsage().maxRSS * 1024)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
