import { ConfigAggregator, StateAggregator } from '@salesforce/core';
import { expect } from 'chai';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findConnectedOrg } from '../../src/connections/findConnectedOrg.ts';
import { resolveTarget } from '../../src/salesforce/login/resolveTarget.ts';
import { credentialState } from '../../src/salesforce/login/storedLogin.ts';
import type { OrgRecord } from '../../src/store/records.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import { orgOf } from '../store/builders.ts';
import { scratchLogins, type ScratchLogins } from '../sync/scratchLogins.ts';

describe('logins of the sf CLI', () => {
  let standin: Standin;
  let logins: ScratchLogins;

  before(async () => {
    const project = tinyProject();
    standin = await startStandin({ project: project.path });
    project.remove();
    logins = scratchLogins();
    await logins.saveSession(standin);
    const state = await StateAggregator.getInstance();
    await state.aliases.setAndSave('prod', standin.adminUsername);
    StateAggregator.clearInstance();
  });

  after(async () => {
    logins.remove();
    await standin.stop();
  });

  beforeEach(() => standin.forgetRequests());

  afterEach(() => expect(standin.requests()).to.deep.equal([]));

  describe('resolving what a person names', () => {
    it('finds the user behind an alias, a username or an org id', async () => {
      const { orgId } = standin.org;
      const login = { username: standin.adminUsername, alias: 'prod' };

      expect(await resolveTarget('prod')).to.deep.equal({ text: 'prod', ...login });
      expect(await resolveTarget(` ${login.username} `)).to.deep.equal({ text: login.username, ...login });
      expect(await resolveTarget(orgId)).to.deep.equal({ text: orgId, ...login });
      expect(await resolveTarget(orgId.slice(0, 15))).to.include(login);
    });

    it('gives back what the sf CLI does not know', async () => {
      expect(await resolveTarget('nobody')).to.deep.equal({ text: 'nobody' });
      expect(await resolveTarget('nobody@example.com')).to.deep.equal({ text: 'nobody@example.com' });
      expect(await resolveTarget('00D000000000099AAA')).to.deep.equal({
        text: '00D000000000099AAA',
        orgId: '00D000000000099AAA',
      });
    });

    it('takes no path for a username', async () => {
      expect(await resolveTarget('../../x@y')).to.deep.equal({ text: '../../x@y' });
    });

    it('takes the default org when nothing is named, and says when there is none', async () => {
      const error = await resolveTarget(undefined).catch((e: Error) => e);
      expect(error).to.include({ name: 'DefaultOrgMissingError', exitCode: 2 });

      process.env['SF_TARGET_ORG'] = 'prod';
      await ConfigAggregator.create().then((config) => config.reload());
      try {
        expect(await resolveTarget(undefined)).to.include({ text: 'prod', username: standin.adminUsername });
        expect(await resolveTarget('  ')).to.include({ text: 'prod' });
      } finally {
        delete process.env['SF_TARGET_ORG'];
        await ConfigAggregator.create().then((config) => config.reload());
      }
    });
  });

  describe('finding the record of an org', () => {
    const kept: OrgRecord = orgOf('gone', { username: 'old@example.com', disconnectedAt: '2026-01-01T00:00:00.000Z' });
    const orgs = [
      orgOf('one', { username: 'ada@example.com', alias: 'prod', orgId: '00D000000000001EAA' }),
      orgOf('two', { username: 'bob@example.com', alias: 'test', orgId: '00D000000000002EAA' }),
    ];
    const view = { orgs: (options?: { all?: boolean }) => Promise.resolve(options?.all ? [...orgs, kept] : orgs) };
    const keyOf = async (target: Parameters<typeof findConnectedOrg>[1], all = false): Promise<string> =>
      (await findConnectedOrg(view, target, { all })).key;

    for (const text of ['two', 'test', 'bob@example.com', '00D000000000002EAA', '00D000000000002']) {
      it(`finds it by ${text}`, async () => {
        expect(await keyOf({ text })).to.equal('two');
      });
    }

    it('trusts the username that an alias has now more than the alias that was noted', async () => {
      expect(await keyOf({ text: 'prod', username: 'bob@example.com', alias: 'prod' })).to.equal('two');
      expect(await keyOf({ text: 'prod', username: 'new@example.com', alias: 'prod' })).to.equal('one');
    });

    for (const [what, text, target] of [
      ['org id', '00D000000000002EAA', {}],
      ['short org id', '00D000000000002', {}],
      ['org id, of which the sf CLI has another user’s login', '00D000000000002EAA', { username: 'decoy@example.com' }],
      ['username', 'bob@example.com', {}],
      ['username that the sf CLI knows', 'bob@example.com', { username: 'bob@example.com' }],
      ['key', 'two', {}],
    ] as const) {
      it(`does not take the alias of another record for what is typed: ${what}`, async () => {
        const decoy = orgOf('decoy', { alias: text, username: 'decoy@example.com', orgId: '00D000000000009EAA' });
        const found = findConnectedOrg({ orgs: async () => [decoy, ...orgs] }, { text, ...target });

        expect((await found).key).to.equal('two');
      });
    }

    it('takes no alias or key for an org id or a known username that no record has', async () => {
      for (const target of [
        { text: '00D000000000003EAA' },
        { text: '00D000000000003EAA', username: 'new@example.com' },
        { text: 'new@example.com', username: 'new@example.com' },
      ]) {
        const decoys = [orgOf(target.text), orgOf('decoy', { alias: target.text })];
        const error = await findConnectedOrg({ orgs: async () => decoys }, target).catch((e: Error) => e);
        expect(error, target.text).to.include({ name: 'OrgNotConnectedError' });
      }
    });

    it('knows a sandbox by its user after a refresh, when its new org id is named', async () => {
      expect(await keyOf({ text: '00D000000000003EAA', username: 'bob@example.com' })).to.equal('two');
    });

    it('finds an org whose model was kept only where those count', async () => {
      expect(await keyOf({ text: 'old@example.com' }, true)).to.equal('gone');
      const error = await keyOf({ text: 'old@example.com' }).catch((e: Error) => e);
      expect(error).to.include({ name: 'OrgNotConnectedError' });
    });
  });

  describe('what is held for a user', () => {
    it('is a session, a refresh token, a key or nothing', async () => {
      expect(await credentialState('nobody@example.com')).to.equal('none');
      expect(await credentialState(standin.adminUsername)).to.equal('session');
      await logins.saveRenewable(standin);
      expect(await credentialState(standin.adminUsername)).to.equal('renewable');
      await logins.saveKey(standin);
      expect(await credentialState(standin.adminUsername)).to.equal('key');
      writeFileSync(join(logins.home, '.sfdx', 'empty@example.com.json'), '{"username":"empty@example.com"}');
      expect(await credentialState('empty@example.com')).to.equal('none');
      standin.forgetRequests();
    });
  });
});
