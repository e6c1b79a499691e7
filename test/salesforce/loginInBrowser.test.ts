import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { identify } from '../../src/salesforce/calls/identity.ts';
import { loginInBrowser, type Attendance, type Expected } from '../../src/salesforce/login/loginInBrowser.ts';
import { tokenSession, type TokenLogin } from '../../src/salesforce/session/tokenSession.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import { startRecordingServer } from './recordingServer.ts';
import { scratchLogins, type ScratchLogins } from '../sync/scratchLogins.ts';

/** Not the sf CLI's own, so that the test works beside a login of it. */
const PORT = 27_173;

const turn = async (): Promise<void> => undefined;

describe('a fresh login in the browser', () => {
  let standin: Standin;
  let logins: ScratchLogins;
  let expected: Expected;
  let urls: URL[];

  before(async () => {
    const project = tinyProject();
    standin = await startStandin({ project: project.path });
    project.remove();
  });

  after(() => standin.stop());

  beforeEach(async () => {
    logins = scratchLogins();
    // Its connected app is another one than the sf CLI's, which knows one port only.
    await logins.saveSession(standin);
    await logins.change(standin.adminUsername, { clientId: 'own-app' });
    urls = [];
    expected = {
      name: 'tiny',
      orgId: standin.org.orgId,
      username: standin.adminUsername,
      instanceUrl: standin.url,
      isSandbox: false,
    };
    standin.forgetRequests();
  });

  afterEach(() => {
    logins.remove();
    standin.control.heal();
    standin.control.signInAs();
    standin.control.alwaysRefresh(false);
    standin.control.revokeSessions();
  });

  const browse = async (url: string): Promise<boolean> => {
    void fetch(url).catch(() => undefined);
    return true;
  };

  const logIn = (changes: Partial<Attendance & Expected> = {}, signal?: AbortSignal): Promise<TokenLogin> => {
    const attendance: Attendance = {
      openBrowser: browse,
      tell: (url) => void urls.push(new URL(url)),
      isAttended: true,
      port: PORT,
      timeoutMs: 5000,
      waiting: { sleep: async () => undefined, random: () => 0.5 },
      ...changes,
    };
    return loginInBrowser({ ...expected, ...changes }, attendance, signal);
  };

  const fails = (login: Promise<unknown>): Promise<Error> =>
    login.then(
      () => expect.fail('the login was to fail'),
      (error: Error) => error
    );

  const alive = (): number => standin.control.liveSessions(standin.adminUsername);

  it('asks for no refresh token, with PKCE and a state of its own', async () => {
    const before = alive();

    const login = await logIn();

    const asked = urls[0]?.searchParams;
    expect(asked?.get('scope')).to.equal('id api');
    expect(asked?.get('code_challenge_method')).to.equal('S256');
    expect(asked?.get('redirect_uri')).to.equal(`http://localhost:${PORT}/OauthRedirect`);
    expect(asked?.get('client_id')).to.equal('own-app');
    expect(asked?.get('prompt')).to.equal('login');
    expect(asked?.get('state')).to.have.length.above(30);
    expect(login).to.include({ username: standin.adminUsername, orgId: standin.org.orgId, isForOneUse: true });
    expect(alive()).to.equal(before + 1);
    await logIn();
    expect(urls[1]?.searchParams.get('state')).not.to.equal(asked?.get('state'));
  });

  it('goes by the connected app of the sf CLI where the login names none, and by the port it knows', async () => {
    await logins.change(standin.adminUsername, { clientId: undefined });

    await fails(logIn({ timeoutMs: 200 }));

    // The sf CLI's app does not know this port: Salesforce sends nobody there.
    expect(urls[0]?.searchParams.get('client_id')).to.equal('PlatformCLI');
    expect(standin.calls()).to.deep.equal({ authorize: 1 });
  });

  it('sends the token nowhere but to who was asked, or to Salesforce, and revokes one that comes for elsewhere', async () => {
    const other = await startRecordingServer();
    const token = standin.accessToken();
    const id = `${standin.url}/id/${standin.org.orgId}/005000000000001AAA`;
    const body = JSON.stringify({ access_token: token, instance_url: other.url, id });
    standin.control.plan('token', { kind: 'answer', status: 200, contentType: 'application/json', body });

    const error = await fails(logIn()).finally(() => other.stop());

    expect(error.name).to.equal('AuthenticationFailedError');
    expect(error.message).to.contain(other.url);
    expect(other.requests()).to.deep.equal([]);
    expect(standin.control.isLive(token)).to.equal(false);
  });

  it('makes a session that is written nowhere and dies at its end', async () => {
    const before = snapshot(logins.home);
    const login = await logIn();

    const session = await tokenSession(login, { sleep: turn, random: () => 0.5 });
    const identity = await identify(session);
    const problems = await session.end();
    await session.end();

    expect(identity.orgId).to.equal(standin.org.orgId);
    expect(problems).to.deep.equal([]);
    expect(standin.control.isLive(login.accessToken)).to.equal(false);
    expect(standin.calls()['revoke'], 'once').to.equal(1);
    expect(snapshot(logins.home)).to.deep.equal(before);
  });

  it('can not be renewed', async () => {
    const session = await tokenSession(await logIn(), { sleep: turn, random: () => 0.5 });
    standin.control.revokeSessions();

    const error = await fails(identify(session));

    expect(error.name).to.equal('TokenExpiredError');
    expect(standin.calls()).not.to.have.property('refresh_token');
  });

  it('says when the token can not be revoked', async () => {
    const session = await tokenSession(await logIn(), { sleep: turn, random: () => 0.5 });
    standin.control.plan('revoke', { kind: 'answer', status: 500, contentType: 'text/plain', body: 'no' });

    expect(await session.end()).to.deep.equal([`${standin.url} answered with HTTP status 500`]);
  });

  type Refusal = { readonly title: string; readonly error: string; readonly prepare: () => Partial<Expected> };

  const refusals: readonly Refusal[] = [
    {
      title: 'another org',
      error: 'OrgMismatchError',
      prepare: () => ({ orgId: '00D000000000099AAA' }),
    },
    {
      title: 'another user',
      error: 'OtherUserError',
      prepare: () => {
        standin.control.signInAs(standin.org.users[1]?.username);
        return {};
      },
    },
    {
      title: 'a refresh token that nobody asked for',
      error: 'RefreshTokenIssuedError',
      prepare: () => {
        standin.control.alwaysRefresh(true);
        return {};
      },
    },
  ];

  for (const { title, error: name, prepare } of refusals) {
    it(`refuses ${title}, and ends the session at once`, async () => {
      const before = [...standin.org.users].map(({ username }) => standin.control.liveSessions(username));

      const error = await fails(logIn(prepare()));

      expect(error.name, error.message).to.equal(name);
      expect(standin.calls()).to.include({ token: 1, revoke: name === 'RefreshTokenIssuedError' ? 2 : 1 });
      expect([...standin.org.users].map(({ username }) => standin.control.liveSessions(username))).to.deep.equal(
        before
      );
    });
  }

  it('revokes the session too where the refresh token that came with it had ended at once', async () => {
    const token = standin.accessToken();
    const id = `${standin.url}/id/${standin.org.orgId}/005000000000001AAA`;
    const body = JSON.stringify({ access_token: token, refresh_token: '5Aep861ended.at.once', id });
    standin.control.plan('token', { kind: 'answer', status: 200, contentType: 'application/json', body });

    const error = await fails(logIn());

    expect(error.name).to.equal('RefreshTokenIssuedError');
    expect(standin.control.isLive(token)).to.equal(false);
    expect(error.message).to.contain('was revoked');
  });

  it('waits for a limited time for the org to say whose token it is, and then revokes it', async () => {
    const before = alive();
    standin.control.plan(
      'userinfo',
      { kind: 'answer', status: 503, contentType: 'text/plain', body: 'no' },
      { times: null }
    );

    const error = await fails(
      logIn({
        ownerWithinMs: 50,
        waiting: { sleep: (ms) => new Promise((done) => setTimeout(done, ms)), random: () => 0 },
      })
    );

    expect(error.name).to.equal('OrgUnreachableError');
    expect(error.message).to.contain('no answer within 0 seconds. The token');
    expect(alive()).to.equal(before);
  });

  it('leaves it to the caller whether a sandbox with another id is a refreshed one', async () => {
    const login = await logIn({ orgId: '00D000000000099AAA', isSandbox: true });

    expect(login.orgId).to.equal(standin.org.orgId);
  });

  it('answers one path, to the state it sent away alone, and once', async () => {
    const answers: number[] = [];
    const visit = async (path: string, init: RequestInit & { host?: string } = {}): Promise<void> => {
      answers.push((await fetch(`http://127.0.0.1:${PORT}${path}`, init)).status);
    };

    await logIn({
      openBrowser: async (url) => {
        await visit('/');
        await visit('/OauthRedirect?code=stolen');
        await visit('/OauthRedirect?code=stolen&state=guess');
        await visit('/OauthRedirect?error=access_denied&state=guess');
        await visit('/OauthRedirect/../x?code=a');
        await visit('/OauthRedirect?code=stolen', { method: 'POST' });
        return browse(url);
      },
    });

    expect(answers).to.deep.equal([404, 400, 400, 400, 404, 404]);
    expect(standin.calls()).to.include({ token: 1 });
    const late = await fails(fetch(`http://127.0.0.1:${PORT}/OauthRedirect`));
    expect(late).to.be.an('error');
  });

  /**
   * What another user of this machine sees of the browser's command line, and does with it: a code of his own login to the
   * same app, brought back with our state before the person's one.
   */
  const injects =
    (own: (authorize: URL) => void) =>
    async (url: string): Promise<boolean> => {
      const seen = new URL(url);
      const state = seen.searchParams.get('state') ?? '';
      own(seen);
      const away = await fetch(seen, { redirect: 'manual' });
      const code = new URL(away.headers.get('location') ?? '').searchParams.get('code') ?? '';
      const query = new URLSearchParams({ code, state });
      await fetch(`http://127.0.0.1:${PORT}/OauthRedirect?${query.toString()}`);
      return true;
    };

  const ownLogins: Readonly<Record<string, (authorize: URL) => void>> = {
    'with a challenge of its own': ({ searchParams }) => searchParams.set('code_challenge', 'x'.repeat(43)),
    'without a challenge': ({ searchParams }) => {
      searchParams.delete('code_challenge');
      searchParams.delete('code_challenge_method');
    },
  };

  for (const [title, own] of Object.entries(ownLogins)) {
    it(`refuses a code that another user of the machine slips in ${title}: it does not fit the verifier`, async () => {
      const before = alive();

      const error = await fails(logIn({ openBrowser: injects(own) }));

      expect(error.name).to.equal('AuthenticationFailedError');
      expect(error.message).to.contain('verifier');
      expect(alive()).to.equal(before);
      expect(standin.calls()).to.include({ token: 1 });
    });
  }

  it('refuses a code of another user with our own challenge, which everybody sees, by whose it is', async () => {
    const other = standin.org.users[1]?.username ?? '';
    const asOther = injects(({ searchParams }) => searchParams.set('login_hint', other));

    const error = await fails(logIn({ openBrowser: asOther }));

    expect(error.name).to.equal('OtherUserError');
    expect(standin.control.liveSessions(other)).to.equal(0);
  });

  it('says what Salesforce said when the person refuses, without secrets', async () => {
    const error = await fails(
      logIn({
        openBrowser: async (url) => {
          const state = new URL(url).searchParams.get('state') ?? '';
          const words = 'end-user denied authorization access_token=00D5g000004XyZ1!AQ.secretsecret';
          const query = new URLSearchParams({ error: 'access_denied', error_description: words, state });
          await fetch(`http://127.0.0.1:${PORT}/OauthRedirect?${query.toString()}`);
          return true;
        },
      })
    );

    expect(error.name).to.equal('AuthenticationFailedError');
    expect(error.message).to.contain('access_denied').and.not.to.contain('secretsecret');
  });

  it('keeps what a token endpoint repeats out of its error', async () => {
    const body = JSON.stringify({
      error: 'invalid_grant',
      error_description:
        'bad code_verifier=planted-verifier refresh_token=5Aepplantedplanted client_secret=planted-too',
    });
    standin.control.plan('token', { kind: 'answer', status: 400, contentType: 'application/json', body });

    const error = await fails(logIn());

    expect(error.name).to.equal('AuthenticationFailedError');
    expect(error.message).to.contain('invalid_grant');
    expect(JSON.stringify([error.message, error.stack, error.cause])).not.to.contain('planted');
  });

  it('gives up when nobody logs in', async () => {
    const error = await fails(logIn({ openBrowser: async () => true, timeoutMs: 50 }));

    expect(error.name).to.equal('AuthenticationTimeoutError');
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const reason = new Error('stopped');

    const ending = fails(logIn({ openBrowser: async () => true }, stop.signal));
    setTimeout(() => stop.abort(reason), 20);

    expect((await ending).message).to.contain('stopped');
    await logIn();
  });

  it('needs somebody to open the address where no browser starts', async () => {
    const none = { openBrowser: async () => false, timeoutMs: 50 };

    expect((await fails(logIn({ ...none, isAttended: false }))).name).to.equal('BrowserUnavailableError');
    expect((await fails(logIn({ ...none, isAttended: true }))).name).to.equal('AuthenticationTimeoutError');
    expect(urls).to.have.lengthOf(2);
  });

  it('says when another program has the port', async () => {
    const other = createServer().listen(PORT, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    try {
      expect((await fails(logIn())).name).to.equal('AuthenticationPortError');
    } finally {
      other.close();
    }
    expect(standin.calls()).to.deep.equal({});
  });
});

/** All files below a folder with their contents. */
const snapshot = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path, 'utf8')])
  );
