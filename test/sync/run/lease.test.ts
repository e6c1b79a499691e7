import { expect } from 'chai';
import * as sinon from 'sinon';
import { silentReporter, type SyncStage } from '../../../src/engine/reporter.ts';
import { asSeen, isLive } from '../../../src/engine/runState.ts';
import { isHolderAlive, thisHolder } from '../../../src/engine/systemCollaborators.ts';
import type { LeaseHolder, NewRun, RunRecord } from '../../../src/store/records.ts';
import { keepLease, LEASE_MS, leaseUntil } from '../../../src/sync/run/lease.ts';
import { tinyProject, type TinyProject } from '../../../standin/tinyProject.ts';
import { wholeModel } from '../modelSignature.ts';
import { startSyncRig, type SyncRig } from '../syncRig.ts';

/** Larger than any process id that Linux gives out. */
const NOBODY = 4_194_305;

const RUN = { orgKey: 'one', runId: 'run-1' };

describe('who holds a run', () => {
  it('is alive in this process, and whenever another machine holds it', () => {
    expect(isHolderAlive(thisHolder())).to.equal(true);
    expect(isHolderAlive({ host: 'elsewhere', pid: NOBODY })).to.equal(true);
  });

  it('is dead when there is no such process', () => {
    expect(isHolderAlive({ ...thisHolder(), pid: NOBODY })).to.equal(false);
  });

  it('is alive though it belongs to another user', () => {
    expect(isHolderAlive({ ...thisHolder(), pid: 1 })).to.equal(true);
  });
});

describe('a running run', () => {
  const now = new Date('2026-01-01T12:00:00Z');
  const run = {
    state: 'running',
    startedAt: '2026-01-01T11:00:00Z',
    leaseUntil: '2026-01-01T12:00:30Z',
    holder: { host: 'here', pid: 1 },
  } as RunRecord;
  const alive = (): boolean => true;
  const dead = (): boolean => false;

  it('lives while its lease lasts and its holder lives', () => {
    expect(isLive(run, alive, now)).to.equal(true);
    expect(isLive(run, dead, now)).to.equal(false);
    expect(isLive({ ...run, leaseUntil: '2026-01-01T12:00:00Z' }, alive, now)).to.equal(false);
    expect(isLive({ ...run, state: 'failed' }, alive, now)).to.equal(false);
  });

  it('does not live by a lease that no sync takes, or for longer than a sync may run', () => {
    const lives = (change: Partial<RunRecord>): boolean => isLive({ ...run, ...change }, alive, now);

    expect(lives({ leaseUntil: '2026-01-01T12:09:00Z' })).to.equal(true);
    expect(lives({ leaseUntil: '2026-01-01T12:11:00Z' })).to.equal(false);
    expect(lives({ leaseUntil: '9999-01-01T00:00:00Z' })).to.equal(false);
    expect(lives({ leaseUntil: 'for ever' })).to.equal(false);
    expect(lives({ startedAt: '2025-12-31T12:00:00Z' })).to.equal(true);
    expect(lives({ startedAt: '2025-12-31T11:00:00Z' })).to.equal(false);
    expect(lives({ startedAt: 'once' })).to.equal(false);
  });

  it('is seen as interrupted once nobody holds it, and as it is else', () => {
    expect(asSeen(run, dead, now).state).to.equal('interrupted');
    expect(asSeen(run, alive, now)).to.equal(run);
    expect(asSeen({ ...run, state: 'partial' }, dead, now).state).to.equal('partial');
  });
});

