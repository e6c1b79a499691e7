import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/store/sqlite/openSqliteStore.ts';
import type { Store } from '../../src/store/store.ts';
import type { StoreFixture } from './contract/factory.ts';

/** A folder that goes with the test. */
export const temporaryFolder = async (): Promise<{ readonly path: string; remove(): Promise<void> }> => {
  const path = await mkdtemp(join(tmpdir(), 'elements-store-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
};

/** An empty SQLite store in a folder of its own; all that was opened is closed at the end. */
export const temporarySqliteStore = async (
  options: Parameters<typeof openSqliteStore>[1] = {}
): Promise<StoreFixture & { readonly path: string }> => {
  const folder = await temporaryFolder();
  const path = join(folder.path, 'elements.db');
  const opened: Store[] = [];
  const open = async (): Promise<Store> => {
    const store = await openSqliteStore(path, options);
    opened.push(store);
    return store;
  };
  return {
    path,
    store: await open(),
    reopen: open,
    destroy: async () => {
      for (const store of opened) await store.close();
      await folder.remove();
    },
  };
};
