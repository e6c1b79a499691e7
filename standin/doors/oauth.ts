import type { StandinUser } from '../orgState.ts';
import { Refusal } from '../refusal.ts';
import { bearerToken, jsonReply, type Call, type Exchange, type Reply, type World } from '../world.ts';

/** The address the client used, so that `localhost` stays `localhost`. */
const originOf = (world: World, exchange: Exchange): string => {
  const host = exchange.headers['host'];
  return host === undefined ? world.baseUrl : `http://${host}`;
};

const identityUrl = (world: World, exchange: Exchange, user: StandinUser): string =>
  `${originOf(world, exchange)}/id/${world.org.orgId}/${user.id}`;

function knownUser(world: World, username: string | undefined): StandinUser {
  const user = world.org.users.find((candidate) => candidate.username === username);
  if (user === undefined) throw new Refusal(400, 'invalid_grant', "user hasn't approved this consumer");
  if (!user.isActive) throw new Refusal(400, 'invalid_grant', 'inactive user');
  return user;
}

/** The subject of a JWT bearer assertion. Its signature is not checked: any RSA key will do here. */
function assertedUser(assertion: string, now: Date): string | undefined {
  const [header, payload, signature] = assertion.split('.');
  if (header === undefined || payload === undefined || signature === undefined || signature === '') {
    throw new Refusal(400, 'invalid_grant', 'invalid assertion');
  }
  const decode = (part: string): Record<string, unknown> => {
    try {
      return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
    } catch {
      throw new Refusal(400, 'invalid_grant', 'invalid assertion');
    }
  };
  const claims = decode(payload);
  if (decode(header)['alg'] !== 'RS256') throw new Refusal(400, 'invalid_grant', 'algorithm not supported');
  if (typeof claims['iss'] !== 'string') throw new Refusal(400, 'invalid_client_id', 'client identifier invalid');
  if (typeof claims['exp'] !== 'number' || claims['exp'] * 1000 < now.getTime()) {
    throw new Refusal(400, 'invalid_grant', 'token validity expired');
  }
  return typeof claims['sub'] === 'string' ? claims['sub'] : undefined;
}

type Grant = {
  readonly username: string | undefined;
  readonly scopes: readonly string[];
  /** The refresh token that the session comes from. */
  readonly refreshToken?: string;
};

/** What PlatformCLI, the connected app of the sf CLI, may have; who asks for nothing gets all of it. */
const ALL_SCOPES = 'refresh_token web api';

function grantOf(world: World, form: URLSearchParams): Grant {
  const type = form.get('grant_type');
  if (type === 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
    return { username: assertedUser(form.get('assertion') ?? '', world.now()), scopes: ['web', 'api'] };
  }
  if (type === 'authorization_code') {
    const { username, scopes } = world.sessions.redeemCode(form.get('code') ?? '', {
      clientId: form.get('client_id') ?? '',
      redirectUri: form.get('redirect_uri') ?? '',
      verifier: form.get('code_verifier') ?? undefined,
    });
    const refreshToken = world.sessions.openRefresh(username, scopes);
    return { username, scopes, ...(refreshToken === undefined ? {} : { refreshToken }) };
  }
  if (type === 'refresh_token') {
    const refreshToken = form.get('refresh_token') ?? '';
    return { username: world.sessions.redeemRefresh(refreshToken), scopes: ALL_SCOPES.split(' '), refreshToken };
  }
  throw new Refusal(400, 'unsupported_grant_type', 'grant type not supported');
}

function token(world: World, exchange: Exchange): Reply {
  const form = new URLSearchParams(exchange.body.toString('utf8'));
  const { username, scopes, refreshToken } = grantOf(world, form);
  const user = knownUser(world, username);
  const isNew = form.get('grant_type') === 'authorization_code' && refreshToken !== undefined;
  return jsonReply(200, {
    access_token: world.sessions.open(user.username, refreshToken),
    ...(isNew ? { refresh_token: refreshToken } : {}),
    instance_url: originOf(world, exchange),
    id: identityUrl(world, exchange, user),
    token_type: 'Bearer',
    scope: scopes.join(' '),
    issued_at: String(world.now().getTime()),
    signature: 'c2lnbmF0dXJl',
  });
}

/** The sf CLI's own connected app knows one address; other apps are taken to have registered what they name. */
function isRegistered(clientId: string, redirectUri: string): boolean {
  if (clientId === 'PlatformCLI') return redirectUri === 'http://localhost:1717/OauthRedirect';
  return ['localhost', '127.0.0.1', '[::1]'].includes(URL.parse(redirectUri)?.hostname ?? '');
}

