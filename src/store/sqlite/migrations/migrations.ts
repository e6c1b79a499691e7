import { migration0001 } from './0001.ts';

/** All migrations in order, forward only; the schema's version is how many of them were applied. */
export const migrations: ReadonlyArray<readonly string[]> = [migration0001];
