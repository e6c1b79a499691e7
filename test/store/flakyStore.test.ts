import { flakyStoreFactory } from './flakyStore.ts';
import { storeContract } from './storeContract.ts';

for (const seed of [1, 2, 3]) {
  storeContract(`SQLite with waits and lost connections, seed ${seed}`, flakyStoreFactory(seed));
}
