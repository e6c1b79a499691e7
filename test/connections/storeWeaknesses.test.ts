import { expect } from 'chai';
import { differingStores, ownerWeakness } from '../../src/connections/storeWeaknesses.ts';
import { orgOf } from '../store/builders.ts';

const ON = { 'manual-sync-only': true };

const known = (orgId: string, store: string, policies: { readonly [name: string]: boolean }, isConnected = true) => ({
  orgId,
  store,
  policies,
  isConnected,
  at: '2026-01-01T00:00:00.000Z',
  username: 'ada@acme.example',
  isSandbox: false,
  instanceUrl: '',
  file: '/home/ada/.sf-elements/orgs/one.json',
});

describe('what is weak about stores', () => {
  const here = { ...orgOf('one'), policies: ON };
  const { orgId } = here;
  const found = (...rows: Parameters<typeof differingStores>): string[][] =>
    differingStores(...rows).map(({ where, message }) => [where, ...(message.match(/sqlite:\S+?(?=[ ,])/g) ?? [])]);

  it('is an org under its own policy in one store and connected in another, whichever is in use', () => {
    const other = known(orgId, 'sqlite:b', {});
    expect(found([here], 'sqlite:a', [other])).to.deep.equal([['sqlite:b', 'sqlite:a', 'sqlite:b']]);
    const silent = { ...here, policies: {} };
    const on = known(orgId, 'sqlite:b', ON);
    expect(found([silent], 'sqlite:a', [on])).to.deep.equal([['sqlite:a', 'sqlite:b', 'sqlite:a']]);
    expect(found([], 'sqlite:c', [on, known(orgId, 'sqlite:d', {})])).to.deep.equal([
      ['sqlite:d', 'sqlite:b', 'sqlite:d'],
    ]);
  });

  it('is nothing where both say the same, where the other is not connected, or where it is another org', () => {
    expect(found([here], 'sqlite:a', [known(orgId, 'sqlite:b', ON)])).to.deep.equal([]);
    expect(found([here], 'sqlite:a', [known(orgId, 'sqlite:b', {}, false)])).to.deep.equal([]);
    expect(found([here], 'sqlite:a', [known('00D000000000009EAA', 'sqlite:b', {})])).to.deep.equal([]);
    expect(found([{ ...here, policies: {} }], 'sqlite:a', [known(orgId, 'sqlite:b', {})])).to.deep.equal([]);
    // What the account noted of the store in use is what that says itself.
    expect(found([here], 'sqlite:a', [known(orgId, 'sqlite:a', {})])).to.deep.equal([]);
  });

  it('is a file that belongs to somebody else than it did', () => {
    expect(ownerWeakness(undefined)).to.deep.equal([]);
    const [weak] = ownerWeakness({ path: '/srv/e.db', file: '/srv/e.db', recorded: undefined, found: 7 });
    expect(weak).to.include({ kind: 'owner changed', where: '/srv/e.db' });
    expect(weak?.message).to.contain('unknown').and.to.contain('--accept-owner --backend sqlite:/srv/e.db');
    const [known] = ownerWeakness({ path: "/srv/Ada's e.db", file: '/srv/x.db', recorded: 0, found: 7_777_777 });
    expect(known?.message).to.contain('root (0)').and.to.contain('7777777');
    expect(known?.message).to.contain(`--backend 'sqlite:/srv/Ada'\\''s e.db'`);
  });
});
