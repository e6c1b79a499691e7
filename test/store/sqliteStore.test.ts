import { storeContract } from './storeContract.ts';
import { temporarySqliteStore } from './temporaryStore.ts';

storeContract('the SQLite store', temporarySqliteStore);
storeContract('the SQLite store without full-text indexes', () => temporarySqliteStore({ fullText: false }));
