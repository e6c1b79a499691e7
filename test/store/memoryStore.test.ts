import { createMemoryStore } from './memory/memoryStore.ts';
import { storeContract } from './storeContract.ts';

storeContract('the store in memory', () => {
  const store = createMemoryStore();
  return Promise.resolve({ store, reopen: () => Promise.resolve(store), destroy: () => store.close() });
});
