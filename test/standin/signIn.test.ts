import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { expect } from 'chai';
import { connectTo } from './connectTo.ts';
import { startStandin, type Standin } from './startStandin.ts';
import { tinyProject, type TinyProject } from './tinyProject.ts';

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function assertion(claims: object): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signed = `${base64url({ alg: 'RS256' })}.${base64url(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

describe('signing in to the stand-in', () => {
  let project: TinyProject;
  let standin: Standin;

  before(async () => {
    project = tinyProject();
    standin = await startStandin({ project: project.path });
  });

  after(async () => {
    await standin.stop();
    project.remove();
  });

  const token = async (form: Record<string, string>): Promise<{ status: number; body: Record<string, string> }> => {
    const response = await fetch(`${standin.url}/services/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };

  const jwt = (claims: object): Promise<{ status: number; body: Record<string, string> }> =>
    token({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: assertion(claims) });

  const soon = (): number => Math.floor(Date.now() / 1000) + 100;

  const authorize = async (challenge: string): Promise<string> => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: 'PlatformCLI',
      redirect_uri: 'http://localhost:1717/OauthRedirect',
      state: 'st',
      code_challenge: challenge,
    });
    const response = await fetch(`${standin.url}/services/oauth2/authorize?${query.toString()}`, {
      redirect: 'manual',
    });
    const target = new URL(response.headers.get('location') ?? '');
    expect(target.searchParams.get('state')).to.equal('st');
    return target.searchParams.get('code') ?? '';
  };

  it('gives tokens in the form that the CLI checks for', () => {
    expect(standin.accessToken()).to.match(/^00D\w{12,15}![.\w]*$/);
  });

  it('says who a session belongs to', async () => {
    const response = await fetch(`${standin.url}/services/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${standin.accessToken()}` },
    });

    const info = (await response.json()) as Record<string, string>;
    expect(info['preferred_username']).to.equal(standin.adminUsername);
    expect(info['organization_id']).to.equal(standin.org.orgId);
  });

  it('opens a session for a JWT of a known user', async () => {
    const { status, body } = await jwt({ iss: 'x', sub: standin.adminUsername, aud: standin.url, exp: soon() });

    expect(status).to.equal(200);
    expect(body['id']).to.contain(`/id/${standin.org.orgId}/005`);
    expect(body['refresh_token']).to.equal(undefined);
  });

  it('refuses a JWT of an unknown user and one that has expired', async () => {
    const unknown = await jwt({ iss: 'x', sub: 'who@else.example', aud: standin.url, exp: soon() });
    const expired = await jwt({ iss: 'x', sub: standin.adminUsername, aud: standin.url, exp: 1 });

    expect([unknown.status, unknown.body['error']]).to.deep.equal([400, 'invalid_grant']);
    expect([expired.status, expired.body['error']]).to.deep.equal([400, 'invalid_grant']);
  });

  it('redeems a code of the web flow once, and only with its verifier', async () => {
    const verifier = 'a-verifier-of-the-client';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const good = await authorize(challenge);
    const stolen = await authorize(challenge);
    const redeem = (code: string, code_verifier: string): ReturnType<typeof token> =>
      token({ grant_type: 'authorization_code', code, code_verifier });

    const first = await redeem(good, verifier);
    const again = await redeem(good, verifier);
    const wrong = await redeem(stolen, 'another');

    expect(good.length).to.be.greaterThan(4);
    expect(first.body).to.include.keys('access_token', 'refresh_token', 'instance_url');
    expect([again.status, wrong.status]).to.deep.equal([400, 400]);
  });

  it('sends nobody to another machine', async () => {
    const query = new URLSearchParams({ response_type: 'code', redirect_uri: 'https://example.com/x' });

    const response = await fetch(`${standin.url}/services/oauth2/authorize?${query.toString()}`, {
      redirect: 'manual',
    });

    expect(response.status).to.equal(400);
  });

  it('renews with a refresh token until that is revoked', async () => {
    const code = await authorize(createHash('sha256').update('verifier').digest('base64url'));
    const { body } = await token({ grant_type: 'authorization_code', code, code_verifier: 'verifier' });
    const renew = (): ReturnType<typeof token> =>
      token({ grant_type: 'refresh_token', refresh_token: body['refresh_token'] ?? '' });

    const before = await renew();
    standin.control.revokeRefreshTokens();
    const after = await renew();

    expect(before.status).to.equal(200);
    expect(after.status).to.equal(400);
    expect(after.body).to.deep.equal({ error: 'invalid_grant', error_description: 'expired access/refresh token' });
  });

  it('refuses a dead session at both doors', async () => {
    const connection = connectTo(standin);
    const authorization = `Bearer ${standin.accessToken()}`;
    standin.control.revokeSessions();

    const rest = await fetch(`${standin.url}/services/data/v67.0/query?q=SELECT+Id+FROM+User`, {
      headers: { authorization },
    });
    const soap = await connection.metadata.list({ type: 'Layout' }).then(
      () => undefined,
      (error: { errorCode: string }) => error
    );

    expect(rest.status).to.equal(401);
    expect(await rest.json()).to.deep.equal([
      { message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' },
    ]);
    expect(soap?.errorCode).to.equal('sf:INVALID_SESSION_ID');
  });

  it('keeps credentials out of the list of requests', async () => {
    const secret = assertion({ iss: 'x', sub: standin.adminUsername, exp: soon() });
    await token({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: secret });
    const session = standin.accessToken();
    await fetch(`${standin.url}/services/oauth2/userinfo?access_token=${session}`);

    const told = JSON.stringify(standin.requests());

    expect(told).to.contain('jwt-bearer');
    expect(told).not.to.contain(secret);
    expect(told).not.to.contain(session);
  });
});
