import type { Backend } from './backend.ts';
import type { Store } from './store.ts';

/** Opens the store that a backend is; `readonly` promises not to write, so nothing is made where there is nothing. */
export const openStore = async (backend: Backend, options: { readonly readonly?: boolean } = {}): Promise<Store> => {
  // Loaded here: the query builder is not needed where no store is opened.
  const { openSqliteStore } = await import('./sqlite/openSqliteStore.ts');
  return openSqliteStore(backend.path, options);
};