/**
 * Signs the administrator in (or `login_hint`, or who the control says sits there) without asking, and sends the browser
 * back to the program that waits.
 */
function authorize(world: World, exchange: Exchange): Reply {
  const asked = (name: string): string | undefined => exchange.query.get(name) ?? undefined;
  const clientId = asked('client_id') ?? '';
  const redirectUri = asked('redirect_uri') ?? '';
  if (clientId === '') throw new Refusal(400, 'invalid_client_id', 'client identifier invalid');
  if (!isRegistered(clientId, redirectUri)) {
    throw new Refusal(400, 'redirect_uri_mismatch', 'redirect_uri must match configuration');
  }
  if (asked('response_type') !== 'code') {
    throw new Refusal(400, 'unsupported_response_type', 'response type not supported');
  }
  if ((asked('code_challenge_method') ?? 'S256') !== 'S256') {
    throw new Refusal(400, 'invalid_request', 'code challenge method not supported');
  }
  const user = knownUser(world, world.sessions.atBrowser ?? asked('login_hint') ?? world.org.users[0]?.username);
  const challenge = asked('code_challenge');
  const target = new URL(redirectUri);
  target.searchParams.set(
    'code',
    world.sessions.openCode({
      username: user.username,
      clientId,
      redirectUri,
      scopes: (asked('scope') ?? ALL_SCOPES).split(/\s+/),
      ...(challenge === undefined ? {} : { challenge }),
    })
  );
  const state = asked('state');
  if (state !== undefined) target.searchParams.set('state', state);
  return { status: 302, contentType: 'text/html', body: '', headers: { location: target.toString() } };
}

function sessionUser(world: World, exchange: Exchange): StandinUser {
  const username = world.sessions.userOf(bearerToken(exchange) ?? exchange.query.get('access_token') ?? '');
  const user = world.org.users.find((candidate) => candidate.username === username);
  if (user === undefined) throw new Refusal(403, 'Bad_OAuth_Token', 'Bad_OAuth_Token');
  return user;
}

function userinfo(world: World, exchange: Exchange): Reply {
  const user = sessionUser(world, exchange);
  return jsonReply(200, {
    sub: identityUrl(world, exchange, user),
    user_id: user.id,
    organization_id: world.org.orgId,
    preferred_username: user.username,
    nickname: user.name,
    name: user.name,
    email: user.username,
    email_verified: true,
    user_type: 'STANDARD',
    zoneinfo: world.org.timeZone,
    active: user.isActive,
  });
}

function identity(world: World, exchange: Exchange): Reply {
  const user = sessionUser(world, exchange);
  const base = originOf(world, exchange);
  return jsonReply(200, {
    id: identityUrl(world, exchange, user),
    asserted_user: true,
    user_id: user.id,
    organization_id: world.org.orgId,
    username: user.username,
    display_name: user.name,
    email: user.username,
    active: user.isActive,
    timezone: world.org.timeZone,
    urls: {
      metadata: `${base}/services/Soap/m/{version}/${world.org.orgId}`,
      rest: `${base}/services/data/v{version}/`,
      query: `${base}/services/data/v{version}/query/`,
    },
  });
}

function revoke(world: World, exchange: Exchange): Reply {
  const form = new URLSearchParams(exchange.body.toString('utf8'));
  const known = world.sessions.revoke(form.get('token') ?? exchange.query.get('token') ?? '');
  if (!known) throw new Refusal(400, 'invalid_token', 'invalid token');
  return { status: 200, contentType: 'text/plain', body: '' };
}

const endpoints: Readonly<Record<string, (world: World, exchange: Exchange) => Reply>> = {
  token,
  authorize,
  userinfo,
  revoke,
};

export function oauthCall(world: World, exchange: Exchange): Call | undefined {
  const name = /^\/services\/oauth2\/(\w+)$/.exec(exchange.path)?.[1];
  const endpoint = exchange.path.startsWith('/id/') ? identity : endpoints[name ?? ''];
  if (endpoint === undefined) return undefined;
  const form = name === 'token' ? new URLSearchParams(exchange.body.toString('utf8')) : undefined;
  return {
    door: 'oauth',
    operation: name ?? 'identity',
    subject: form?.get('grant_type') ?? '',
    answer: () => endpoint(world, exchange),
  };
}
