import type { KnownComponent } from '../../../src/store/records.ts';
import { openSqliteStore } from '../../../src/store/sqlite/openSqliteStore.ts';
import {
  documentOf,
  grantsOf,
  moment,
  orgOf,
  publicationOf,
  publishRun,
  referencesOf,
  runOf,
  versionOf,
} from '../builders.ts';
import { generation, names } from './generation.ts';

/**
 * Publishes one generation after the other into the store at PATH until it is killed: everything in the model of a
 * generation bears its number. Prints a line before each publication.
 */
const [, , path = ''] = process.argv;
const store = await openSqliteStore(path);
await store.saveOrg(orgOf('one'));
if ((await store.known('one')).length === 0) {
  await publishRun(store, runOf('one', `start ${process.pid}`), { added: names.map((name) => versionOf(name)) });
}
for (let round = 0; ; round += 1) {
  const id = `${process.pid} ${round}`;
  const begun = await store.beginRun(runOf('one', id, { leaseUntil: moment(0) }), () => false);
  if (!('begun' in begun)) throw new Error('the run was not taken over');
  const label = generation(begun.begun);
  const { document, contents } = documentOf(label);
  await store.putDocuments('one', [document], contents);
  const known: KnownComponent[] = await store.known('one');
  process.stdout.write(`publishing ${label}\n`);
  await store.publish(
    publicationOf(begun.begun, {
      changed: known.map(({ componentId, fullName }) => ({
        componentId,
        change: 'updated',
        version: versionOf(`ApexClass:${fullName}`, { label }),
      })),
      documents: [{ path: 'all', hash: document.hash, extractorVersion: document.extractorVersion }],
      references: names.map((name) => referencesOf(name, `CustomLabel:${label}`)),
      grants: [grantsOf('Profile:P', Object.fromEntries(names.map((name) => [name, begun.begun.number])))],
    })
  );
}
