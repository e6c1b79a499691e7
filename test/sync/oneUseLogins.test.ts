import { AuthInfo, StateAggregator } from '@salesforce/core';
import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentSession } from '../../src/connections/environmentSession.ts';
import type { Collaborators } from '../../src/engine/contract.ts';
import { silentReporter, type SyncStage } from '../../src/engine/reporter.ts';
import { createGuard } from '../../src/policy/createGuard.ts';
import type { PolicyName } from '../../src/policy/policies.ts';
import { loginInBrowser } from '../../src/salesforce/login/loginInBrowser.ts';
import { CREDENTIAL_REMOVED, removeCredential } from '../../src/salesforce/login/removeCredential.ts';
import { tokenSession } from '../../src/salesforce/session/tokenSession.ts';
import type { RunRecord } from '../../src/store/records.ts';
import { syncOrg } from '../../src/sync/syncOrg.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { wholeModel } from './modelSignature.ts';
import { renews } from './scratchLogins.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';
import { publishedRun } from './publishedRun.ts';
import { corporateReadings } from '../policy/corporateReadings.ts';

const PORT = 27_174;

describe('a sync by a login for one use', () => {
  let project: TinyProject;
  let rig: SyncRig;
  /** What the corporation says; a test may change it while a sync runs. */
  let corporate: Partial<Record<PolicyName, boolean>>;

  before(() => {
    project = tinyProject();
  });

  after(() => project.remove());

  beforeEach(async () => {
    rig = await startSyncRig({ project: project.path });
    corporate = {};
    rig.standin.forgetRequests();
  });

  afterEach(() => rig.stop());

  const guard = (): Collaborators['guard'] =>
    createGuard(
      async () => corporateReadings({ where: 'a file', statement: { values: corporate } }),
      async () => ['manager']
    );

  const run = (
    credential: 'stored' | 'fresh' | 'environment',
    changes: Partial<Collaborators> = {},
    trigger: 'manual' | 'scheduled' = 'manual'
  ): Promise<RunRecord> =>
    publishedRun(
      syncOrg({ org: rig.org, trigger, actor: 'ada', credential }, { ...rig.collaborators, guard: guard(), ...changes })
    );

  const fails = (sync: Promise<unknown>): Promise<Error> =>
    sync.then(
      () => expect.fail('it was to fail'),
      (error: Error) => error
    );

  const alive = (): number => rig.standin.control.liveSessions(rig.standin.adminUsername);

  const onDisk = (): string =>
    readFileSync(join(rig.logins.home, '.sfdx', `${rig.standin.adminUsername}.json`), 'utf8');

  const fresh =
    (tellUnrevoked?: (sentence: string) => void): Collaborators['connect'] =>
    async () => {
      const login = await loginInBrowser(
        { ...rig.org, name: 'sample' },
        {
          openBrowser: async (url) => {
            void fetch(url).catch(() => undefined);
            return true;
          },
          tell: () => undefined,
          isAttended: true,
          port: PORT,
          timeoutMs: 5000,
          waiting: { sleep: async () => undefined, random: () => 0.5 },
          tellUnrevoked,
        }
      );
      const waiting = { sleep: async () => undefined, random: () => 0.5 };
      return tokenSession(login, { ...waiting, apiVersion: '67.0', tellUnrevoked });
    };

  describe('in the browser', () => {
    beforeEach(() => rig.logins.change(rig.standin.adminUsername, { clientId: 'own-app' }));

    it('works under the policy, and leaves no session', async () => {
      corporate = { 'manual-sync-only': true };
      const before = [alive(), onDisk()];

      const { state, username, actor } = await run('fresh', { connect: fresh() });

      expect({ state, username, actor }).to.deep.equal({
        state: 'succeeded',
        username: rig.standin.adminUsername,
        actor: 'ada',
      });
      expect([alive(), onDisk()]).to.deep.equal(before);
      expect(rig.standin.calls()).to.include({ authorize: 1, token: 1, revoke: 1 });
    });

    for (const stage of ['List', 'Retrieve', 'Build'] as const) {
      it(`leaves no session when it fails at "${stage}"`, async () => {
        const before = alive();
        const reporter = {
          ...silentReporter,
          stage: (reached: SyncStage): void => {
            if (reached === stage) throw new Error('broken');
          },
        };

        await fails(run('fresh', { connect: fresh(), reporter }));

        expect(alive()).to.equal(before);
        expect(rig.standin.calls()).to.include({ revoke: 1 });
      });
    }

    it('ends when the session is refused, for it can not be renewed', async () => {
      const stage = (reached: SyncStage): void =>
        reached === 'Retrieve' ? rig.standin.control.revokeSessions() : undefined;

      const error = await fails(run('fresh', { connect: fresh(), reporter: { ...silentReporter, stage } }));

      expect(error.name).to.equal('TokenExpiredError');
      expect(rig.standin.requests().filter(({ operation }) => operation === 'token')).to.have.lengthOf(1);
    });

    it('is refused for a schedule before anything is asked', async () => {
      corporate = { 'manual-sync-only': true };

      const error = await fails(run('fresh', { connect: fresh() }, 'scheduled'));

      expect(error.name).to.equal('ManualSyncOnlyError');
      expect(rig.standin.requests()).to.deep.equal([]);
    });

    const unrevocable = (): void =>
      rig.standin.control.plan('revoke', { kind: 'answer', status: 500, contentType: 'text/plain', body: 'no' });

    const broken = (): Collaborators['reporter'] => ({
      ...silentReporter,
      stage: (reached) => {
        if (reached === 'List') throw new Error('broken');
      },
    });

    it('says with the error of a sync that failed when the token could not be revoked', async () => {
      unrevocable();

      const error = await fails(run('fresh', { connect: fresh(), reporter: broken() }));

      expect(error.message).to.contain('broken');
      expect(error.message).to.contain('may still be valid').and.to.contain('Session Management');
    });

    it('says it once, to who wants to be told', async () => {
      unrevocable();
      const told: string[] = [];

      const error = await fails(run('fresh', { connect: fresh((said) => void told.push(said)), reporter: broken() }));

      expect(told).to.have.lengthOf(1);
      expect(told.join()).to.contain('HTTP status 500').and.to.contain('Session Management');
      expect(error.message).not.to.contain('may still be valid');
    });

    it('says in the warnings when the token could not be revoked', async () => {
      rig.standin.control.plan('revoke', { kind: 'answer', status: 500, contentType: 'text/plain', body: 'no' });

      const { state, warnings } = await run('fresh', { connect: fresh() });

      expect(state).to.equal('succeeded');
      expect(warnings.join('\n')).to.contain('could not be revoked').and.to.contain('HTTP status 500');
    });
  });

  describe('by a token from the environment', () => {
    const told: string[] = [];

    beforeEach(() => {
      told.length = 0;
    });

    const by =
      (accessToken: string, isForOneUse: boolean, now = () => new Date()): Collaborators['connect'] =>
      () =>
        environmentSession(
          { org: rig.org, accessToken, instanceUrl: rig.standin.url, isForOneUse },
          {
            store: rig.store,
            clock: { ...rig.collaborators.clock, now },
            tell: (sentence) => void told.push(sentence),
          },
          { sleep: async () => undefined, random: () => 0.5, apiVersion: '67.0' }
        );

    const allowed = { 'manual-sync-only': true, 'access-token-sync': true } as const;

    it('is the run of its user, and is revoked', async () => {
      corporate = allowed;
      const token = rig.standin.accessToken();

      const { state, actor, username } = await run('environment', { connect: by(token, true) });

      const user = rig.standin.adminUsername;
      expect({ state, actor, username }).to.deep.equal({ state: 'succeeded', actor: user, username: user });
      expect(rig.standin.control.isLive(token)).to.equal(false);
      expect(told.join()).to.contain('revoked when it ends');
      const [kept] = await rig.store.runs(rig.org.key, { limit: 1 });
      expect(kept).to.include({ actor: user, username: user });
    });

    it('is refused where the second policy does not allow it, before anything is asked', async () => {
      corporate = { 'manual-sync-only': true };

      const error = await fails(run('environment', { connect: by(rig.standin.accessToken(), true) }));

      expect(error.name).to.equal('ManualSyncOnlyError');
      expect(rig.standin.requests()).to.deep.equal([]);
    });

    it('is good once, though it were alive still', async () => {
      corporate = allowed;
      const token = rig.standin.accessToken();
      rig.standin.control.plan('revoke', { kind: 'answer', status: 500, contentType: 'text/plain', body: 'no' });
      await run('environment', { connect: by(token, true) });
      expect(rig.standin.control.isLive(token)).to.equal(true);
      const before = await wholeModel(rig.store, rig.org.key);

      const error = await fails(run('environment', { connect: by(token, true) }));

      expect(error.name).to.equal('TokenUsedError');
      expect(await wholeModel(rig.store, rig.org.key)).to.deep.equal(before);
      expect(rig.standin.control.isLive(token)).to.equal(false);
    });

    for (const revocation of ['works', 'fails'] as const) {
      it(`is revoked when the org does not say whose it is, and it is told where that ${revocation}`, async () => {
        corporate = allowed;
        const token = rig.standin.accessToken();
        rig.standin.control.plan('userinfo', { kind: 'answer', status: 403, contentType: 'text/html', body: 'no' });
        const page = { kind: 'answer', status: 200, contentType: 'text/html', body: '<p>Log in</p>' } as const;
        if (revocation === 'fails') rig.standin.control.plan('revoke', page);

        const error = await fails(run('environment', { connect: by(token, true) }));

        expect(rig.standin.control.isLive(token)).to.equal(revocation === 'fails');
        const said = revocation === 'fails' ? 'may still be valid' : 'was revoked';
        expect(error.message).to.contain(said);
      });
    }

    it('says when a token that is too old could not be revoked', async () => {
      corporate = allowed;
      rig.standin.control.ageSessions(16);
      rig.standin.control.plan('revoke', { kind: 'drop' });
      const token = rig.standin.accessToken();
      rig.standin.control.ageSessions(16);

      const error = await fails(run('environment', { connect: by(token, true) }));

      expect(error.name).to.equal('TokenTooOldError');
      expect(error.message).to.contain('may still be valid').and.to.contain('Session Management');
    });

    it('is refused when its session began too long ago', async () => {
      corporate = allowed;
      const token = rig.standin.accessToken();
      rig.standin.control.ageSessions(16);

      const error = await fails(run('environment', { connect: by(token, true) }));

      expect(error.name).to.equal('TokenTooOldError');
      expect(error.message).to.contain('16 minutes');
      expect(rig.standin.calls()).not.to.have.property('listMetadata');
    });

    it('is no younger because the clock of this machine was set back', async () => {
      corporate = allowed;
      const token = rig.standin.accessToken();
      rig.standin.control.ageSessions(16);
      const anHourAgo = (): Date => new Date(Date.now() - 3_600_000);

      const error = await fails(run('environment', { connect: by(token, true, anHourAgo) }));

      expect(error.name).to.equal('TokenTooOldError');
    });

    it('says when its age can not be told', async () => {
      corporate = allowed;
      const failure = { code: 'INVALID_TYPE', message: "sObject type 'AuthSession' is not supported." };
      rig.standin.control.fail('query', failure, { match: 'AuthSession' });

      const { state } = await run('environment', { connect: by(rig.standin.accessToken(), true) });

      expect(state).to.equal('succeeded');
      expect(told.join()).to.contain('AuthSession').and.to.contain('not checked');
    });

    for (const [what, row] of Object.entries({
      'that can not be read': { CreatedDate: '***T19:00:00.000+0000' },
      'that is empty': { CreatedDate: null },
      'that is missing': {},
    })) {
      it(`is refused where Salesforce shows its session with a date ${what}`, async () => {
        corporate = allowed;
        const body = JSON.stringify({ totalSize: 1, done: true, records: [row] });
        const answer = { kind: 'answer', status: 200, contentType: 'application/json', body } as const;
        rig.standin.control.plan('query', answer, { match: 'AuthSession' });
        const token = rig.standin.accessToken();

        const error = await fails(run('environment', { connect: by(token, true) }));

        expect(error.name).to.equal('TokenTooOldError');
        expect(rig.standin.control.isLive(token)).to.equal(false);
        expect(rig.standin.calls()).not.to.have.property('listMetadata');
      });
    }

    it('says when Salesforce shows no such session', async () => {
      corporate = allowed;
      const body = JSON.stringify({ totalSize: 0, done: true, records: [] });
      const answer = { kind: 'answer', status: 200, contentType: 'application/json', body } as const;
      rig.standin.control.plan('query', answer, { match: 'AuthSession' });

      expect((await run('environment', { connect: by(rig.standin.accessToken(), true) })).state).to.equal('succeeded');
      expect(told.join()).to.contain('shows no such session').and.to.contain('not checked');
    });

    it('goes nowhere when it is of another org', async () => {
      const secret = randomBytes(30).toString('base64url');
      const token = `00D000000000099!AQ.${secret}`;

      const error = await fails(run('environment', { connect: by(token, false) }));

      expect(error.name).to.equal('OrgMismatchError');
      expect(JSON.stringify([error.message, await rig.store.runs(rig.org.key)])).not.to.contain(secret);
      expect(rig.standin.requests()).to.deep.equal([]);
    });

    it('stays alive without the policy', async () => {
      const token = rig.standin.accessToken();

      const { state, actor } = await run('environment', { connect: by(token, false) });

      expect({ state, actor }).to.deep.equal({ state: 'succeeded', actor: 'ada' });
      expect(told).to.deep.equal([]);
      expect(rig.standin.control.isLive(token)).to.equal(true);
    });

    it('is named as a login that is over when it is', async () => {
      const token = rig.standin.accessToken();
      rig.standin.control.revokeSessions();

      expect((await fails(run('environment', { connect: by(token, false) }))).name).to.equal('TokenExpiredError');
    });
  });

  describe('while the policy turns on', () => {
    beforeEach(async () => {
      await rig.logins.saveRenewable(rig.standin);
      rig.standin.forgetRequests();
    });

    /** What the policy's command does: it sets the policy, writes down who agreed, and empties the record. */
    const turnOn = async (): Promise<void> => {
      corporate = { 'manual-sync-only': true };
      // In a process of its own: what the sync has in memory stays as it is.
      StateAggregator.clearInstance();
      await removeCredential(rig.standin.adminUsername, { revoke: false });
      await rig.store.audit({
        at: new Date(Date.UTC(2027, 0, 1)).toISOString(),
        actor: 'ada',
        from: 'a test',
        orgKey: rig.org.key,
        action: CREDENTIAL_REMOVED,
        detail: {},
      });
    };

    /** Lets something happen, whole, before the sync makes a call of its middle; then the session is as it was. */
    const during = (work: () => Promise<unknown>): Pick<Collaborators, 'connect'> => ({
      connect: async (username) => {
        const session = await rig.collaborators.connect(username);
        let isDone = false;
        const postSoap: typeof session.postSoap = async (envelope, operation) => {
          if (operation === 'describeMetadata' && !isDone) {
            isDone = true;
            await work();
          }
          return session.postSoap(envelope, operation);
        };
        return { ...session, postSoap };
      },
    });

    it('finishes with what it has in memory, and revokes that at its end', async () => {
      const token = await rig.logins.storedToken(rig.standin.adminUsername);

      const { state, warnings } = await run('stored', during(turnOn));

      expect({ state, warnings }).to.deep.equal({ state: 'succeeded', warnings: [] });
      expect(await renews(rig.standin, token)).to.equal(false);
      expect(JSON.parse(onDisk())).not.to.have.any.keys('refreshToken', 'accessToken');
    });

    it('ends at its end the session of a login that has nothing else, and one whose refresh token had ended', async () => {
      for (const save of ['saveSession', 'saveRenewable'] as const) {
        corporate = {};
        await rig.logins[save](rig.standin);
        rig.standin.control.revokeRefreshTokens();
        const before = rig.standin.control.liveSessions(rig.standin.adminUsername);

        const { state, warnings } = await run('stored', during(turnOn));

        expect({ state, warnings }).to.deep.equal({ state: 'succeeded', warnings: [] });
        expect(rig.standin.control.liveSessions(rig.standin.adminUsername), save).to.equal(before - 1);
      }
    });

    it('takes out again what a renewal has saved', async () => {
      const token = await rig.logins.storedToken(rig.standin.adminUsername);
      let saved = '';
      const { connect } = during(async () => {
        await turnOn();
        rig.standin.control.revokeSessions();
      });
      const watched: Collaborators['connect'] = async (username) => {
        const session = await connect(username);
        return {
          ...session,
          end: (removal) => {
            saved = onDisk();
            return session.end(removal);
          },
        };
      };

      const { state, warnings } = await run('stored', { connect: watched });

      expect({ state, warnings }).to.deep.equal({ state: 'succeeded', warnings: [] });
      expect(JSON.parse(saved), 'what the sf CLI wrote back').to.include.keys('refreshToken', 'accessToken');
      expect(await renews(rig.standin, token)).to.equal(false);
      expect(JSON.parse(onDisk())).not.to.have.any.keys('refreshToken', 'accessToken');
    });

    it('leaves a stored login alone that nobody agreed to remove', async () => {
      const token = await rig.logins.storedToken(rig.standin.adminUsername);

      await run(
        'stored',
        during(async () => {
          corporate = { 'manual-sync-only': true };
        })
      );

      expect(JSON.parse(onDisk())).to.include.keys('refreshToken', 'accessToken');
      expect(await renews(rig.standin, token)).to.equal(true);
    });

    it('leaves it alone without the policy, though the record was emptied', async () => {
      const token = await rig.logins.storedToken(rig.standin.adminUsername);

      await run(
        'stored',
        during(() => removeCredential(rig.standin.adminUsername, { revoke: false }))
      );

      expect(await renews(rig.standin, token)).to.equal(true);
      expect((await AuthInfo.create({ username: rig.standin.adminUsername })).getFields().accessToken).to.equal(
        undefined
      );
    });
  });
});
