import { expect } from 'chai';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { settleOwed } from '../../src/connections/settleOwed.ts';
import { enforcementView, isIncomplete, leftovers } from '../../src/view/enforcementView.ts';
import { renews } from '../sync/scratchLogins.ts';
import { MINUTE, STORE, startOwedRig, type OwedRig } from './owedRig.ts';

describe('the revocation that is owed of a login, where something fails', () => {
  let rig: OwedRig;

  before(async () => {
    rig = await startOwedRig();
  });
  after(() => rig.stop());
  beforeEach(() => rig.reset());
  afterEach(() => rig.tidy());

  for (const runs of [true, false]) {
    it(`is done, and not called refused, where the store keeps no audit record${runs ? ' while a sync runs' : ''}`, async () => {
      if (runs) await rig.startRun();
      rig.store = { ...rig.store, audit: () => Promise.reject(new Error('disk I/O error')) };
      const [outcome] = await rig.remove();
      expect(outcome).not.to.have.property('refusal');
      expect(outcome?.removal?.revocation.state).to.equal(runs ? 'left' : 'revoked');
      expect(outcome?.unaudited?.message).to.equal('disk I/O error');
      if (!runs) await rig.isDead();
      const view = outcome && enforcementView(outcome);
      expect(view && isIncomplete(view)).to.equal(true);
      expect(view && leftovers(view).join(' '))
        .to.include('is done')
        .and.not.to.include('was not removed');
    });
  }

  it('is done at once where nothing can be remembered: no login may be forgotten', async () => {
    await rig.startRun();
    rig.owed = { ...rig.owed, note: () => Promise.reject(new Error('read-only')) };

    await rig.remove();

    await rig.isDead();
  });

  it('stays owed while Salesforce can’t be reached, and is tried again, but not at once', async () => {
    await rig.startRun();
    await rig.remove();
    rig.isAlive = false;
    rig.standin.control.plan('revoke', { kind: 'drop' }, { times: null });

    await rig.settle();
    expect(rig.onDisk()).to.include.keys('refreshToken');
    expect((await rig.owed.list()).owed[0]?.tried?.problem).to.include("can't be reached");
    rig.standin.control.heal();
    await rig.settle();
    expect(await renews(rig.standin, rig.token)).to.equal(true);
    rig.now += 5 * MINUTE;
    await rig.settle();

    await rig.isDead();
    expect(await rig.audits()).to.deep.equal(['revocation owed', 'credential removed']);
  });

  it('is removed all the same by who asks for it while Salesforce can’t be reached, and that is said', async () => {
    await rig.startRun();
    await rig.remove();
    rig.isAlive = false;
    rig.standin.control.plan('revoke', { kind: 'drop' }, { times: null });
    await rig.settle();

    const [outcome] = await rig.remove();

    expect(outcome?.removal?.revocation.state).to.equal('failed');
    expect(rig.onDisk()).not.to.have.any.keys('refreshToken', 'accessToken');
    expect((await rig.owed.list()).owed).to.deep.equal([]);
  });

  it('is finished by the next command when a program was cut off between revoking and removing', async () => {
    await rig.startRun();
    await rig.remove();
    rig.isAlive = false;
    rig.standin.control.revokeRefreshTokens();

    await rig.settle();

    await rig.isDead();
  });

  it('does not wait for another one that fails, which is noted with the reason and not tried again at once', async () => {
    await rig.startRun();
    await rig.remove();
    await rig.oweBefore('broken@one.example');
    rig.isAlive = false;
    writeFileSync(rig.fileOf('broken@one.example'), '{"refreshToken": ');

    await rig.settle();

    expect(await renews(rig.standin, rig.token)).to.equal(false);
    const [left, ...more] = (await rig.owed.list()).owed;
    expect(more).to.deep.equal([]);
    expect(left).to.deep.include({ username: 'broken@one.example' });
    expect(left?.tried?.at).to.equal(new Date(rig.now).toISOString());
    expect(left?.tried?.problem).not.to.equal('');

    const asked: string[] = [];
    const standing = async (one: { readonly orgId: string }): Promise<'forbidden'> =>
      Promise.resolve(asked.push(one.orgId)).then(() => 'forbidden');
    const again = (): Promise<void> =>
      settleOwed({ owed: rig.owed, storeUrl: STORE, standing, from: 'later' }, rig.parts());
    await again();
    expect(asked).to.deep.equal([]);
    rig.now += 5 * MINUTE;
    await again();
    expect(asked).to.have.lengthOf(1);
  });

  it('does not wait for another one whose failure can’t even be noted', async () => {
    await rig.startRun();
    await rig.remove();
    await rig.oweBefore('broken@one.example');
    rig.isAlive = false;
    writeFileSync(rig.fileOf('broken@one.example'), 'no JSON');
    rig.owed = { ...rig.owed, note: () => Promise.reject(new Error('read-only')) };

    await rig.settle();

    expect(await renews(rig.standin, rig.token)).to.equal(false);
  });

  it('does not wait for another one of which the store can’t say whether its sync runs', async () => {
    await rig.startRun();
    await rig.remove();
    const [one] = (await rig.owed.list()).owed;
    if (one) await rig.owed.done(one);
    if (one) await rig.owed.note({ ...one, username: 'other@one.example', runId: 'broken' });
    if (one) await rig.owed.note(one);
    rig.isAlive = false;
    const { run } = rig.store;
    rig.store = {
      ...rig.store,
      run: (org, id) => (id === 'broken' ? Promise.reject(new Error('database is locked')) : run(org, id)),
    };

    await rig.settle();

    expect(await renews(rig.standin, rig.token)).to.equal(false);
    const [left] = (await rig.owed.list()).owed;
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
      await rig.startRun();
      await rig.remove();
      rig.isAlive = false;
      const file = rig.fileOf(rig.username);
      const text = readFileSync(file, 'utf8');
      spoil(file);

      await rig.settle();

      const [left] = (await rig.owed.list()).owed;
      expect(left?.username).to.equal(rig.username);
      expect(left?.tried?.problem).not.to.include(text.slice(10, 40)).and.not.to.equal('');
      rmSync(file, { recursive: true });
      writeFileSync(file, text);
      rig.now += 5 * MINUTE;
      await rig.settle();
      await rig.isDead();
    });
  }

  it('is done when the login’s file is gone', async () => {
    await rig.startRun();
    await rig.remove();
    rig.isAlive = false;
    rmSync(rig.fileOf(rig.username));

    await rig.settle();

    expect((await rig.owed.list()).owed).to.deep.equal([]);
  });

  it('shows a removal as what it is where it can’t be forgotten that it was owed; the next command does that', async () => {
    await rig.startRun();
    await rig.remove();
    await rig.endRun();
    const { done } = rig.owed;
    rig.owed = { ...rig.owed, done: () => Promise.reject(new Error('read-only')) };

    const [outcome] = await rig.remove();

    expect(outcome?.refusal).to.equal(undefined);
    expect(outcome?.removal?.revocation).to.deep.equal({ state: 'revoked' });
    rig.owed = { ...rig.owed, done };
    await rig.settle();
    await rig.isDead();
  });

  it('is done though the store can’t be written to', async () => {
    await rig.startRun();
    await rig.remove();
    rig.isAlive = false;
    rig.store = { ...rig.store, audit: () => Promise.reject(new Error('read-only')) };

    await rig.settle();

    await rig.isDead();
  });
});
