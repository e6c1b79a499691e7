import { expect } from 'chai';
import { createGuard } from '../../src/policy/createGuard.ts';
import { isTransient } from '../../src/salesforce/faults/decideFault.ts';
import { syncRepeatedly } from '../../src/sync/run/syncRepeatedly.ts';
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
  });

  describe('because nobody can say whether the org holds the marker', () => {
    beforeEach(() => rig.store.saveOrg(rig.org));
    afterEach(() => rig.standin.control.heal());

    /** The first listing of a sync; the one of the model works. */
    const refuse = (code: string, message = code): void =>
      rig.standin.control.fail('listMetadata', { code, message }, { match: 'CustomPermission' });

    for (const [code, message] of [
      ['INSUFFICIENT_ACCESS', 'insufficient access rights on entity: CustomPermission'],
      ['INVALID_TYPE', 'This type of metadata is not available for this organization'],
      ['INVALID_OPERATION', 'CustomPermission is not enabled'],
      ['FUNCTIONALITY_NOT_ENABLED', 'Custom permissions are not enabled for this organization.'],
      ['UNKNOWN_ERROR_OF_TOMORROW', 'cannot use'],
    ] as const) {
      it(`ends when its listing is refused with ${code}, naming the marker and the reason, and reads nothing`, async () => {
        refuse(code, message);

        const error = await rig.syncFails();

        expect(error).to.include({ name: 'ManualSyncOnlyError', exitCode: 77 });
        expect(error.message).to.contain('Elements_Manual_Sync_Only').and.to.contain(`${code}: ${message}`);
        expect(rig.standin.calls()).to.deep.equal({ query: 1, listMetadata: 1, describeMetadata: 1 });
        const [audit] = await rig.store.audits({ orgKey: rig.org.key, limit: 1 });
        expect(audit).to.include({ action: 'sync refused' });
      });
    }

    it('ends when a row of the listing does not say what it is', async () => {
      const row =
        '<result><fileName>customPermissions/x.customPermission</fileName><type>CustomPermission</type></result>';
      const namespaces = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
      const body = `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><listMetadataResponse ${namespaces}>${row}</listMetadataResponse></soapenv:Body></soapenv:Envelope>`;
      rig.standin.control.plan('listMetadata', { kind: 'answer', status: 200, contentType: 'text/xml', body });

      expect((await rig.syncFails()).message).to.contain('without a name');
    });

    it('is no failure that is tried again, and suspends what is scheduled', async () => {
      refuse('INVALID_TYPE');
      const waited: number[] = [];
      const repetition = {
        minutes: 60,
        random: () => 0,
        onRepeat: ({ delayMs }: { delayMs: number }) => waited.push(delayMs),
      };

      const outcome = await syncRepeatedly({ org: rig.org, trigger: 'scheduled', actor: 'timer' }, repetition, {
        ...rig.collaborators,
        clock: { ...rig.collaborators.clock, sleep: () => new Promise(() => undefined) },
      });

      expect(outcome).to.include({ kind: 'refused', reason: 'manual sync only' });
      expect(waited).to.deep.equal([]);
    });

    it('lets a fresh authentication go on', async () => {
      refuse('INVALID_TYPE');

      const request = { org: rig.org, trigger: 'manual', actor: 'ada', credential: 'fresh' } as const;

      expect(await publishedRun(syncOrg(request, rig.collaborators))).to.include({ state: 'succeeded' });
    });

    it('remembers nothing of a marker that it did not see, and forgets none that it saw', async () => {
      refuse('INVALID_TYPE');
      await rig.syncFails();
      expect((await rig.store.org(rig.org.key))?.marked).to.equal(undefined);
      await rig.store.saveOrg({ ...rig.org, marked: true });
      refuse('INVALID_TYPE');

      const request = { org: rig.org, trigger: 'manual', actor: 'ada', credential: 'fresh' } as const;
      await publishedRun(syncOrg(request, rig.collaborators));

      expect((await rig.store.org(rig.org.key))?.marked).to.equal(true);
      await rig.store.saveOrg(rig.org);
    });

    it('fails as what it is, and may be tried again, when that passes', async () => {
      rig.standin.control.fail(
        'listMetadata',
        { code: 'SERVER_UNAVAILABLE', status: 503 },
        { match: 'CustomPermission', times: null }
      );

      const outcome = await syncOrg({ org: rig.org, trigger: 'manual', actor: 'ada' }, rig.collaborators);

      expect(outcome.kind).to.equal('failed');
      expect(isTransient(outcome.error ?? new Error())).to.equal(true);
    });

    it('is as it would be with the marker when the description fails too', async () => {
      refuse('INVALID_TYPE');
      rig.standin.control.fail('describeMetadata', { code: 'INSUFFICIENT_ACCESS' });

      expect(await rig.syncFails()).to.include({ name: 'ManualSyncOnlyError' });
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
    rig.standin.control.lackTypes(['CustomPermission']);

    expect(await rig.sync().finally(() => rig.standin.control.lackTypes([]))).to.include({ state: 'succeeded' });
  });
});
