import { expect } from 'chai';
import type { SyncRequest } from '../../src/engine/contract.ts';
import type { SyncOutcome } from '../../src/engine/outcome.ts';
import { createGuard } from '../../src/policy/createGuard.ts';
import type { SyncCollaborators } from '../../src/sync/syncCollaborators.ts';
import { leaseUntil } from '../../src/sync/run/lease.ts';
import { syncOrg } from '../../src/sync/syncOrg.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';
import { corporateReadings } from '../policy/corporateReadings.ts';

describe('the outcome of a sync', () => {
  let project: TinyProject;
  let rig: SyncRig;

  before(() => {
    project = tinyProject();
  });

  after(() => project.remove());

  beforeEach(async () => {
    rig = await startSyncRig({ project: project.path });
  });

  afterEach(() => rig.stop());

  const sync = (request: Partial<SyncRequest> = {}, change: Partial<SyncCollaborators> = {}): Promise<SyncOutcome> =>
    syncOrg({ org: rig.org, trigger: 'manual', actor: 'ada', ...request }, { ...rig.collaborators, ...change });

  it('is the run that published', async () => {
    const outcome = await sync();

    const [run] = await rig.store.runs(rig.org.key);
    expect(outcome).to.deep.equal({ kind: 'published', run });
  });

  it('is the run that failed, and its error', async () => {
    rig.standin.control.fail('describeMetadata', { code: 'INSUFFICIENT_ACCESS' });

    const outcome = await sync();

    const [run] = await rig.store.runs(rig.org.key);
    expect(run).to.include({ state: 'failed' });
    expect(outcome).to.deep.include({ kind: 'failed', run });
    expect(outcome.error).to.include({ name: run?.error?.name, message: run?.error?.message });
    expect(outcome.error?.data).to.equal(undefined);
  });

  it('is a refusal without a run where a policy is known to forbid the sync', async () => {
    const outcome = await sync({ org: { ...rig.org, policies: { 'manual-sync-only': true } } });

    expect(outcome).to.include({ kind: 'refused', reason: 'manual sync only' });
    expect(outcome.run).to.equal(undefined);
    expect(outcome.error).to.include({ name: 'ManualSyncOnlyError' });
  });

  it('is a refusal for want of a role where the caller has none', async () => {
    const guard = createGuard(
      async () => corporateReadings(),
      async () => ['viewer']
    );

    expect(await sync({}, { guard })).to.include({ kind: 'refused', reason: 'role' });
  });

  it('is a refusal with a run where the org itself turns out to hold the policy', async () => {
    const marker =
      '<CustomPermission xmlns="http://soap.sforce.com/2006/04/metadata"><label>M</label></CustomPermission>';
    rig.standin.control.add('CustomPermission', 'Elements_Manual_Sync_Only', marker);

    const outcome = await sync();

    const [run] = await rig.store.runs(rig.org.key);
    expect(outcome).to.deep.include({ kind: 'refused', reason: 'manual sync only', run });
    expect(run).to.include({ state: 'failed' });
  });

  it('is the other run where one is under way', async () => {
    await sync();
    const [{ number: _number, sequence: _sequence, ...first }] = (await rig.store.runs(rig.org.key)) as [
      NonNullable<SyncOutcome['run']>,
    ];
    const other = {
      ...first,
      runId: 'other',
      state: 'running',
      leaseUntil: leaseUntil(rig.collaborators.clock),
    } as const;
    await rig.store.beginRun(other, () => false);

    const outcome = await sync();

    expect(outcome.kind === 'alreadyRunning' && outcome.running).to.include({ runId: 'other' });
    expect(outcome.error).to.include({ name: 'SyncRunningError' });
  });

  it('is none where the store fails before a run began: that is thrown', async () => {
    const store = { ...rig.store, beginRun: () => Promise.reject(new Error('disk full')) };

    const error = await sync({}, { store }).catch((e: Error) => e);

    expect(error).to.include({ message: 'disk full' });
  });
});
