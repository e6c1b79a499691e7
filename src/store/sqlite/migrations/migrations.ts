import { migration0001 } from './0001.ts';
import { migration0002 } from './0002.ts';

/**
 * All migrations in order, forward only; the schema's version is how many of them were applied. One that was released is
 * never edited: whoever has a store has it as it left it.
 */
export const migrations: ReadonlyArray<readonly string[]> = [migration0001, migration0002];
