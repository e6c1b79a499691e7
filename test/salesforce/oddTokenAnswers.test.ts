import { expect } from 'chai';
import { loginInBrowser } from '../../src/salesforce/login/loginInBrowser.ts';
import { hideLiveSecrets } from '../../src/secrets/liveSecrets.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import { scratchLogins, type ScratchLogins } from '../sync/scratchLogins.ts';

/** Not the sf CLI's own, so that the test works beside a login of it. */
const PORT = 27_179;

describe('a token endpoint that answers in an odd way', () => {
  let standin: Standin;
  let logins: ScratchLogins;

  before(async () => {
    const project = tinyProject();
    standin = await startStandin({ project: project.path });
    project.remove();
    logins = scratchLogins();
    await logins.saveSession(standin);
    await logins.change(standin.adminUsername, { clientId: 'own-app' });
  });

  after(async () => {
    logins.remove();
    await standin.stop();
  });

  beforeEach(() => standin.forgetRequests());

  afterEach(() => standin.control.heal());

  const failedLogin = (tellUnrevoked?: (sentence: string) => void): Promise<Error & { exitCode?: number }> =>
    loginInBrowser(
      {
        name: 'tiny',
        orgId: standin.org.orgId,
        username: standin.adminUsername,
        instanceUrl: standin.url,
        isSandbox: false,
      },
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
    ).then(
      () => expect.fail('the login was to fail'),
      (error: Error) => error
    );

  type Odd = {
    readonly status?: number;
    readonly headers?: { readonly location: string };
    readonly body: string;
  };

  const answers: Readonly<Record<string, (token: string) => Odd>> = {
    'with status 201': (token) => ({ status: 201, body: JSON.stringify({ access_token: token }) }),
    'as a form': (token) => ({ body: `access_token=${encodeURIComponent(token)}&token_type=Bearer` }),
    'with a redirection that holds it': (token) => ({
      status: 302,
      headers: { location: `https://elsewhere.example/#access_token=${encodeURIComponent(token)}` },
      body: '',
    }),
    'in a list': (token) => ({ body: JSON.stringify([{ access_token: token }]) }),
    'as a list': (token) => ({ body: JSON.stringify({ access_token: [token] }) }),
    'as an object': (token) => ({ body: JSON.stringify({ access_token: { value: token } }) }),
    'deep inside': (token) => ({
      body: `${'{"a":'.repeat(2000)}{"access_token":"${token}"}${'}'.repeat(2000)}`,
    }),
    'beside a number as refresh token': (token) => ({
      body: JSON.stringify({ access_token: token, refresh_token: 5 }),
    }),
    'beside a number as address': (token) => ({ body: JSON.stringify({ access_token: token, instance_url: 5 }) }),
    'beside an object as identity': (token) => ({ body: JSON.stringify({ access_token: token, id: { a: 1 } }) }),
    'beside an error': (token) => ({ status: 400, body: JSON.stringify({ access_token: token, error: { a: 1 } }) }),
    'with a server error': (token) => ({ status: 503, body: JSON.stringify({ access_token: token }) }),
    'under another name': (token) => ({ body: JSON.stringify({ session: token }) }),
    'in a page': (token) => ({ body: `<html><body>${token}</body></html>` }),
    'in an answer that is cut off': (token) => ({ body: `{"access_token":"${token}","instance_url":"https:` }),
  };

  for (const [title, answer] of Object.entries(answers)) {
    it(`${title}: the login fails by name, and its token is hidden and revoked`, async () => {
      const token = standin.accessToken();
      const { status = 200, headers = {}, body } = answer(token);
      standin.control.plan('token', { kind: 'answer', status, contentType: 'application/json', body, headers });

      const error = await failedLogin();

      expect(error.name, error.message).to.equal('AuthenticationFailedError');
      expect(error.exitCode).to.equal(1);
      expect(standin.control.isLive(token)).to.equal(false);
      expect(error.message).to.contain('was revoked');
      expect(hideLiveSecrets(`it is ${token}`)).not.to.contain(token.slice(-20));
    });
  }

  it('revokes what came of an answer that breaks off, and names what broke it off', async () => {
    standin.control.plan('token', { kind: 'cut', keep: 0.9 });
    const before = standin.control.liveSessions(standin.adminUsername);

    const error = await failedLogin();

    expect(error.name).to.equal('OrgUnreachableError');
    expect(standin.control.liveSessions(standin.adminUsername)).to.equal(before);
  });

  it('says that it may still be valid where it could not be revoked, and not that it was revoked', async () => {
    const token = standin.accessToken();
    const body = JSON.stringify({ access_token: [token] });
    const twice = { times: 2 };
    standin.control.plan('token', { kind: 'answer', status: 200, contentType: 'application/json', body }, twice);
    standin.control.plan('revoke', { kind: 'answer', status: 500, contentType: 'text/plain', body: 'no' }, twice);
    const told: string[] = [];

    const error = await failedLogin();
    const toldError = await failedLogin((sentence) => void told.push(sentence));

    expect(error.message).to.contain('may still be valid').and.to.contain('Session Management');
    expect(told.join()).to.contain('may still be valid').and.to.contain('Session Management');
    expect(error.message + toldError.message).not.to.contain('was revoked');
  });

  const secret = (): string => standin.accessToken();
  const unread: Readonly<Record<string, () => { readonly body: string }>> = {
    'broken off in the middle of the token': () => ({ body: `{"access_token":"${secret().slice(0, -8)}` }),
    'broken off before the token': () => ({ body: '{"signature":"x","issued_at":"1700000000000","access_tok' }),
    'with line ends in the token': () => ({
      body: JSON.stringify({ access_token: secret().replace(/(.{30})/, '$1\r\n'), instance_url: standin.url }),
    }),
    'in UTF-16': () => ({ body: [...JSON.stringify({ access_token: secret() }), ''].join('\0') }),
    'of more than 4 MB': () => ({ body: `{"a":"${'x'.repeat(4_100_000)}","access_token":"${secret()}"}` }),
    'among more tokens than are revoked': () => ({
      body: JSON.stringify({
        ...Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`t${at}`, `00D000000000001!decoy${at}`])),
        access_token: secret(),
        id: 'no org',
      }),
    }),
  };

  for (const [title, answer] of Object.entries(unread)) {
    it(`says that a session may be alive where the answer came ${title}`, async () => {
      const { body } = answer();
      standin.control.plan('token', { kind: 'answer', status: 200, contentType: 'application/json', body });

      const error = await failedLogin();

      expect(error.message).to.contain('may still be valid').and.to.contain('Session Management');
      expect(error.message).not.to.contain('was revoked');
    });
  }

  it('says so where the answer is compressed, and where the connection was lost', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const compressed = { kind: 'answer', status: 200, contentType: 'application/json', body: 'x', headers } as const;
    for (const fault of [compressed, { kind: 'drop' } as const]) {
      standin.control.plan('token', fault);
      expect((await failedLogin()).message).to.match(/\. A token could not be revoked .* may still be valid/);
    }
  });

  it('revokes the tokens of a login first, however many others stand beside them', async () => {
    const token = secret();
    const decoys = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`t${at}`, `00D000000000001!decoy${at}`]));
    const body = JSON.stringify({ ...decoys, access_token: token });
    standin.control.plan('token', { kind: 'answer', status: 200, contentType: 'application/json', body });

    await failedLogin();

    expect(standin.control.isLive(token)).to.equal(false);
  });

  it('revokes a session whose token no request can carry, and says that the token is of no use', async () => {
    const body = JSON.stringify({
      access_token: `${secret()}\u0416`,
      id: `${standin.url}/id/${standin.org.orgId}/005000000000001AAA`,
    });
    standin.control.plan('token', { kind: 'answer', status: 200, contentType: 'application/json', body });

    const error = await failedLogin();

    expect(error.name).to.equal('AuthenticationFailedError');
    expect(error.message).to.contain("can't be used").and.not.to.contain('header');
  });

  it('claims no revocation where it gave no token', async () => {
    standin.control.plan('token', { kind: 'answer', status: 200, contentType: 'application/json', body: '{}' });

    const error = await failedLogin();

    expect(error.name).to.equal('AuthenticationFailedError');
    expect(error.message).not.to.contain('revoked');
    expect(standin.calls()).not.to.have.property('revoke');
  });
});
