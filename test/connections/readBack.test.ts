import type { SfError } from '@salesforce/core/sfError';
import { expect } from 'chai';
import { connectOrg } from '../../src/connections/connectOrg.ts';
import { setCorporatePolicy, setOrgPolicy } from '../../src/connections/setPolicy.ts';
import { updateOrg } from '../../src/connections/updateOrg.ts';
import type { Collaborators } from '../../src/engine/contract.ts';
import { silentReporter } from '../../src/engine/reporter.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';
import type { OrgRecord } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orgOf } from '../store/builders.ts';
import { rejection } from '../store/contract/factory.ts';
import { corporateReadings } from '../policy/corporateReadings.ts';

const NOTED = {
  identity: { orgId: '00D000000000001EAA', name: 'One', edition: '', isSandbox: false },
  instanceUrl: 'https://one.my.salesforce.com',
};

/** Each way in which the policies of an org are set. */
type Way = (collaborators: Collaborators, org: OrgRecord, follow?: () => Promise<void>) => Promise<unknown>;
const WAYS: { readonly [way: string]: Way } = {
  'policy set': (collaborators, org, follow) =>
    setOrgPolicy(
      { org, values: { 'manual-sync-only': true }, actor: 'ada', from: 'here', readings: corporateReadings() },
      collaborators,
      follow
    ),
  'org update': (collaborators, org, follow) =>
    updateOrg(
      { org, settings: { manualSyncOnly: true }, actor: 'ada', readings: corporateReadings(), timezone: 'UTC' },
      collaborators,
      follow
    ),
  'org connect': (collaborators, { username }, follow) =>
    connectOrg(
      { username, actor: 'ada', manualSyncOnly: true, noted: NOTED, ...(follow ? { follow } : {}) },
      collaborators
    ),
};

/** How a store fails to keep an audit record. */
const WITHOUT_AUDIT: { readonly [what: string]: Partial<Store> } = {
  'does not keep': { audit: () => Promise.resolve() },
  'can’t write': { audit: () => Promise.reject(new Error('disk I/O error')) },
};

/** A store that takes what it is given and does not keep it as it is. */
const UNFAITHFUL: { readonly [what: string]: (store: Store) => Partial<Store> } = {
  'drops the record': (store) => ({ changeOrg: async (key, change) => change(await store.org(key)) }),
  'keeps another policy': (store) => ({
    changeOrg: (key, change) =>
      store.changeOrg(key, (current) => {
        const changed = change(current);
        return changed && { ...changed, policies: {} };
      }),
  }),
  'loses the org': (store) => ({
    changeOrg: async (key, change) => {
      const changed = change(await store.org(key));
      await store.eraseOrg(key);
      return changed;
    },
  }),
  'gives another policy back': (store) => ({
    orgs: async (options) =>
      (await store.orgs(options)).map((org) => ({ ...org, policies: { 'manual-sync-only': false } })),
  }),
  'lists another org under its key from then on': (store) => {
    let orgId: string | undefined;
    return {
      changeOrg: (...change) => {
        orgId = '00D000000000009EAA';
        return store.changeOrg(...change);
      },
      orgs: async (options) => (await store.orgs(options)).map((org) => ({ ...org, ...(orgId && { orgId }) })),
    };
  },
  'lists two orgs under its key': (store) => ({
    orgs: async (options) => (await store.orgs(options)).flatMap((org) => [org, org]),
  }),
};

describe('a policy that is set in a store', () => {
  const org = orgOf('one');
  const collaboratorsOf = (store: Store): Collaborators => ({
    store,
    guard: { allow: () => Promise.resolve({ allowed: true }) },
    connect: () => Promise.reject(new Error('the org is asked nothing')),
    clock: { now: () => new Date('2026-01-01T00:00:00.000Z'), sleep: () => Promise.resolve() },
    newId: () => 'one',
    reporter: silentReporter,
    process: { holder: { host: 'here', pid: 1 }, isAlive: () => false },
  });
  const unfaithful = async (change: (store: Store) => Partial<Store>): Promise<Store> => {
    const store = createMemoryStore();
    await store.saveOrg(org);
    return { ...store, ...change(store) };
  };

  for (const [way, set] of Object.entries(WAYS)) {
    it(`by ${way} is read back as it was set`, async () => {
      const store = createMemoryStore();
      await store.saveOrg(org);

      await set(collaboratorsOf(store), org);

      expect((await store.org('one'))?.policies).to.deep.equal({ 'manual-sync-only': true });
      expect(await store.audits()).to.have.lengthOf(1);
    });

    for (const [what, change] of Object.entries(UNFAITHFUL)) {
      it(`by ${way} ends in an error that says it is not in force where the store ${what}`, async () => {
        const store = await unfaithful(change);

        const error = await rejection(set(collaboratorsOf(store), org));

        expect(error.name).to.equal('PolicyNotInForceError');
        expect(error.message).to.include('NOT in force').and.to.include('manual-sync-only=on');
        expect(await store.audits()).to.deep.equal([]);
      });
    }

    for (const [what, change] of Object.entries(WITHOUT_AUDIT)) {
      it(`by ${way} ends in an error where the store ${what} the audit record`, async () => {
        const store = await unfaithful(() => change);

        const error = (await rejection(set(collaboratorsOf(store), org))) as SfError;

        expect(error.name).to.equal('AuditNotKeptError');
        expect(error.actions?.join(' ')).to.include('sf elements policy enforce');
      });

      it(`by ${way} has what follows done before that, where the store ${what} the audit record`, async () => {
        const store = await unfaithful(() => change);
        const done: unknown[] = [];

        await rejection(
          set(collaboratorsOf(store), org, async () => void done.push((await store.org('one'))?.policies))
        );

        expect(done).to.deep.equal([{ 'manual-sync-only': true }]);
      });
    }
  }

  it('for the corporation, in a file, ends in an error where the store takes the audit record and does not keep it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'read-back-'));
    try {
      const file = join(folder, 'policy.json');
      const store = await unfaithful(() => ({ audit: () => Promise.resolve() }));
      const request = { file, values: { 'manual-sync-only': true }, actor: 'ada', from: 'here' };

      let inForce = '';
      const follow = async (): Promise<void> => void (inForce = readFileSync(file, 'utf8'));
      const set = setCorporatePolicy(request, collaboratorsOf(store), follow);

      expect((await rejection(set)).name).to.equal('AuditNotKeptError');
      expect(readFileSync(file, 'utf8')).to.include('"manual-sync-only"');
      expect(inForce, 'what follows is done').to.include('"manual-sync-only"');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
