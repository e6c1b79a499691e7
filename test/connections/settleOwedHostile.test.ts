import { expect } from 'chai';
import { settlingOwed } from '../../src/cli/backend/settlingOwed.ts';
import type { OpenBackend } from '../../src/cli/backend/openBackend.ts';
import { removalFor } from '../../src/connections/removalFor.ts';
import type { PolicyReadings } from '../../src/policy/readPolicies.ts';
import { openSession } from '../../src/salesforce/session/openSession.ts';
import type { OrgRecord } from '../../src/store/records.ts';
import { MINUTE, NOW, STORE, startOwedRig, type OwedRig } from './owedRig.ts';

describe('the revocation that is owed of a login, where an editor changed the org’s record', () => {
  let rig: OwedRig;

  before(async () => {
    rig = await startOwedRig();
  });
  after(() => rig.stop());
  beforeEach(() => rig.reset());
  afterEach(() => rig.tidy());

  /** A command on the very store, by what the account noted of the org. */
  const settleHere = async (orgs: PolicyReadings['orgs']): Promise<void> => {
    rig.isAlive = false;
    const readPolicies = (): Promise<PolicyReadings> => Promise.resolve({ corporate: [], orgs });
    const [one] = (await rig.owed.list()).owed;
    // No process of this machine holds it, and its time is over.
    if (one) await rig.owed.note({ ...one, holder: { host: 'elsewhere', pid: 1 }, at: '2020-01-01T00:00:00.000Z' });
    const backend = { owed: rig.owed, store: rig.store, url: STORE, readPolicies, guard: rig.parts().guard };
    await settlingOwed(backend as unknown as OpenBackend, () => Promise.resolve());
  };
  const noted = (manual: boolean): PolicyReadings['orgs'] => [
    { where: STORE, org: { orgId: rig.org.orgId }, statement: { values: { 'manual-sync-only': manual } } },
  ];
  const OFF = { 'manual-sync-only': false };

  const CHANGES: { readonly [what: string]: Partial<OrgRecord> } = {
    'its policy': { policies: OFF },
    'its org id': { orgId: '00D000000000099AAA' },
    'its org id and its policy': { orgId: '00D000000000099AAA', policies: OFF },
  };
  for (const [what, change] of Object.entries(CHANGES)) {
    it(`is done though somebody changed ${what}: the account noted the policy`, async () => {
      await rig.startRun();
      await rig.remove();
      await rig.store.saveOrg({ ...rig.org, ...change });

      await settleHere(noted(true));

      await rig.isDead();
    });
  }

  for (const change of [{ marked: false }, { marked: false, orgId: '00D000000000099AAA' }]) {
    it(`is done though somebody took out of the record that the org holds the marker: ${Object.keys(change).join(', ')}`, async () => {
      rig.org = { ...rig.org, policies: {}, marked: true };
      await rig.store.saveOrg(rig.org);
      await rig.startRun();
      await rig.remove();
      await rig.store.saveOrg({ ...rig.org, ...change });

      await settleHere([]);

      await rig.isDead();
    });
  }

  it('is done where the record alone says so', async () => {
    await rig.startRun();
    await rig.remove();

    await settleHere([]);

    await rig.isDead();
  });

  it('is not done for what the record of another org says', async () => {
    await rig.startRun();
    await rig.remove();
    await rig.store.saveOrg({ ...rig.org, orgId: '00D000000000099AAA' });

    await settleHere(noted(false));

    expect((await rig.owed.list()).owed).to.deep.equal([]);
    expect(rig.onDisk()).to.include.keys('refreshToken');
  });

  it('stays owed at the end of the sync while the policy can’t be read, and is done when it can', async () => {
    await rig.startRun();
    const session = await openSession(rig.username, { sleep: () => Promise.resolve(), random: () => 0 });
    await rig.remove();
    await rig.endRun();
    rig.isProven = false;

    const run = { orgKey: 'one', startedAt: new Date(NOW - MINUTE).toISOString(), actor: 'bob' };
    await session.end(removalFor(run, { trigger: 'manual', credential: 'stored' }, rig.parts()));
    await rig.settle();

    await rig.isOwed();
    rig.isProven = true;
    await rig.settle();
    await rig.isDead();
  });
});
