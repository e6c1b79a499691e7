import { expect } from 'chai';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { owedRevocations, type OwedRecords, type OwedRevocations } from '../../src/account/owedRevocations.ts';
import { removalFor } from '../../src/connections/removalFor.ts';
import { removeForbidden, storedLoginsOf, type Enforcement } from '../../src/connections/removeLogins.ts';
import { settlingOwed } from '../../src/cli/backend/settlingOwed.ts';
import type { OpenBackend } from '../../src/cli/backend/openBackend.ts';
import { settleOwed } from '../../src/connections/settleOwed.ts';
import type { Collaborators } from '../../src/engine/contract.ts';
import { openSession } from '../../src/salesforce/session/openSession.ts';
import { createMemoryStore } from '../../src/store/memory/memoryStore.ts';
import type { OrgRecord } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import type { PolicyReadings } from '../../src/policy/readPolicies.ts';
import { enforcementView, isIncomplete, leftovers } from '../../src/view/enforcementView.ts';
import { orgOf, runOf } from '../store/builders.ts';
import { renews, scratchLogins, type ScratchLogins } from '../sync/scratchLogins.ts';

const STORE = 'sqlite:/here.db';
const NOW = Date.UTC(2026, 0, 1, 12);
const MINUTE = 60_000;

/** The account's files, in memory. */
const memoryRecords = (): OwedRecords & { readonly files: Map<string, Readonly<Record<string, unknown>>> } => {
  const files = new Map<string, Readonly<Record<string, unknown>>>();
  return {
    files,
    list: async () => [...files].map(([name, value]) => ({ name, value })),
    write: async (name, value) => void files.set(name, structuredClone(value)),
    remove: async (name) => void files.delete(name),
  };
};

