import { randomBytes } from 'node:crypto';
import { SWAPPED } from '../files/sameFile.ts';
import { accountRecords } from './accountRecords.ts';
import type { Account } from './thisAccount.ts';

export type UsedTokens = {
  /**
   * Remembers that this account used a token, whatever the store; false when it did before. `digest` gets a salt that is
   * kept here, and only what it makes of it is kept.
   */
  use(digest: (salt: string) => string, at: string): Promise<boolean>;
};

const SALT = 'salt';

/** A token that is good for one use is good for one in all stores together. */
export const usedTokens = (account: Account): UsedTokens => {
  const records = accountRecords(account, 'tokens');
  const salt = async (): Promise<string> => {
    await records.create(SALT, { salt: randomBytes(32).toString('hex') });
    const kept = await records.read(SALT);
    const text = kept?.problem === undefined ? kept?.value['salt'] : undefined;
    if (typeof text !== 'string') throw Object.assign(new Error('The salt of used tokens is lost.'), { code: SWAPPED });
    return text;
  };
  return { use: async (digest, at) => records.create(digest(await salt()), { at }) };
};
