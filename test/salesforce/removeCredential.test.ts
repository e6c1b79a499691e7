import { AuthInfo, StateAggregator, type AuthFields } from '@salesforce/core';
import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sinon from 'sinon';
import { removeCredential, type CredentialRemoval } from '../../src/salesforce/login/removeCredential.ts';
import { storedLogin } from '../../src/salesforce/login/storedLogin.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import { rejection } from '../store/contract/factory.ts';
import { scratchLogins, type ScratchLogins } from '../sync/scratchLogins.ts';

/** What must stay of each login, so that aliases resolve and `sf org list` goes on showing it. */
const DESCRIPTION = {
  orgEdition: 'Enterprise Edition',
  instanceName: 'DEU42',
  name: 'Tiny',
  isSandbox: false,
} as const;

describe('taking a login out of what the sf CLI holds', () => {
  let standin: Standin;
  let logins: ScratchLogins;
  let username: string;

  before(async () => {
    const project = tinyProject();
    standin = await startStandin({ project: project.path });
    project.remove();
  });

  after(() => standin.stop());

  beforeEach(() => {
    logins = scratchLogins();
    username = standin.adminUsername;
  });

  afterEach(() => {
    logins.remove();
    standin.control.heal();
    standin.forgetRequests();
  });

  const path = (): string => join(logins.home, '.sfdx', `${username}.json`);
  const onDisk = (): Record<string, unknown> => JSON.parse(readFileSync(path(), 'utf8')) as Record<string, unknown>;

  /** Adds fields to the record as the sf CLI does, which encrypts the secret ones. */
  const add = async (fields: AuthFields): Promise<void> => {
    StateAggregator.clearInstance();
    const authInfo = await AuthInfo.create({ username });
    await authInfo.save({ ...DESCRIPTION, ...fields });
    StateAggregator.clearInstance();
  };

  const sandboxFile = (): void => {
    const file = join(logins.home, '.sfdx', `${standin.org.orgId}.sandbox.json`);
    writeFileSync(file, JSON.stringify({ prodOrgUsername: 'admin@prod.example', sandboxName: 'dev' }));
  };

  type Kind = {
    readonly kind: string;
    readonly make: () => Promise<void>;
    readonly expected: Pick<CredentialRemoval, 'before' | 'removed' | 'remaining'> & { readonly revocation: string };
  };

  const kinds: readonly Kind[] = [
    {
      kind: 'web',
      make: async () => {
        await logins.saveRenewable(standin);
        await add({});
      },
      expected: {
        before: 'renewable',
        removed: ['accessToken', 'refreshToken'],
        remaining: [],
        revocation: 'revoked',
      },
    },
    {
      kind: 'sfdx-url, with a client secret',
      make: async () => {
        await logins.saveRenewable(standin);
        await add({ clientSecret: 'client-secret' });
      },
      expected: {
        before: 'renewable',
        removed: ['accessToken', 'clientSecret', 'refreshToken'],
        remaining: [],
        revocation: 'revoked',
      },
    },
    {
      kind: 'JWT',
      make: async () => {
        await logins.saveKey(standin);
        await add({});
      },
      expected: {
        before: 'key',
        removed: ['accessToken', 'privateKey'],
        remaining: [{ source: 'key file', path: 'HOME/server.key' }],
        revocation: 'revoked',
      },
    },
    {
      kind: 'access token',
      make: async () => {
        await logins.saveSession(standin);
        await add({});
      },
      expected: { before: 'session', removed: ['accessToken'], remaining: [], revocation: 'revoked' },
    },
    {
      kind: 'scratch org',
      make: async () => {
        await logins.saveRenewable(standin);
        await add({
          devHubUsername: 'hub@example.com',
          isScratch: true,
          password: 'Secret#1',
          expirationDate: '2030-01-01',
        });
      },
      expected: {
        before: 'renewable',
        removed: ['accessToken', 'password', 'refreshToken'],
        remaining: [{ source: 'dev hub', username: 'hub@example.com' }],
        revocation: 'revoked',
      },
    },
    {
      kind: 'sandbox child',
      make: async () => {
        await logins.saveRenewable(standin);
        await add({ isSandbox: true });
        sandboxFile();
      },
      expected: {
        before: 'renewable',
        removed: ['accessToken', 'refreshToken'],
        remaining: [{ source: 'production org', username: 'admin@prod.example' }],
        revocation: 'revoked',
      },
    },
    {
      kind: 'web, with a linked client app',
      make: async () => {
        await logins.saveSession(standin);
        const app = { clientId: 'agent', accessToken: 'a', refreshToken: await logins.refreshToken(standin) };
        await add({ clientApps: { agent: { ...app, oauthFlow: 'web' } } });
      },
      expected: {
        before: 'renewable',
        removed: ['accessToken', 'clientApps'],
        remaining: [],
        revocation: 'revoked',
      },
    },
  ];

  for (const { kind, make, expected } of kinds) {
    it(`leaves of a login by ${kind} only what says which org it is`, async () => {
      await make();
      const before = onDisk();

      const removal = await removeCredential(username, { revoke: true });

      const after = onDisk();
      expect(removal.removed).to.deep.equal(expected.removed);
      expect(removal.before).to.equal(expected.before);
      expect(removal.revocation.state).to.equal(expected.revocation);
      const atHome = JSON.stringify(removal.remaining).replaceAll(logins.home, 'HOME');
      expect(JSON.parse(atHome)).to.deep.equal(expected.remaining);
      const kept = Object.fromEntries(Object.entries(before).filter(([name]) => !removal.removed.includes(name)));
      expect(after).to.deep.equal(kept);
      expect(after).to.include.keys('username', 'orgId', 'instanceUrl', 'loginUrl', ...Object.keys(DESCRIPTION));
      expect((await storedLogin(username))?.state).to.equal('none');
    });
  }

  it('takes out what a later version of the sf CLI may call a secret', async () => {
    await logins.saveRenewable(standin);
    writeFileSync(path(), JSON.stringify({ ...onDisk(), oneTimeKey: 'x', nested: { deep: 'y' } }));

    const { removed } = await removeCredential(username, { revoke: false });

    expect(removed).to.deep.equal(['accessToken', 'nested', 'oneTimeKey', 'refreshToken']);
    expect(onDisk()).not.to.have.any.keys('oneTimeKey', 'nested', 'refreshToken');
  });

  it('lets the alias resolve, and another process of the sf CLI find no login', async () => {
    await logins.saveRenewable(standin);
    const state = await StateAggregator.getInstance();
    await state.aliases.setAndSave('prod', username);

    await removeCredential(username, { revoke: true });

    const program = `
      const { StateAggregator, AuthInfo, Org } = await import('@salesforce/core');
      const username = (await StateAggregator.getInstance()).aliases.getUsername('prod');
      const fields = (await AuthInfo.create({ username })).getFields(true);
      console.log(JSON.stringify({ username, token: fields.accessToken ?? fields.refreshToken ?? null, orgId: fields.orgId }));`;
    const told = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
    expect(JSON.parse(told)).to.deep.equal({ username, token: null, orgId: standin.org.orgId });
  });

  it('revokes with the token in the body alone', async () => {
    await logins.saveRenewable(standin);
    standin.forgetRequests();

    await removeCredential(username, { revoke: true });

    expect(standin.requests().map(({ method, operation }) => `${method} ${operation}`)).to.deep.equal(['POST revoke']);
    expect(standin.requests()[0]?.path).to.equal('/services/oauth2/revoke');
  });

  it('revokes nothing when told to leave that to a sync', async () => {
    await logins.saveRenewable(standin);
    standin.forgetRequests();

    const { revocation, removed } = await removeCredential(username, { revoke: false });

    expect(revocation).to.deep.equal({ state: 'left' });
    expect(removed).to.include('refreshToken');
    expect(standin.requests()).to.deep.equal([]);
  });

  it('removes all the same when Salesforce refuses to revoke, and says so without the token', async () => {
    await logins.saveRenewable(standin);
    const token = await logins.storedToken(username);
    standin.control.plan(
      'revoke',
      { kind: 'answer', status: 503, contentType: 'text/html', body: `no: ${token}` },
      { times: 2 }
    );

    const { revocation } = await removeCredential(username, { revoke: true });

    expect(revocation).to.deep.equal({ state: 'failed', problem: `${standin.url} answered with HTTP status 503` });
    expect(onDisk()).not.to.have.any.keys('refreshToken', 'accessToken');
  });

  it('revokes first, so that a login that is to be kept for another try is there for it', async () => {
    await logins.saveRenewable(standin);
    const before = onDisk();
    standin.control.plan('revoke', { kind: 'drop' }, { times: null });

    const { revocation, removed } = await removeCredential(username, { revoke: true, unrevoked: 'keep' });

    expect([revocation.state, removed]).to.deep.equal(['failed', []]);
    expect(onDisk()).to.deep.equal(before);
    standin.control.heal();
    const again = await removeCredential(username, { revoke: true, unrevoked: 'keep' });
    expect(again.revocation.state).to.equal('revoked');
    expect(onDisk()).not.to.have.any.keys('refreshToken', 'accessToken');
  });

  it('keeps nothing for another try whose key is lost: no try could revoke it', async () => {
    await logins.saveRenewable(standin);
    const refreshToken = String(onDisk()['refreshToken']).replace(/[0-9a-f]{32}$/, '0'.repeat(32));
    writeFileSync(path(), JSON.stringify({ ...onDisk(), refreshToken }));

    const { revocation } = await removeCredential(username, { revoke: true, unrevoked: 'keep' });

    expect(revocation).to.deep.equal({ state: 'failed', problem: 'the stored refresh token can not be decrypted' });
    expect(onDisk()).not.to.have.any.keys('refreshToken', 'accessToken');
  });

  it('removes all the same when the org is out of reach', async () => {
    await logins.saveRenewable(standin);
    standin.control.plan('revoke', { kind: 'drop' }, { times: null });

    const { revocation } = await removeCredential(username, { revoke: true });

    expect(revocation.state).to.equal('failed');
    expect(onDisk()).not.to.have.any.keys('refreshToken', 'accessToken');
  });

  it('takes a token that Salesforce does not know any more for revoked', async () => {
    await logins.saveRenewable(standin);
    standin.control.revokeRefreshTokens();

    expect((await removeCredential(username, { revoke: true })).revocation).to.deep.equal({ state: 'revoked' });
  });

  it('ends the session too where the refresh token had ended before, by its policy say', async () => {
    await logins.saveRenewable(standin);
    const sessions = standin.control.liveSessions(username);
    standin.control.revokeRefreshTokens();
    standin.forgetRequests();

    const { revocation } = await removeCredential(username, { revoke: true });

    expect(revocation).to.deep.equal({ state: 'revoked' });
    expect(standin.control.liveSessions(username)).to.equal(sessions - 1);
    expect(standin.calls()).to.deep.equal({ revoke: 2 });
  });

  it('ends the session of a login that has nothing else', async () => {
    await logins.saveSession(standin);
    const sessions = standin.control.liveSessions(username);

    const { revocation } = await removeCredential(username, { revoke: true });

    expect(revocation).to.deep.equal({ state: 'revoked' });
    expect(standin.control.liveSessions(username)).to.equal(sessions - 1);
  });

  it('has nothing to revoke of a key without a session', async () => {
    await logins.saveKey(standin);
    await logins.change(username, { accessToken: undefined });

    const { before, revocation } = await removeCredential(username, { revoke: true });

    expect([before, revocation.state]).to.deep.equal(['key', 'nothing to revoke']);
  });

  it('fails where the login is still there afterwards', async () => {
    await logins.saveRenewable(standin);
    const { orgs } = await StateAggregator.getInstance();
    const write = sinon.stub(orgs, 'write').resolves();
    try {
      const error = await rejection(removeCredential(username, { revoke: false }));
      expect(error).to.include({ name: 'LoginStaysError', exitCode: 1 });
      expect(error.message).to.include(username);
    } finally {
      write.restore();
    }
    expect(onDisk()).to.include.keys('refreshToken', 'accessToken');
  });

  it('has nothing to do the second time, nor for somebody the sf CLI does not know', async () => {
    await logins.saveRenewable(standin);
    await removeCredential(username, { revoke: true });

    const nothing = { before: 'none', removed: [], revocation: { state: 'nothing to revoke' }, remaining: [] };
    expect(await removeCredential(username, { revoke: true })).to.deep.equal({ username, ...nothing });
    expect(await removeCredential('who@else.example', { revoke: true })).to.deep.equal({
      username: 'who@else.example',
      ...nothing,
    });
    expect(existsSync(join(logins.home, '.sfdx', 'who@else.example.json'))).to.equal(false);
  });
});