describe('the revocation of a login that a sync uses when a policy comes into force', () => {
  let standin: Standin;
  let logins: ScratchLogins;
  let org: OrgRecord;
  let username: string;
  let store: Store;
  let records: ReturnType<typeof memoryRecords>;
  let owed: OwedRevocations;
  let now: number;
  let isAlive: boolean;
  let isInForce: boolean;
  let token: string;

  before(async () => {
    const project = tinyProject();
    standin = await startStandin({ project: project.path });
    project.remove();
  });
  after(() => standin.stop());

  beforeEach(async () => {
    logins = scratchLogins();
    await logins.saveRenewable(standin);
    username = standin.adminUsername;
    token = await logins.storedToken(username);
    org = orgOf('one', { orgId: standin.org.orgId, username, policies: { 'manual-sync-only': true } });
    store = createMemoryStore();
    records = memoryRecords();
    owed = owedRevocations(records);
    [now, isAlive, isInForce] = [NOW, true, true];
    await store.saveOrg(org);
    standin.forgetRequests();
  });
  afterEach(() => {
    logins.remove();
    standin.control.heal();
  });

  const parts = (): Pick<Collaborators, 'guard' | 'store' | 'clock' | 'process'> => ({
    store,
    guard: {
      allow: async (action) =>
        action === 'sync' && isInForce
          ? { allowed: false, reason: 'manual sync only', error: new Error('refused') as never }
          : { allowed: true },
    },
    clock: { now: () => new Date(now), sleep: () => Promise.resolve() },
    process: { holder: { host: 'here', pid: 1 }, isAlive: () => isAlive },
  });
  const startRun = (runId = 'r1', of = username): Promise<unknown> => {
    const leaseUntil = new Date(NOW + MINUTE).toISOString();
    const startedAt = new Date(NOW - MINUTE).toISOString();
    return store.beginRun(runOf('one', runId, { username: of, startedAt, leaseUntil }), () => false);
  };
  const endRun = async (): Promise<void> => {
    const run = await store.run('r1');
    if (run) await store.saveRun({ ...run, state: 'failed', finishedAt: new Date(now).toISOString() });
  };
  const remove = async (): Promise<Enforcement[]> =>
    removeForbidden(
      { logins: await storedLoginsOf([org]), actor: 'ada', from: 'a test', storeUrl: STORE, owed },
      parts()
    );
  const settle = (storeUrl = STORE): Promise<void> =>
    settleOwed({ owed, storeUrl, isInForce: async () => isInForce, from: 'later' }, parts());

  const onDisk = (): Record<string, unknown> =>
    JSON.parse(readFileSync(join(logins.home, '.sfdx', `${username}.json`), 'utf8')) as Record<string, unknown>;
  const audits = async (): Promise<string[]> => (await store.audits()).map(({ action }) => action).reverse();
  const isDead = async (): Promise<void> => {
    expect(await renews(standin, token), 'the refresh token').to.equal(false);
    expect(onDisk()).not.to.have.any.keys('refreshToken', 'accessToken');
    expect((await owed.list()).owed).to.deep.equal([]);
  };

  it('is owed while the sync runs: the login stays, and is named without a secret', async () => {
    await startRun();

    const [outcome] = await remove();

    expect(outcome?.removal).to.deep.include({ before: 'renewable', removed: [], revocation: { state: 'left' } });
    expect(onDisk()).to.include.keys('refreshToken', 'accessToken');
    expect(standin.requests()).to.deep.equal([]);
    expect((await owed.list()).owed).to.have.lengthOf(1);
    expect((await owed.list()).owed[0]).to.deep.include({ username, orgId: org.orgId, store: STORE, runId: 'r1' });
    const secrets = [token, String(onDisk()['refreshToken']), String(onDisk()['accessToken'])];
    for (const secret of secrets) expect(JSON.stringify([...records.files])).not.to.include(secret);
    expect(await audits()).to.deep.equal(['revocation owed']);
    await settle();
    expect(onDisk()).to.include.keys('refreshToken');
  });

  it('is done by the sync at its end, and written down once', async () => {
    await startRun();
    const session = await openSession(username, { sleep: () => Promise.resolve(), random: () => 0 });
    await remove();
    await endRun();

    const run = { orgKey: 'one', startedAt: new Date(NOW - MINUTE).toISOString(), actor: 'bob' };
    const problems = await session.end(removalFor(run, { trigger: 'manual', credential: 'stored' }, parts()));
    await settle();

    expect(problems).to.deep.equal([]);
    await isDead();
    expect(await audits()).to.deep.equal(['revocation owed', 'credential removed']);
    expect((await store.audits())[0]).to.deep.include({ actor: 'bob', from: 'sync on here' });
  });

  it('is done by the next command when the process of the sync has died', async () => {
    await startRun();
    await remove();
    isAlive = false;

    await settle();

    await isDead();
    expect(await audits()).to.deep.equal(['revocation owed', 'credential removed']);
    const [{ detail } = { detail: {} }] = await store.audits();
    expect(detail).to.deep.include({ username, revocation: { state: 'revoked' } });
  });

  it('is done by the next command when the lease of another machine’s sync is over', async () => {
    await startRun();
    await remove();

    now += MINUTE - 1;
    await settle();
    expect(await renews(standin, token)).to.equal(true);
    now += 1;
    await settle();

    await isDead();
  });

  it('is done by the next command though the store says that the sync has a lease for ever', async () => {
    await startRun();
    await remove();
    await store.renewLease('r1', '9999-01-01T00:00:00.000Z');

    await settle();

    await isDead();
  });

  it('is done after a day though somebody renews the lease in the store again and again', async () => {
    await startRun();
    await remove();
    now += 24 * 60 * MINUTE;
    const run = (await store.run('r1'))!;
    await store.saveRun({ ...run, startedAt: new Date(now - MINUTE).toISOString() });
    await store.renewLease('r1', new Date(now + MINUTE).toISOString());

    await settle();

    await isDead();
  });

  it('is not left to a run that the store got from somebody else', async () => {
    await startRun();
    await store.renewLease('r1', '9999-01-01T00:00:00.000Z');

    const [outcome] = await remove();

    expect(outcome?.removal).to.deep.include({ revocation: { state: 'revoked' } });
    await isDead();
  });

  it('is done by the next command when the sync ended in another way than it should', async () => {
    await startRun();
    await remove();
    await endRun();

    await settle();

    await isDead();
  });

  it('is done by a command on another store once the process has died, or a day has passed', async () => {
    for (const end of [() => void (isAlive = false), () => void (now += 24 * 60 * MINUTE)]) {
      await logins.saveRenewable(standin);
      token = await logins.storedToken(username);
      [now, isAlive] = [NOW, true];
      await endRun();
      await startRun(`r${Math.random()}`);
      await remove();
      store = createMemoryStore();
      await settle('sqlite:/other.db');
      expect(await renews(standin, token)).to.equal(true);

      end();
      await settle('sqlite:/other.db');

      await isDead();
      await store.saveOrg(org);
    }
  });

  it('is done at once where the sync ends while it is noted', async () => {
    await startRun();
    const note = owed.note;
    owed = { ...owed, note: (one) => note(one).then(endRun) };

    const [outcome] = await remove();

    expect(outcome?.removal?.revocation).to.deep.equal({ state: 'revoked' });
    await isDead();
  });

  it('is done at once where nothing can be remembered: no login may be forgotten', async () => {
    await startRun();
    owed = { ...owed, note: () => Promise.reject(new Error('read-only')) };

    await remove();

    await isDead();
  });

  it('is done at once for a login that the running sync does not use', async () => {
    await startRun('r1', 'somebody@else.example');

    await remove();

    await isDead();
  });

  it('stays owed while Salesforce can’t be reached, and is tried again, but not at once', async () => {
    await startRun();
    await remove();
    isAlive = false;
    standin.control.plan('revoke', { kind: 'drop' }, { times: null });

    await settle();
    expect(onDisk()).to.include.keys('refreshToken');
    expect((await owed.list()).owed[0]?.tried?.problem).to.include("can't be reached");
    standin.control.heal();
    await settle();
    expect(await renews(standin, token)).to.equal(true);
    now += 5 * MINUTE;
    await settle();

    await isDead();
    expect(await audits()).to.deep.equal(['revocation owed', 'credential removed']);
  });

  it('is removed all the same by who asks for it while Salesforce can’t be reached, and that is said', async () => {
    await startRun();
    await remove();
    isAlive = false;
    standin.control.plan('revoke', { kind: 'drop' }, { times: null });
    await settle();

    const [outcome] = await remove();

    expect(outcome?.removal?.revocation.state).to.equal('failed');
    expect(onDisk()).not.to.have.any.keys('refreshToken', 'accessToken');
    expect((await owed.list()).owed).to.deep.equal([]);
  });

  it('is finished by the next command when a program was cut off between revoking and removing', async () => {
    await startRun();
    await remove();
    isAlive = false;
    standin.control.revokeRefreshTokens();

    await settle();

    await isDead();
  });

  for (const runs of [true, false]) {
    it(`is done, and not called refused, where the store keeps no audit record${runs ? ' while a sync runs' : ''}`, async () => {
      if (runs) await startRun();
      store = { ...store, audit: () => Promise.reject(new Error('disk I/O error')) };
      const [outcome] = await remove();
      expect(outcome).not.to.have.property('refusal');
      expect(outcome?.removal?.revocation.state).to.equal(runs ? 'left' : 'revoked');
      expect(outcome?.unaudited?.message).to.equal('disk I/O error');
      if (!runs) await isDead();
      const view = outcome && enforcementView(outcome);
      expect(view && isIncomplete(view)).to.equal(true);
      expect(view && leftovers(view).join(' '))
        .to.include('is done')
        .and.not.to.include('was not removed');
    });
  }

  it('is not owed any more when the policy was lifted meanwhile', async () => {
    await startRun();
    await remove();
    [isAlive, isInForce] = [false, false];

    await settle();

    expect((await owed.list()).owed).to.deep.equal([]);
    expect(await renews(standin, token)).to.equal(true);
    expect(onDisk()).to.include.keys('refreshToken');
  });

  it('is left to the home that it is about', async () => {
    await startRun();
    await remove();
    isAlive = false;
    const [one] = (await owed.list()).owed;
    if (one) await owed.done(one);
    if (one) await owed.note({ ...one, loginFolder: '/another/home/.sfdx' });

    await settle();

    expect((await owed.list()).owed).to.have.lengthOf(1);
    expect(await renews(standin, token)).to.equal(true);
  });

  /** Owed besides, and settled before it: its file's name comes first. */
  const oweBefore = async (other: string): Promise<void> => {
    const [one] = (await owed.list()).owed;
    if (one === undefined) expect.fail('nothing is owed');
    await owed.done(one);
    await owed.note({ ...one, username: other });
    await owed.note(one);
  };
  const fileOf = (of: string): string => join(logins.home, '.sfdx', `${of}.json`);

  it('does not wait for another one that fails, which is noted with the reason and not tried again at once', async () => {
    await startRun();
    await remove();
    await oweBefore('broken@one.example');
    isAlive = false;
    writeFileSync(fileOf('broken@one.example'), '{"refreshToken": ');

    await settle();

    expect(await renews(standin, token)).to.equal(false);
    const [left, ...more] = (await owed.list()).owed;
    expect(more).to.deep.equal([]);
    expect(left).to.deep.include({ username: 'broken@one.example' });
    expect(left?.tried?.at).to.equal(new Date(now).toISOString());
    expect(left?.tried?.problem).not.to.equal('');

    const asked: string[] = [];
    const isAsked = async (one: { readonly orgId: string }): Promise<boolean> => asked.push(one.orgId) > 0;
    const again = (): Promise<void> =>
      settleOwed({ owed, storeUrl: STORE, isInForce: isAsked, from: 'later' }, parts());
    await again();
    expect(asked).to.deep.equal([]);
    now += 5 * MINUTE;
    await again();
    expect(asked).to.have.lengthOf(1);
  });

  it('does not wait for another one whose failure can’t even be noted', async () => {
    await startRun();
    await remove();
    await oweBefore('broken@one.example');
    isAlive = false;
    writeFileSync(fileOf('broken@one.example'), 'no JSON');
    owed = { ...owed, note: () => Promise.reject(new Error('read-only')) };

    await settle();

    expect(await renews(standin, token)).to.equal(false);
  });

  it('does not wait for another one of which the store can’t say whether its sync runs', async () => {
    await startRun();
    await remove();
    const [one] = (await owed.list()).owed;
    if (one) await owed.done(one);
    if (one) await owed.note({ ...one, username: 'other@one.example', runId: 'broken' });
    if (one) await owed.note(one);
    isAlive = false;
    const { run } = store;
    store = { ...store, run: (id) => (id === 'broken' ? Promise.reject(new Error('database is locked')) : run(id)) };

    await settle();

    expect(await renews(standin, token)).to.equal(false);
    const [left] = (await owed.list()).owed;
    expect(left?.tried?.problem).to.equal('database is locked');
  });

  const UNREADABLE: { readonly [what: string]: (file: string) => void } = {
    'is no valid JSON': (file) => writeFileSync(file, '{"refreshToken": "x'),
    'is empty': (file) => writeFileSync(file, ''),
    'holds no object': (file) => writeFileSync(file, 'null'),
    'is a folder': (file) => {
      rmSync(file);
      mkdirSync(file);
    },
    'is a link in a circle': (file) => {
      rmSync(file);
      symlinkSync(file, file);
    },
  };
  for (const [what, spoil] of Object.entries(UNREADABLE)) {
    it(`stays owed while the login’s file ${what}, and is done when it can be read again`, async () => {
      await startRun();
      await remove();
      isAlive = false;
      const file = fileOf(username);
      const text = readFileSync(file, 'utf8');
      spoil(file);

      await settle();

      const [left] = (await owed.list()).owed;
      expect(left?.username).to.equal(username);
      expect(left?.tried?.problem).not.to.include(text.slice(10, 40)).and.not.to.equal('');
      rmSync(file, { recursive: true });
      writeFileSync(file, text);
      now += 5 * MINUTE;
      await settle();
      await isDead();
    });
  }

  it('is done when the login’s file is gone', async () => {
    await startRun();
    await remove();
    isAlive = false;
    rmSync(fileOf(username));

    await settle();

    expect((await owed.list()).owed).to.deep.equal([]);
  });

  it('shows a removal as what it is where it can’t be forgotten that it was owed; the next command does that', async () => {
    await startRun();
    await remove();
    await endRun();
    const { done } = owed;
    owed = { ...owed, done: () => Promise.reject(new Error('read-only')) };

    const [outcome] = await remove();

    expect(outcome?.refusal).to.equal(undefined);
    expect(outcome?.removal?.revocation).to.deep.equal({ state: 'revoked' });
    owed = { ...owed, done };
    await settle();
    await isDead();
  });

  describe('by a command on another store', () => {
    /** As the command itself asks, with what the account knows of all stores. */
    const settleElsewhere = async (orgs: PolicyReadings['orgs']): Promise<void> => {
      isAlive = false;
      now += 24 * 60 * MINUTE;
      store = createMemoryStore();
      const [one] = (await owed.list()).owed;
      // No process of this machine holds it, and its time is over.
      if (one) await owed.note({ ...one, holder: { host: 'elsewhere', pid: 1 }, at: '2020-01-01T00:00:00.000Z' });
      const readPolicies = (): Promise<PolicyReadings> => Promise.resolve({ corporate: [], orgs });
      const backend = { owed, store, url: 'sqlite:/other.db', readPolicies, guard: parts().guard };
      await settlingOwed(backend as unknown as OpenBackend, () => Promise.resolve());
    };
    const said = (manual: boolean): PolicyReadings['orgs'] => [
      { where: STORE, org: { orgId: org.orgId.slice(0, 15) }, statement: { values: { 'manual-sync-only': manual } } },
    ];

    it('is done where the store that set the policy still says so, by the org’s id', async () => {
      await startRun();
      await remove();

      await settleElsewhere(said(true));

      await isDead();
    });

    it('is done where what is known of the org can’t be read', async () => {
      await startRun();
      await remove();

      await settleElsewhere([
        { where: 'a file', org: { orgId: org.orgId }, statement: { problem: 'it is not valid JSON' } },
      ]);

      await isDead();
    });

    for (const [what, orgs] of Object.entries({ 'says off': () => said(false), 'says nothing': () => [] })) {
      it(`is not owed any more where each store that is known ${what}`, async () => {
        await startRun();
        await remove();

        await settleElsewhere(orgs());

        expect((await owed.list()).owed).to.deep.equal([]);
        expect(await renews(standin, token)).to.equal(true);
        expect(onDisk()).to.include.keys('refreshToken');
      });
    }

    it('is done where the org’s own marker forbade the login, which no store can take back', async () => {
      org = { ...org, policies: {}, marked: true };
      await store.saveOrg(org);
      await startRun();
      await remove();

      await settleElsewhere([]);

      await isDead();
    });
  });

  it('is done though the store can’t be written to', async () => {
    await startRun();
    await remove();
    isAlive = false;
    store = { ...store, audit: () => Promise.reject(new Error('read-only')) };

    await settle();

    await isDead();
  });
});
