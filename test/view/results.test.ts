import { expect } from 'chai';
import { effectivePolicy } from '../../src/policy/effectivePolicy.ts';
import type { ComponentDetail, RunRecord } from '../../src/store/records.ts';
import { componentDetail, componentSummary } from '../../src/view/componentView.ts';
import { orgConnection } from '../../src/view/orgConnection.ts';
import { syncResult } from '../../src/view/syncResult.ts';
import { moment, orgOf, runOf, sha256, versionOf } from '../store/builders.ts';

const run = (changes: Partial<RunRecord> = {}): RunRecord => ({ ...runOf('acme', 'r1'), number: 1, ...changes });

describe('a sync as --json shows it', () => {
  it('adds up the API calls and says how long it took', () => {
    const result = syncResult(
      run({ state: 'succeeded', finishedAt: moment(2), sequence: 1, apiCalls: { query: 3, retrieve: 1 } }),
      'sqlite:x.db'
    );
    expect(result.apiCalls).to.deep.equal({ total: 4, byOperation: { query: 3, retrieve: 1 } });
    expect(result.durationMs).to.equal(120_000);
    expect(result.backends).to.deep.equal([{ url: 'sqlite:x.db', kind: 'store', state: 'published' }]);
  });

  it('has counts of zero and no backend as long as nothing was published', () => {
    const result = syncResult(run({ error: { name: 'X', message: 'y' }, state: 'failed' }), 'sqlite:x.db');
    expect(Object.values(result.components)).to.deep.equal(Array.from({ length: 9 }, () => 0));
    expect(result.backends).to.deep.equal([]);
    expect(result.error).to.deep.equal({ name: 'X', message: 'y' });
  });

  it('shows nothing of how the store keeps it', () => {
    const shown = Object.keys(syncResult(run(), 'sqlite:x.db'));
    expect(shown).not.to.include.members(['holder']);
    expect(shown).not.to.include.members(['listed']);
    expect(shown).not.to.include.members(['orgKey']);
  });
});

describe('a connected org as --json shows it', () => {
  it('leaves out what is not known', () => {
    const manualSyncOnly = effectivePolicy('manual-sync-only', []);
    const shown = orgConnection({
      isInstanceUrlVerified: true,
      org: orgOf('acme'),
      manualSyncOnly,
      reason: '',
      credential: 'none',
      schedule: { state: 'off' },
    });
    expect(shown).not.to.have.any.keys('alias', 'namespace', 'lastSync');
    expect(shown.policy.manualSyncOnly).to.deep.equal({
      corporate: false,
      org: false,
      effective: false,
      decidedBy: 'default',
    });
  });

  it('says who turns a policy on, and how the last sync went', () => {
    const manualSyncOnly = effectivePolicy('manual-sync-only', [{ level: 'org', where: 'own', value: true }]);
    const lastRun = run({ state: 'failed', finishedAt: moment(1) });
    const org = orgOf('acme', { alias: 'prod' });
    const shown = orgConnection({
      isInstanceUrlVerified: true,
      org,
      manualSyncOnly,
      reason: 'own',
      credential: 'session',
      schedule: { state: 'off' },
      lastRun,
    });
    expect(shown.policy.manualSyncOnly).to.include({ org: true, effective: true, decidedBy: 'org', reason: 'own' });
    expect(shown.lastSync).to.deep.equal({ runId: 'r1', state: 'failed', finishedAt: moment(1) });
  });
});

describe('a component as --json shows it', () => {
  const detail = (changes: Partial<ComponentDetail> = {}): ComponentDetail => ({
    ...versionOf('CustomField:Account.Tier__c'),
    componentId: 7,
    attributes: { type: 'Picklist' },
    firstSeen: moment(0),
    lastChanged: moment(1),
    ...changes,
  });

  it('writes its parent as Type:FullName and leaves out what is not known', () => {
    const shown = componentSummary(() => undefined, detail({ parent: { type: 'CustomObject', fullName: 'Account' } }));
    expect(shown).to.deep.equal({
      type: 'CustomField',
      fullName: 'Account.Tier__c',
      parent: 'CustomObject:Account',
      packaged: false,
      firstSeen: moment(0),
      lastChanged: moment(1),
    });
  });

  it('has a content hash where it has a content, a link, and why it was not fetched', () => {
    const origin = { documentHash: sha256('d'), extractorVersion: '1', ordinal: 0 };
    const missing = { reason: 'no permission', lastSeen: 1 };
    const shown = componentDetail(() => 'https://x/y', detail({ origin, missing, ownHash: sha256('own') }));
    expect(shown).to.include({ contentHash: sha256('own'), url: 'https://x/y', notFetched: 'no permission' });
    expect(shown).not.to.have.property('lastFetched');
    const since = componentSummary(() => undefined, detail({ origin, missing, lastFetched: moment(0) }));
    expect(since).to.include({ notFetched: 'no permission', lastFetched: moment(0) });
    const never = componentSummary(() => undefined, detail({ missing, lastFetched: moment(0) }));
    expect(never).not.to.have.property('lastFetched');
    expect(shown.attributes).to.deep.equal({ type: 'Picklist' });
  });
});
