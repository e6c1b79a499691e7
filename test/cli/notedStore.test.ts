import { expect } from 'chai';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knownOrgs } from '../../src/account/knownOrgs.ts';
import type { Account } from '../../src/account/thisAccount.ts';
import { noteOrgs, notedStore } from '../../src/cli/backend/notedStore.ts';
import { usedTokens } from '../../src/account/usedTokens.ts';
import { POLICY_NAMES, strictValue } from '../../src/policy/policies.ts';
import { knownSources } from '../../src/policy/readPolicies.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';
import { orgOf } from '../store/builders.ts';
import { scratchAccount } from '../account/scratchAccount.ts';

const ORG = '00D000000000001EAA';
const URL = 'sqlite:/srv/team.db';

const value = fc.option(fc.boolean(), { nil: undefined });
const policies = fc
  .record({ 'manual-sync-only': value, 'access-token-sync': value })
  .map((said) => Object.fromEntries(Object.entries(said).filter(([, one]) => one !== undefined)) as Said);
type Said = { readonly [name: string]: boolean };

const known = (orgId: string, said: Said) => ({
  orgId,
  username: 'ada@acme.example',
  isSandbox: false,
  instanceUrl: 'https://acme.my.salesforce.com',
  policies: said,
});

describe('what an account notes of the orgs of a store', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'account-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const account = (): Account => scratchAccount(home);
  const notes = (url: string, isBelieved = true) => ({
    known: knownOrgs(account()),
    url,
    now: () => new Date('2026-01-01T00:00:00Z'),
    isBelieved: async () => Promise.resolve(isBelieved),
  });
  const noted = async (url = URL): Promise<Said | undefined> =>
    (await knownOrgs(account()).list()).known.find(({ store, orgId }) => store === url && orgId === ORG)?.policies;

  it('gets weaker only by what the same store says itself, and by nothing of one that changed hands', async () => {
    const step = fc.record({
      said: policies,
      store: fc.constantFrom(URL, 'sqlite:/home/me/own.db'),
      isBelieved: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        rmSync(join(home, '.sf-elements'), { recursive: true, force: true });
        for (const { said, store, isBelieved } of steps) {
          const before = (await noted()) ?? {};
          await noteOrgs([known(ORG, said)], notes(store, isBelieved));
          const after = (await noted()) ?? {};
          for (const name of POLICY_NAMES) {
            const strict = strictValue(name);
            const isOwn = store === URL;
            if (isOwn && said[name] === strict) expect(after[name]).to.equal(strict);
            else if (isOwn && isBelieved && said[name] !== undefined) expect(after[name]).to.equal(said[name]);
            else expect(after[name], 'silent, another store, or not believed').to.equal(before[name]);
          }
        }
      }),
      { numRuns: 40 }
    );
  });

  it('keeps the names by which a sandbox under its policy is known again, whatever a store says that is not believed', async () => {
    const first = {
      ...known(ORG, { 'manual-sync-only': true }),
      isSandbox: true,
      instanceUrl: 'https://acme--dev.sandbox.my.salesforce.com',
    };
    await noteOrgs([first], notes(URL, true));
    await noteOrgs([known(ORG, { 'manual-sync-only': true }), { ...first, username: 'eve' }], notes(URL, false));
    const {
      known: [entry],
    } = await knownOrgs(account()).list();

    expect(entry).to.deep.include({ isSandbox: true, username: first.username, instanceUrl: first.instanceUrl });
    expect(entry?.others?.map(({ username }) => username)).to.deep.equal(['ada@acme.example', 'eve']);
    const readings = { orgs: [{ where: 'noted', org: entry!, statement: { values: entry!.policies } }] };
    for (const refreshed of [
      { username: first.username, instanceUrl: '' },
      { username: 'EVE', instanceUrl: '' },
      { username: 'bob', instanceUrl: first.instanceUrl },
    ]) {
      const org = { ...refreshed, orgId: '00D000000000009EAA', isSandbox: true };
      expect(knownSources('manual-sync-only', org, readings).map(({ value }) => value)).to.deep.equal([true]);
    }

    await noteOrgs([{ ...first, isSandbox: false, username: 'bob' }], notes(URL, true));
    expect((await knownOrgs(account()).list()).known[0]).to.deep.include({ isSandbox: false, username: 'bob' });
  });

  it('is the strictest of several records of one org', async () => {
    const rows: Said[] = [{ 'manual-sync-only': false }, { 'manual-sync-only': true }, {}];
    await noteOrgs(
      rows.map((said) => known(ORG, said)),
      notes(URL)
    );
    expect(await noted()).to.deep.equal({ 'manual-sync-only': true });
  });

  it('follows each change that is saved, and outlives the org and a store without its id', async () => {
    const store = notedStore(createMemoryStore(), notes(URL), usedTokens(account()));
    const org = { ...orgOf('one'), orgId: ORG };
    await store.saveOrg(org);
    expect(await noted()).to.deep.equal({});
    await store.saveOrg({ ...org, policies: { 'manual-sync-only': true } });
    expect(await noted()).to.deep.equal({ 'manual-sync-only': true });
    await store.eraseOrg(org.key);
    expect(await noted()).to.deep.equal({ 'manual-sync-only': true });
    await store.saveOrg(org);
    expect(await noted()).to.deep.equal({ 'manual-sync-only': true });
    await store.saveOrg({ ...org, policies: { 'manual-sync-only': false } });
    expect(await noted()).to.deep.equal({ 'manual-sync-only': false });
  });

  it('is nothing for an id that is none, whatever it looks like as a path', async () => {
    for (const orgId of ['', '00D/../../../evil', '../00D000000000001EAA', '00D00000000000\n1EAA', 'x'.repeat(500)]) {
      await noteOrgs([known(orgId, { 'manual-sync-only': true })], notes(URL));
    }
    expect(await knownOrgs(account()).list()).to.deep.equal({ known: [], unreadable: [] });
  });

  it('saves the org all the same where nothing can be noted', async () => {
    const store = notedStore(
      createMemoryStore(),
      {
        ...notes(URL),
        known: knownOrgs({ ...account(), home: join(home, 'nowhere'), folder: join(home, 'nowhere', '.sf-elements') }),
      },
      usedTokens(account())
    );
    await store.saveOrg(orgOf('one'));
    expect(await store.orgs()).to.have.length(1);
  });
});
