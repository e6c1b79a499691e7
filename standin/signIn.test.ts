import { expect } from 'chai';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
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

  const redirect_uri = 'http://localhost:1717/OauthRedirect';
  const client_id = 'PlatformCLI';

  const authorize = async (challenge: string, more: Record<string, string> = {}): Promise<string> => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id,
      redirect_uri,
      state: 'st',
      code_challenge: challenge,
      ...more,
    });
    const response = await fetch(`${standin.url}/services/oauth2/authorize?${query.toString()}`, {
      redirect: 'manual',
    });
    const target = new URL(response.headers.get('location') ?? '');
    expect(target.searchParams.get('state')).to.equal('st');
    return target.searchParams.get('code') ?? '';
  };

  const hash = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

  const redeem = (code: string, more: Record<string, string> = {}): ReturnType<typeof token> =>
    token({ grant_type: 'authorization_code', code, code_verifier: 'verifier', client_id, redirect_uri, ...more });

  const revoke = (value: string | undefined): Promise<Response> =>
    fetch(`${standin.url}/services/oauth2/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: value ?? '' }),
    });

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

    const first = await redeem(good, { code_verifier: verifier });
    const again = await redeem(good, { code_verifier: verifier });
    const wrong = await redeem(stolen, { code_verifier: 'another' });

    expect(good.length).to.be.greaterThan(4);
    expect(first.body).to.include.keys('access_token', 'refresh_token', 'instance_url');
    expect([again.status, wrong.status]).to.deep.equal([400, 400]);
  });

  it('gives a refresh token for the scope alone that asks for one', async () => {
    const without = await redeem(await authorize(hash('verifier'), { scope: 'id api' }));
    const full = await redeem(await authorize(hash('verifier'), { scope: 'full' }));
    const asked = await redeem(await authorize(hash('verifier'), { scope: 'api refresh_token' }));

    expect(without.body).not.to.have.property('refresh_token');
    expect(without.body['scope']).to.equal('id api');
    expect(full.body).not.to.have.property('refresh_token');
    expect(asked.body).to.have.property('refresh_token');
  });

  it('redeems a code for nobody but who asked for it, and only back to the same address', async () => {
    const other = await redeem(await authorize(hash('verifier')), { client_id: 'other' });
    const elsewhere = await redeem(await authorize(hash('verifier')), { redirect_uri: 'http://localhost:1/x' });
    const unproved = await redeem(await authorize(hash('verifier')), { code_verifier: '' });

    expect(other.body['error']).to.equal('invalid_client_id');
    expect(elsewhere.body['error']).to.equal('redirect_uri_mismatch');
    expect(unproved.body['error']).to.equal('invalid_grant');
  });

  it('revokes a refresh token with its sessions, and a session alone', async () => {
    const first = await redeem(await authorize(hash('verifier')));
    const second = await redeem(await authorize(hash('verifier')));

    expect((await revoke(first.body['refresh_token'])).status).to.equal(200);
    expect((await revoke(second.body['access_token'])).status).to.equal(200);
    const unknown = await revoke('5Aepnothing');

    expect(standin.control.isLive(first.body['access_token'] ?? '')).to.equal(false);
    expect(standin.control.isLive(second.body['access_token'] ?? '')).to.equal(false);
    expect(
      (await token({ grant_type: 'refresh_token', refresh_token: second.body['refresh_token'] ?? '' })).status
    ).to.equal(200);
    expect([unknown.status, await unknown.json()]).to.deep.equal([
      400,
      { error: 'invalid_token', error_description: 'invalid token' },
    ]);
  });

  it('tells when the session that asks began', async () => {
    const session = standin.accessToken();
    standin.control.ageSessions(20);
    standin.accessToken();
    const query = async (soql: string): Promise<ReadonlyArray<Record<string, string>>> => {
      const response = await fetch(`${standin.url}/services/data/v67.0/query?q=${encodeURIComponent(soql)}`, {
        headers: { authorization: `Bearer ${session}` },
      });
      return ((await response.json()) as { records: Array<Record<string, string>> }).records;
    };

    const [current, ...others] = await query('SELECT CreatedDate FROM AuthSession WHERE IsCurrent = true');

    expect(others).to.deep.equal([]);
    expect(Date.now() - Date.parse(current?.['CreatedDate'] ?? '')).to.be.within(20 * 60_000, 21 * 60_000);
  });

  it('sends nobody to another machine', async () => {
    const query = new URLSearchParams({ response_type: 'code', client_id, redirect_uri: 'https://example.com/x' });

    const response = await fetch(`${standin.url}/services/oauth2/authorize?${query.toString()}`, {
      redirect: 'manual',
    });

    expect(response.status).to.equal(400);
  });

  it('renews with a refresh token until that is revoked', async () => {
    const code = await authorize(createHash('sha256').update('verifier').digest('base64url'));
    const { body } = await redeem(code);
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
