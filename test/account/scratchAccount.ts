import { join } from 'node:path';
import type { Account } from '../../src/account/thisAccount.ts';

/** An account whose home is a folder of the test. */
export const scratchAccount = (home: string): Account => ({
  home,
  folder: join(home, '.sf-elements'),
  defaultStore: join(home, 'elements.db'),
  isByVariable: false,
  userId: process.getuid?.(),
});
