import { expect } from 'chai';
import { createGuard } from '../../src/policy/createGuard.ts';
import { syncOrg } from '../../src/sync/syncOrg.ts';
import { wholeModel } from './modelSignature.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';
import { publishedRun } from './publishedRun.ts';
import { corporateReadings } from '../policy/corporateReadings.ts';

const MARKER = `<?xml version="1.0" encoding="UTF-8"?>
<CustomPermission xmlns="http://soap.sforce.com/2006/04/metadata"><label>Manual Sync Only</label></CustomPermission>`;

describe('a sync that the guard refuses', () => {
  let rig: SyncRig;

  before(async () => {
    rig = await startSyncRig();
    await rig.sync();
  });

  after(() => rig.stop());

  beforeEach(() => rig.standin.forgetRequests());

  const corporate = createGuard(
    async () => corporateReadings({ where: 'a policy file', statement: { values: { 'manual-sync-only': true } } }),
    async () => ['manager']
  );

  it('sends nothing at all to the org under a corporate policy', async () => {
    const error = await rig.syncFails({ guard: corporate });

    expect(error).to.include({ name: 'ManualSyncOnlyError', exitCode: 77 });
    expect(error.message).to.contain('a policy file');
    expect(rig.standin.requests()).to.deep.equal([]);
  });

  it('sends nothing at all to the org under its own policy', async () => {
    const org = { ...rig.org, policies: { 'manual-sync-only': true } };

    const error = await publishedRun(syncOrg({ org, trigger: 'manual', actor: 'ada' }, rig.collaborators)).catch(
      (e: Error) => e
    );

    expect(error).to.include({ name: 'ManualSyncOnlyError', exitCode: 77 });
    expect(rig.standin.requests()).to.deep.equal([]);
  });

  it('leaves an audit record and no run', async () => {
    const runs = await rig.store.runs(rig.org.key);
    const org = { ...rig.org, policies: { 'manual-sync-only': true } };

    await publishedRun(syncOrg({ org, trigger: 'scheduled', actor: 'timer' }, rig.collaborators)).catch(
      () => undefined
    );

    const [audit] = await rig.store.audits({ orgKey: org.key, limit: 1 });
    expect(audit).to.include({ actor: 'timer', action: 'sync refused', orgKey: org.key });
    expect(await rig.store.runs(rig.org.key)).to.deep.equal(runs);
  });

  it('is not started, even when the refusal can not be written down', async () => {
    const org = { ...rig.org, policies: { 'manual-sync-only': true } };
    const store = { ...rig.store, audit: () => Promise.reject(new Error('read only')) };

    const error = await publishedRun(
      syncOrg({ org, trigger: 'manual', actor: 'ada' }, { ...rig.collaborators, store })
    ).catch((e: Error) => e);

    expect(error).to.include({ name: 'ManualSyncOnlyError' });
    expect(rig.standin.requests()).to.deep.equal([]);
  });

  describe('because the org holds the marker', () => {
    before(() => rig.standin.control.add('CustomPermission', 'Elements_Manual_Sync_Only', MARKER));
    after(() => rig.standin.control.delete('CustomPermission', 'Elements_Manual_Sync_Only'));

    it('ends after identification and one listing, and reads nothing of the org', async () => {
      const error = await rig.syncFails();

      expect(error.name).to.equal('ManualSyncOnlyError');
      expect(rig.standin.calls()).to.deep.equal({ query: 1, listMetadata: 1 });
      expect(rig.standin.requests().map(({ subject }) => subject)[1]).to.equal('CustomPermission');
    });

    it('is a failed run and an audit record, and leaves the model as it was', async () => {
      const before = await wholeModel(rig.store, rig.org.key);

      await rig.syncFails();

      const [run] = await rig.store.runs(rig.org.key, { limit: 1 });
      expect(run).to.include({ state: 'failed' });
      expect(run?.error).to.include({ name: 'ManualSyncOnlyError' });
      expect(run?.finishedAt).to.be.a('string');
      const [audit] = await rig.store.audits({ orgKey: rig.org.key, limit: 1 });
      expect(audit).to.include({ action: 'sync refused' });
      expect(await wholeModel(rig.store, rig.org.key)).to.deep.equal(before);
    });

    it('does not go on when nobody can say whether there is a marker', async () => {
      rig.standin.control.fail('listMetadata', { code: 'INSUFFICIENT_ACCESS' }, { match: 'CustomPermission' });

      const error = await rig.syncFails();

      expect(error.name).to.equal('MissingPermissionError');
      expect(rig.standin.calls()).to.not.have.any.keys('describeMetadata', 'retrieve');
    });
  });

  it('forgets a marker that is gone only when the user may see Setup, and so might have seen it', async () => {
    const remembered = async (): Promise<boolean> => (await rig.store.org(rig.org.key))?.marked ?? false;
    await rig.store.saveOrg({ ...rig.org, marked: true });
    const { standin } = rig;
    standin.control.revokePermissions(standin.adminUsername, ['ViewSetup']);
    const blind = await rig.syncFails();
    const afterBlind = await remembered();
    standin.control.revokePermissions(standin.adminUsername, []);

    await rig.sync();

    expect(blind.name).to.equal('MissingPermissionError');
    expect([afterBlind, await remembered()]).to.deep.equal([true, false]);
  });

  it('is refused by a marker that somebody wrote in small letters', async () => {
    rig.standin.control.add('CustomPermission', 'elements_manual_sync_only', MARKER);

    const error = await rig
      .syncFails()
      .finally(() => rig.standin.control.delete('CustomPermission', 'elements_manual_sync_only'));

    expect(error.name).to.equal('ManualSyncOnlyError');
  });

  it('is allowed again when the marker is gone', async () => {
    expect(await rig.sync()).to.include({ state: 'succeeded' });
  });

  it('is allowed in an org whose edition has no custom permissions', async () => {
    rig.standin.control.fail('listMetadata', { code: 'INVALID_TYPE' }, { match: 'CustomPermission' });

    expect(await rig.sync()).to.include({ state: 'succeeded' });
  });
});
