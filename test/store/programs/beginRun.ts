import { openSqliteStore } from '../../../src/store/sqlite/openSqliteStore.ts';
import { orgOf, runOf } from '../builders.ts';

/** Opens the store at PATH, connects the org and begins the run ID in it; prints whose run it is then. */
const [, , path = '', id = ''] = process.argv;
const store = await openSqliteStore(path);
await store.saveOrg(orgOf('one'));
const result = await store.beginRun(runOf('one', id), () => true);
process.stdout.write('begun' in result ? `begun ${result.begun.runId}` : `running ${result.running.runId}`);
await store.close();