describe('keeping a lease', () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = sinon.useFakeTimers({ now: Date.UTC(2026, 0, 1), toFake: ['setInterval', 'clearInterval', 'Date'] });
  });

  afterEach(() => timers.restore());

  const clock = { now: () => new Date(), sleep: () => Promise.resolve() };
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('renews it well before it is over, until it is stopped', async () => {
    const renewLease = sinon.fake.resolves(true);
    const lease = keepLease({ renewLease }, RUN, clock);

    timers.tick(LEASE_MS - 1);
    await settle();
    const renewed = renewLease.callCount;
    lease.stop();
    timers.tick(LEASE_MS);

    expect(renewed).to.be.greaterThan(2);
    expect(renewLease.callCount).to.equal(renewed);
    expect(renewLease.firstCall.args.slice(0, 2)).to.deep.equal(['one', 'run-1']);
    expect(Date.parse(renewLease.firstCall.args[2] as string)).to.be.greaterThan(Date.UTC(2026, 0, 1) + LEASE_MS);
    expect(lease.isLost()).to.equal(false);
  });

  it('knows when somebody else took the org over', async () => {
    const lease = keepLease({ renewLease: sinon.fake.resolves(false) }, RUN, clock);

    timers.tick(LEASE_MS);
    await settle();
    lease.stop();

    expect(lease.isLost()).to.equal(true);
  });

  it('does not take a busy store for a lost lease', async () => {
    const lease = keepLease({ renewLease: sinon.fake.rejects(new Error('busy')) }, RUN, clock);

    timers.tick(LEASE_MS);
    await settle();
    lease.stop();

    expect(lease.isLost()).to.equal(false);
  });
});

describe('a sync beside another one', () => {
  let project: TinyProject;
  let rig: SyncRig;

  before(() => {
    project = tinyProject();
  });

  after(() => project.remove());

  beforeEach(async () => {
    rig = await startSyncRig({ project: project.path });
    await rig.sync();
    rig.standin.control.edit('ApexClass', 'OrderService', 'public class OrderService { Integer more; }\n');
  });

  afterEach(() => rig.stop());

  const otherRun = async (holder: LeaseHolder): Promise<NewRun> => {
    const { number: _number, sequence: _sequence, ...first } = (await rig.store.runs(rig.org.key))[0]!;
    return {
      ...first,
      runId: 'other',
      state: 'running',
      actor: 'bob',
      holder,
      leaseUntil: leaseUntil(rig.collaborators.clock),
    };
  };

  const holderCheck = { process: { holder: thisHolder(), isAlive: isHolderAlive } };

  it('is refused while the other one lives, and asks nothing of the org', async () => {
    await rig.store.beginRun(await otherRun(thisHolder()), () => false);
    rig.standin.forgetRequests();

    const error = await rig.syncFails(holderCheck);

    expect(error.name).to.equal('SyncRunningError');
    expect(error.message).to.contain('bob');
    expect(rig.standin.requests()).to.deep.equal([]);
    expect(await rig.store.run(rig.org.key, 'other')).to.include({ state: 'running' });
  });

  it('takes over from one whose process is gone', async () => {
    await rig.store.beginRun(await otherRun({ ...thisHolder(), pid: NOBODY }), () => false);

    expect((await rig.sync(holderCheck)).components).to.include({ updated: 1 });
    expect(await rig.store.run(rig.org.key, 'other')).to.include({ state: 'interrupted' });
  });

  it('takes over from one whose lease is over, on whatever machine it was', async () => {
    const run = await otherRun({ host: 'elsewhere', pid: 1 });
    await rig.store.beginRun({ ...run, leaseUntil: new Date(0).toISOString() }, () => false);

    expect(await rig.sync(holderCheck)).to.include({ state: 'succeeded' });
    expect(await rig.store.run(rig.org.key, 'other')).to.include({ state: 'interrupted' });
  });

  for (const stage of ['List', 'Retrieve', 'Build', 'Publish'] as const) {
    it(`publishes nothing when it was taken over at "${stage}"`, async () => {
      const before = await wholeModel(rig.store, rig.org.key);
      const run = await otherRun(thisHolder());
      let taken: Promise<unknown> = Promise.resolve();
      const takeOver = (reached: SyncStage): void => {
        if (reached === stage) taken = rig.store.beginRun(run, () => false);
      };

      const error = await rig.syncFails({ reporter: { ...silentReporter, stage: takeOver } });
      await taken;

      expect(error.name).to.equal('SyncRunningError');
      expect(await wholeModel(rig.store, rig.org.key)).to.deep.equal(before);
      expect(await rig.store.run(rig.org.key, 'other')).to.include({ state: 'running' });
      const [, mine] = await rig.store.runs(rig.org.key);
      expect(mine).to.include({ state: 'interrupted' });
    });
  }
});
