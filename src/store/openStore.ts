import { lstat, stat } from 'node:fs/promises';
import type { Backend } from './backend.ts';
import type { Store } from './store.ts';

/** Opens the store that a backend is; `readonly` promises not to write, so nothing is made where there is nothing. */
export const openStore = async (backend: Backend, options: { readonly readonly?: boolean } = {}): Promise<Store> => {
  // Loaded here: the query builder is not needed where no store is opened.
  const { openSqliteStore } = await import('./sqlite/openSqliteStore.ts');
  return openSqliteStore(backend.path, options);
};

/** The store if there is one; else an empty one that goes with the process, so that looking makes no file. */
export const openStoreIfAny = async (backend: Backend): Promise<Store> => {
  if (await isThere(backend.path)) return openStore(backend);
  const { createMemoryStore } = await import('./memory/memoryStore.ts');
  return createMemoryStore();
};

/** A path that can't be looked at, or a link that leads nowhere, may well be a store: opening it says what is wrong. */
const isThere = async (path: string): Promise<boolean> => {
  try {
    return (await lstat(path)).isSymbolicLink() || (await stat(path)).size > 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
};

/** The corporate policies in a store, which is only read for it, whatever its schema; undefined where there is no store. */
export const readPolicies = async (backend: Backend): Promise<{ readonly [name: string]: boolean } | undefined> => {
  if (!(await isThere(backend.path))) return undefined;
  const { readSqlitePolicies } = await import('./sqlite/readPolicies.ts');
  return readSqlitePolicies(backend.path);
};
