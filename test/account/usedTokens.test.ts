import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whyNothingIsKept } from '../../src/account/keepsRecords.ts';
import type { Account } from '../../src/account/thisAccount.ts';
import { usedTokens } from '../../src/account/usedTokens.ts';
import { scratchAccount } from './scratchAccount.ts';

const AT = '2026-01-01T00:00:00.000Z';

describe('tokens that an account used', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'account-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const account = (): Account => scratchAccount(home);
  const digestOf =
    (token: string) =>
    (salt: string): string =>
      createHash('sha256')
        .update(salt + token)
        .digest('hex');

  it('are good for one use, of several programs at once for one of them, and are not kept themselves', async () => {
    const uses = await Promise.all([1, 2, 3].map(() => usedTokens(account()).use(digestOf('planted'), AT)));
    expect(uses.filter(Boolean)).to.have.length(1);
    expect(await usedTokens(account()).use(digestOf('planted'), AT)).to.equal(false);
    expect(await usedTokens(account()).use(digestOf('another'), AT)).to.equal(true);
    const folder = join(home, '.sf-elements', 'tokens');
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), 'utf8')).not.to.contain('planted');
  });

  it('can be kept, or it can be said why nothing can', async () => {
    expect(await whyNothingIsKept(account())).to.equal(undefined);
    await usedTokens(account()).use(digestOf('one'), AT);
    expect(await whyNothingIsKept(account())).to.equal(undefined);
    const nowhere = join(home, 'nonexistent');
    const problem = await whyNothingIsKept({ ...account(), home: nowhere, folder: join(nowhere, '.sf-elements') });
    expect(problem).to.contain(nowhere).and.to.contain('ENOENT');
  });
});
