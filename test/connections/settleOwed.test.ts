import { expect } from 'chai';
import { writeFileSync } from 'node:fs';
import { removalFor } from '../../src/connections/removalFor.ts';
import { openSession } from '../../src/salesforce/session/openSession.ts';
import { renews } from '../sync/scratchLogins.ts';
import { MINUTE, NOW, STORE, startOwedRig, type OwedRig } from './owedRig.ts';

describe('the revocation of a login that a sync uses when a policy comes into force', () => {
  let rig: OwedRig;

  before(async () => {
    rig = await startOwedRig();
  });
  after(() => rig.stop());
  beforeEach(() => rig.reset());
  afterEach(() => rig.tidy());

  it('is owed of a login that is a session alone as well: ending it would end the sync', async () => {
    await rig.logins.saveSession(rig.standin);
    const sessions = rig.standin.control.liveSessions(rig.username);
    await rig.startRun();

    const [outcome] = await rig.remove();

    expect(outcome?.removal).to.deep.include({ before: 'session', removed: [], revocation: { state: 'left' } });
    expect(rig.standin.control.liveSessions(rig.username)).to.equal(sessions);
    rig.isAlive = false;
    await rig.settle();
    expect(rig.standin.control.liveSessions(rig.username)).to.equal(sessions - 1);
    expect(rig.onDisk()).not.to.have.any.keys('refreshToken', 'accessToken');
  });

  it('is owed while the sync runs: the login stays, and is named without a secret', async () => {
    await rig.startRun();

    const [outcome] = await rig.remove();

    expect(outcome?.removal).to.deep.include({ before: 'renewable', removed: [], revocation: { state: 'left' } });
    expect(rig.onDisk()).to.include.keys('refreshToken', 'accessToken');
    expect(rig.standin.requests()).to.deep.equal([]);
    expect((await rig.owed.list()).owed).to.have.lengthOf(1);
    expect((await rig.owed.list()).owed[0]).to.deep.include({
      username: rig.username,
      orgId: rig.org.orgId,
      store: STORE,
      runId: 'r1',
    });
    const secrets = [rig.token, String(rig.onDisk()['refreshToken']), String(rig.onDisk()['accessToken'])];
    for (const secret of secrets) expect(JSON.stringify([...rig.records.files])).not.to.include(secret);
    expect(await rig.audits()).to.deep.equal(['revocation owed']);
    await rig.settle();
    expect(rig.onDisk()).to.include.keys('refreshToken');
  });

  it('is done by the sync at its end, and written down once', async () => {
    await rig.startRun();
    const session = await openSession(rig.username, { sleep: () => Promise.resolve(), random: () => 0 });
    await rig.remove();
    await rig.endRun();

    const told: string[] = [];
    const run = { orgKey: 'one', startedAt: new Date(NOW - MINUTE).toISOString(), actor: 'bob' };
    const problems = await session.end(
      removalFor(
        run,
        { trigger: 'manual', credential: 'stored' },
        { ...rig.parts(), owed: rig.owed, told: ({ username }) => void told.push(username) }
      )
    );
    await rig.settle();

    expect(problems).to.deep.equal([]);
    expect(told).to.deep.equal([rig.username]);
    await rig.isDead();
    expect(await rig.audits()).to.deep.equal(['revocation owed', 'credential removed']);
    expect((await rig.store.audits())[0]).to.deep.include({ actor: 'bob', from: 'sync on here' });
  });

  it('is not done at the end of a sync because the store says that somebody agreed', async () => {
    const session = await openSession(rig.username, { sleep: () => Promise.resolve(), random: () => 0 });
    const by = { actor: 'eve', from: 'there', orgKey: 'one', detail: { username: rig.username, runId: 'r1' } };
    for (const action of ['credential removed', 'revocation owed']) {
      await rig.store.audit({ ...by, at: '9999-01-01T00:00:00.000Z', action });
    }
    const run = { orgKey: 'one', runId: 'r1', startedAt: new Date(NOW - MINUTE).toISOString(), actor: 'bob' };

    const parts = { ...rig.parts(), owed: rig.owed };
    expect(await session.end(removalFor(run, { trigger: 'manual', credential: 'stored' }, parts))).to.deep.equal([]);

    expect(rig.onDisk()).to.include.keys('refreshToken', 'accessToken');
    expect(await rig.audits()).to.deep.equal(['credential removed', 'revocation owed']);
  });

  it('is told with a next step where the key to the login is lost, because no later try can do it', async () => {
    await rig.startRun();
    await rig.remove();
    rig.isAlive = false;
    const refreshToken = String(rig.onDisk()['refreshToken']).replace(/[0-9a-f]{32}$/, '0'.repeat(32));
    writeFileSync(rig.fileOf(rig.username), JSON.stringify({ ...rig.onDisk(), refreshToken }));
    const told: string[] = [];

    await rig.settle(STORE, (sentence) => void told.push(sentence));

    expect(told).to.have.lengthOf(1);
    expect(told.join()).to.contain(rig.username).and.to.contain('Session Management');
    expect(rig.onDisk()).not.to.have.any.keys('refreshToken', 'accessToken');
  });

  it('is done by the next command when the process of the sync has died', async () => {
    await rig.startRun();
    await rig.remove();
    rig.isAlive = false;

    await rig.settle();

    await rig.isDead();
    expect(await rig.audits()).to.deep.equal(['revocation owed', 'credential removed']);
    const [{ detail } = { detail: {} }] = await rig.store.audits();
    expect(detail).to.deep.include({ username: rig.username, revocation: { state: 'revoked' } });
  });

  it('is done by the next command when the lease of another machine’s sync is over', async () => {
    await rig.startRun();
    await rig.remove();

    rig.now += MINUTE - 1;
    await rig.settle();
    expect(await renews(rig.standin, rig.token)).to.equal(true);
    rig.now += 1;
    await rig.settle();

    await rig.isDead();
  });

  it('is done by the next command though the store says that the sync has a lease for ever', async () => {
    await rig.startRun();
    await rig.remove();
    await rig.store.renewLease('one', 'r1', '9999-01-01T00:00:00.000Z');

    await rig.settle();

    await rig.isDead();
  });

  it('is done after a day though somebody renews the lease in the store again and again', async () => {
    await rig.startRun();
    await rig.remove();
    rig.now += 24 * 60 * MINUTE;
    const run = (await rig.store.run('one', 'r1'))!;
    await rig.store.saveRun({ ...run, startedAt: new Date(rig.now - MINUTE).toISOString() });
    await rig.store.renewLease('one', 'r1', new Date(rig.now + MINUTE).toISOString());

    await rig.settle();

    await rig.isDead();
  });

  it('is not left to a run that the store got from somebody else', async () => {
    await rig.startRun();
    await rig.store.renewLease('one', 'r1', '9999-01-01T00:00:00.000Z');

    const [outcome] = await rig.remove();

    expect(outcome?.removal).to.deep.include({ revocation: { state: 'revoked' } });
    await rig.isDead();
  });

  it('is done by the next command when the sync ended in another way than it should', async () => {
    await rig.startRun();
    await rig.remove();
    await rig.endRun();

    await rig.settle();

    await rig.isDead();
  });

  it('is done at once where the sync ends while it is noted', async () => {
    await rig.startRun();
    const note = rig.owed.note;
    rig.owed = { ...rig.owed, note: (one) => note(one).then(rig.endRun) };

    const [outcome] = await rig.remove();

    expect(outcome?.removal?.revocation).to.deep.equal({ state: 'revoked' });
    await rig.isDead();
  });

  it('is done at once for a login that the running sync does not use', async () => {
    await rig.startRun('r1', 'somebody@else.example');

    await rig.remove();

    await rig.isDead();
  });

  it('is not owed any more when the policy was lifted meanwhile', async () => {
    await rig.startRun();
    await rig.remove();
    [rig.isAlive, rig.isInForce] = [false, false];

    await rig.settle();

    expect((await rig.owed.list()).owed).to.deep.equal([]);
    expect(await renews(rig.standin, rig.token)).to.equal(true);
    expect(rig.onDisk()).to.include.keys('refreshToken');
  });
});
