import { expect } from 'chai';
import { silentReporter, type SyncStage } from '../../src/engine/reporter.ts';
import { storedLogin } from '../../src/salesforce/login/storedLogin.ts';
import { startRecordingServer } from '../salesforce/recordingServer.ts';
import { syncOrg } from '../../src/sync/syncOrg.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { wholeModel } from './modelSignature.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';
import { publishedRun } from './publishedRun.ts';

const FOR_EVER = { times: null } as const;

describe('a sync whose session is refused', () => {
  let project: TinyProject;
  let rig: SyncRig;
  let untouched: unknown;

  before(() => {
    project = tinyProject();
  });

  after(() => project.remove());

  beforeEach(async () => {
    rig = await startSyncRig({ project: project.path });
    await rig.sync();
    untouched = await wholeModel(rig.store, rig.org.key);
    rig.standin.control.edit('ApexClass', 'OrderService', 'public class OrderService { Integer more; }\n');
    rig.standin.forgetRequests();
  });

  afterEach(() => rig.stop());

  /** The sync fails with this error, its run says so, and the model is the one from before. */
  const failsWith = async (name: string, changes?: Parameters<SyncRig['syncFails']>[0]): Promise<Error> => {
    const error = await rig.syncFails(changes);

    expect(error.name, error.message).to.equal(name);
    const [run] = await rig.store.runs(rig.org.key, { limit: 1 });
    expect(run).to.include({ state: 'failed' });
    expect(run?.error?.name).to.equal(name);
    expect(error.data).to.include({ runId: run?.runId, state: 'failed' });
    expect(await wholeModel(rig.store, rig.org.key)).to.deep.equal(untouched);
    return error;
  };

  const at = (stage: SyncStage, work: () => void) => ({
    reporter: { ...silentReporter, stage: (reached: SyncStage) => (reached === stage ? work() : undefined) },
  });

  const endSessions = (): void => rig.standin.control.revokeSessions();

  for (const stage of ['List', 'Plan', 'Retrieve'] as const) {
    it(`goes on with a refresh token when the session ended before "${stage}"`, async () => {
      await rig.logins.saveRenewable(rig.standin);

      const run = await rig.sync(at(stage, endSessions));

      expect(run.state, run.warnings.join('\n')).to.equal('succeeded');
      expect(run.components).to.include({ updated: 1 });
      expect(run.warnings).to.deep.equal([]);
      expect(rig.standin.calls()).to.include({ token: 2 });
    });

    it(`ends with an access token alone when the session ended before "${stage}"`, async () => {
      await failsWith('TokenExpiredError', at(stage, endSessions));

      const [run] = await rig.store.runs(rig.org.key, { limit: 1 });
      expect(run?.apiCalls['describeSObject'], 'calls that were made').to.be.at.least(1);
    });
  }

  it('goes on with a key', async () => {
    await rig.logins.saveKey(rig.standin);

    const run = await rig.sync(at('Retrieve', endSessions));

    expect(run.state).to.equal('succeeded');
    expect(rig.standin.calls()).to.include({ token: 1 });
  });

  it('renews a session that was over from the beginning', async () => {
    await rig.logins.saveRenewable(rig.standin);
    endSessions();

    expect(await rig.sync()).to.include({ state: 'succeeded' });
  });

  it('renews once, though a call comes back refused when the session is a new one already', async () => {
    await rig.logins.saveRenewable(rig.standin);
    rig.standin.control.plan('listMetadata', { kind: 'delay', ms: 200 }, { match: 'CustomObject' });
    let listings = 0;
    const connect: SyncRig['collaborators']['connect'] = async (username) => {
      const session = await rig.collaborators.connect(username);
      const postSoap: typeof session.postSoap = (envelope, operation) => {
        // The first listing looks for the marker; those of the inventory go out together.
        if (operation === 'listMetadata' && (listings += 1) === 2) endSessions();
        return session.postSoap(envelope, operation);
      };
      return { ...session, postSoap };
    };

    const run = await rig.sync({ connect });

    expect(run.state, run.warnings.join('\n')).to.equal('succeeded');
    expect(rig.standin.requests().filter(({ subject }) => subject === 'refresh_token')).to.have.lengthOf(1);
  });

  it('ends when a renewed session is refused again and again', async () => {
    await rig.logins.saveRenewable(rig.standin);
    rig.standin.control.fail('listMetadata', { code: 'INVALID_SESSION_ID', message: 'Illegal Session' }, FOR_EVER);

    await failsWith('SessionLockedToIpError');

    expect(rig.standin.requests().length).to.be.below(30);
  });

  it('ends when REST calls refuse a renewed session again and again', async () => {
    await rig.logins.saveRenewable(rig.standin);
    rig.standin.control.fail('query', { status: 401, code: 'INVALID_SESSION_ID' }, FOR_EVER);

    await failsWith('SessionLockedToIpError');

    expect(rig.standin.requests().length).to.be.below(30);
  });

  it('sends a renewed token where the former one was sent, and saves no other address', async () => {
    await rig.logins.saveRenewable(rig.standin);
    const other = await startRecordingServer();
    const id = `${rig.standin.url}/id/${rig.standin.org.orgId}/005000000000001AAA`;
    const body = JSON.stringify({ access_token: rig.standin.accessToken(), instance_url: other.url, id });

    const run = await rig
      .sync(
        at('Retrieve', () => {
          endSessions();
          const fresh = JSON.stringify({ ...JSON.parse(body), access_token: rig.standin.accessToken() });
          rig.standin.control.plan('token', {
            kind: 'answer',
            status: 200,
            contentType: 'application/json',
            body: fresh,
          });
        })
      )
      .finally(() => other.stop());

    expect(run.state).to.equal('succeeded');
    expect(other.requests()).to.deep.equal([]);
    expect((await storedLogin(rig.standin.adminUsername))?.instanceUrl).to.equal(rig.standin.url);
  });

  it('ends when the refresh token was revoked', async () => {
    await rig.logins.saveRenewable(rig.standin);

    await failsWith(
      'TokenExpiredError',
      at('Retrieve', () => {
        endSessions();
        rig.standin.control.revokeRefreshTokens();
      })
    );
  });

  it('ends at once when the daily limit of requests is used up', async () => {
    await failsWith(
      'RequestLimitError',
      at('Retrieve', () => {
        rig.standin.forgetRequests();
        rig.standin.control.setLimits({ apiCallsMax: 0 });
      })
    );

    // The retrieve and the questions beside it.
    expect(rig.standin.requests()).to.have.lengthOf(2);
  });

  it('ends at once when the limit is used up in a query', async () => {
    const refusal = { status: 403, code: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' };
    rig.standin.control.fail('query', refusal, { match: 'ObjectPermissions', ...FOR_EVER });

    await failsWith('RequestLimitError');
  });

  it('waits when too many calls were under way at once', async () => {
    const refusal = { code: 'REQUEST_LIMIT_EXCEEDED', message: 'ConcurrentPerOrgLongTxn Limit exceeded.' };
    rig.standin.control.fail('listMetadata', refusal, { times: 2 });
    rig.standin.control.fail('retrieve', refusal, { times: 2 });
    rig.standin.control.fail('checkRetrieveStatus', refusal, { times: 1 });

    expect(await rig.sync()).to.include({ state: 'succeeded' });
  });

  it('ends when the org has no API', async () => {
    rig.standin.control.fail(
      'query',
      { status: 403, code: 'API_DISABLED_FOR_ORG', message: 'The REST API is not enabled for this Organization.' },
      FOR_EVER
    );

    await failsWith('UnsupportedEditionError');
  });

  it('ends when the user may not use the API any more', async () => {
    rig.standin.control.fail('listMetadata', { code: 'API_CURRENTLY_DISABLED' }, FOR_EVER);

    await failsWith('ApiDisabledError');
  });

  it('ends when the user may not use the Metadata API', async () => {
    rig.standin.control.revokePermissions(rig.standin.adminUsername, ['ModifyMetadata', 'ModifyAllData']);

    const error = await failsWith('MissingPermissionError');

    expect(error.message).to.contain('ModifyMetadata');
  });

  it('ends when there is no login any more', async () => {
    await failsWith('TokenNotFoundError', { connect: () => rig.collaborators.connect('nobody@example.com') });
  });

  it('ends when the alias leads to another org by now', async () => {
    rig.standin.org.orgId = '00D5g00000ZZZZZEAW';

    await failsWith('OrgMismatchError');

    expect(rig.standin.calls()).to.deep.equal({ query: 1 });
  });

  it('ends when a sandbox was refreshed, of which nobody agreed to take it for the same', async () => {
    rig.standin.org.isSandbox = true;
    rig.standin.org.orgId = '00D5g00000ZZZZZEAW';
    const org = { ...rig.org, isSandbox: true };

    const error = await publishedRun(syncOrg({ org, trigger: 'manual', actor: 'ada' }, rig.collaborators)).catch(
      (e: Error) => e
    );

    expect(error).to.include({ name: 'SandboxRefreshedError' });
    expect(await wholeModel(rig.store, rig.org.key)).to.deep.equal(untouched);
  });
});
