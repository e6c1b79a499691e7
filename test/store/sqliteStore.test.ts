import { storeContract } from './storeContract.ts';
import { temporarySqliteStore } from './temporaryStore.ts';

storeContract('the SQLite store', temporarySqliteStore);
