import { expect } from 'chai';
import { settlingOwed } from '../../src/cli/backend/settlingOwed.ts';
import type { OpenBackend } from '../../src/cli/backend/openBackend.ts';
import type { PolicyReadings } from '../../src/policy/readPolicies.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';
import { renews } from '../sync/scratchLogins.ts';
import { MINUTE, NOW, STORE, startOwedRig, type OwedRig } from './owedRig.ts';

describe('the revocation that is owed of a login, for a command on another store or in another home', () => {
  let rig: OwedRig;

  before(async () => {
    rig = await startOwedRig();
  });
  after(() => rig.stop());
  beforeEach(() => rig.reset());
  afterEach(() => rig.tidy());

  it('is done by a command on another store once the process has died, or a day has passed', async () => {
    for (const end of [() => void (rig.isAlive = false), () => void (rig.now += 24 * 60 * MINUTE)]) {
      await rig.logins.saveRenewable(rig.standin);
      rig.token = await rig.logins.storedToken(rig.username);
      [rig.now, rig.isAlive] = [NOW, true];
      await rig.endRun();
      await rig.startRun(`r${Math.random()}`);
      await rig.remove();
      rig.store = createMemoryStore();
      await rig.settle('sqlite:/other.db');
      expect(await renews(rig.standin, rig.token)).to.equal(true);

      end();
      await rig.settle('sqlite:/other.db');

      await rig.isDead();
      await rig.store.saveOrg(rig.org);
    }
  });

  it('is left to the home that it is about', async () => {
    await rig.startRun();
    await rig.remove();
    rig.isAlive = false;
    const [one] = (await rig.owed.list()).owed;
    if (one) await rig.owed.done(one);
    if (one) await rig.owed.note({ ...one, loginFolder: '/another/home/.sfdx' });

    await rig.settle();

    expect((await rig.owed.list()).owed).to.have.lengthOf(1);
    expect(await renews(rig.standin, rig.token)).to.equal(true);
  });

  describe('by a command on another store', () => {
    /** As the command itself asks, with what the account knows of all stores. */
    const settleElsewhere = async (
      orgs: PolicyReadings['orgs'],
      corporate: PolicyReadings['corporate'] = []
    ): Promise<void> => {
      rig.isAlive = false;
      rig.now += 24 * 60 * MINUTE;
      rig.store = createMemoryStore();
      const [one] = (await rig.owed.list()).owed;
      // No process of this machine holds it, and its time is over.
      if (one) await rig.owed.note({ ...one, holder: { host: 'elsewhere', pid: 1 }, at: '2020-01-01T00:00:00.000Z' });
      const readPolicies = (): Promise<PolicyReadings> => Promise.resolve({ corporate, orgs });
      const backend = {
        owed: rig.owed,
        store: rig.store,
        url: 'sqlite:/other.db',
        readPolicies,
        guard: rig.parts().guard,
      };
      await settlingOwed(backend as unknown as OpenBackend, () => Promise.resolve());
    };
    const said = (manual: boolean): PolicyReadings['orgs'] => [
      {
        where: STORE,
        org: { orgId: rig.org.orgId.slice(0, 15) },
        statement: { values: { 'manual-sync-only': manual } },
      },
    ];

    it('is done where the store that set the policy still says so, by the org’s id', async () => {
      await rig.startRun();
      await rig.remove();

      await settleElsewhere(said(true));

      await rig.isDead();
    });

    it('stays owed where what is known of the org can’t be read: nothing is deleted without proof', async () => {
      await rig.startRun();
      await rig.remove();

      await settleElsewhere([
        { where: 'a file', org: { orgId: rig.org.orgId }, statement: { problem: 'it is not valid JSON' } },
      ]);

      await rig.isOwed();
      await settleElsewhere(said(true));
      await rig.isDead();
    });

    it('stays owed where only a project’s configuration says so', async () => {
      await rig.startRun();
      await rig.remove();

      const corporate = [
        { where: 'a project', statement: { values: { 'manual-sync-only': true } }, isProjects: true },
      ] as const;
      await settleElsewhere([], corporate);

      await rig.isOwed();
    });

    for (const [what, orgs] of Object.entries({ 'says off': () => said(false), 'says nothing': () => [] })) {
      it(`is not owed any more where each store that is known ${what}`, async () => {
        await rig.startRun();
        await rig.remove();

        await settleElsewhere(orgs());

        expect((await rig.owed.list()).owed).to.deep.equal([]);
        expect(await renews(rig.standin, rig.token)).to.equal(true);
        expect(rig.onDisk()).to.include.keys('refreshToken');
      });
    }

    it('is done where the org’s own marker forbade the login, which no store can take back', async () => {
      rig.org = { ...rig.org, policies: {}, marked: true };
      await rig.store.saveOrg(rig.org);
      await rig.startRun();
      await rig.remove();

      await settleElsewhere([]);

      await rig.isDead();
    });
  });
});
