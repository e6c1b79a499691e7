import { expect } from 'chai';
import { silentReporter, type SyncStage } from '../../src/engine/reporter.ts';
import { errorFacts } from '../../src/errors.ts';
import type { Effect } from '../../standin/faults.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { changesOf } from './changesOf.ts';
import { modelSignature } from './modelSignature.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

const FOR_EVER = { times: null } as const;

const page = (status: number): Effect => ({
  kind: 'answer',
  status,
  contentType: 'text/html',
  body: '<html><body>Something else</body></html>',
});

describe('a sync over a network that breaks', () => {
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
    untouched = await modelSignature(rig.store, rig.org.key);
    rig.standin.forgetRequests();
  });

  afterEach(() => rig.stop());

  const modelNow = (): Promise<unknown> => modelSignature(rig.store, rig.org.key);

  describe('at a listing, each time', () => {
    for (const [what, effect] of [
      ['breaks the connection', { kind: 'drop' }],
      ['cuts the answer off', { kind: 'cut', keep: 0.5 }],
      ['answers with a page and status 200', page(200)],
      ['answers with a page and status 502', page(502)],
    ] as ReadonlyArray<readonly [string, Effect]>) {
      it(`loses that listing alone, and nothing of its type (${what})`, async () => {
        rig.standin.control.plan('listMetadata', effect, { match: 'ApexClass', ...FOR_EVER });

        const run = await rig.sync();

        expect(run.state).to.equal('partial');
        expect(changesOf(run)).to.deep.equal({ notFetched: 2 });
        expect(run.types.filter(({ state }) => state === 'failed').map(({ type }) => type)).to.deep.equal([
          'ApexClass',
        ]);
        expect(await modelNow()).to.deep.equal(untouched);

        rig.standin.control.heal();
        expect(await rig.sync()).to.include({ state: 'succeeded' });
        expect(await modelNow()).to.deep.equal(untouched);
      });
    }

    it('ends the sync when no listing comes at all', async () => {
      rig.standin.control.plan('listMetadata', { kind: 'drop' }, { ...FOR_EVER });

      const error = await rig.syncFails();

      expect(errorFacts(error)).to.include({ transient: true });
      expect(await modelNow()).to.deep.equal(untouched);
    });

    it('ends the sync at once when the org is out of reach in the middle', async () => {
      const listing = (stage: SyncStage): void => {
        if (stage === 'List') rig.standin.control.plan('*', { kind: 'drop' }, FOR_EVER);
      };

      const error = await rig.syncFails({ reporter: { ...silentReporter, stage: listing } });

      expect(error.name).to.equal('OrgUnreachableError');
      expect(rig.standin.requests().length).to.be.below(20);
    });
  });

  describe('while the session is renewed', () => {
    const endSessions = {
      reporter: {
        ...silentReporter,
        stage: (reached: SyncStage) => (reached === 'List' ? rig.standin.control.revokeSessions() : undefined),
      },
    };

    for (const [what, effect] of [
      ['breaks the connection', { kind: 'drop' }],
      ['cuts the answer off', { kind: 'cut', keep: 0.5 }],
      ['answers with a 503', page(503)],
      ['answers with a 502', page(502)],
    ] as ReadonlyArray<readonly [string, Effect]>) {
      for (const [login, save] of [
        ['a refresh token', () => rig.logins.saveRenewable(rig.standin)],
        ['a key', () => rig.logins.saveKey(rig.standin)],
      ] as const) {
        it(`goes on with ${login} after it ${what} once`, async () => {
          await save();
          rig.standin.control.plan('token', effect);

          const run = await rig.sync(endSessions);

          expect(run.state, run.warnings.join('\n')).to.equal('succeeded');
        });
      }

      it(`does not take a refresh token for expired when it always ${what}`, async () => {
        await rig.logins.saveRenewable(rig.standin);
        rig.standin.control.plan('token', effect, FOR_EVER);

        const error = await rig.syncFails(endSessions);

        expect(error.name).to.not.equal('TokenExpiredError');
        expect(errorFacts(error), error.message).to.include({ transient: true });
        expect(await modelNow()).to.deep.equal(untouched);
      });
    }

    it('says that a refresh token is not valid any more when Salesforce says so', async () => {
      await rig.logins.saveRenewable(rig.standin);
      rig.standin.control.revokeRefreshTokens();

      expect(await rig.syncFails(endSessions)).to.have.property('name', 'TokenExpiredError');
    });
  });
});
