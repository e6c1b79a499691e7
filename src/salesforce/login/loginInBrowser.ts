import { createHash, randomBytes } from 'node:crypto';
import { elementsError } from '../../errors.ts';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { widenId } from '../../model/names/salesforceValues.ts';
import { rememberSecretsIn } from '../../secrets/liveSecrets.ts';
import { mayRepeat } from '../faults/decideFault.ts';
import { nameFault } from '../faults/nameFault.ts';
import { SalesforceFault, TransportFault } from '../faults/salesforceFault.ts';
import { retryPassing, type Waiting } from '../faults/retry.ts';
import type { TokenLogin } from '../session/tokenSession.ts';
import { answerSize } from '../transport/answerSize.ts';
import { createHttpTransport } from '../transport/httpTransport.ts';
import { restFault } from '../transport/restAnswer.ts';
import { giveUpLogin, type TellUnrevoked } from './endTokens.ts';
import { listenForCode } from './loopback.ts';
import { isSalesforceHost, isSameOrigin, shownAddress } from '../transport/salesforceHost.ts';
import { storedLogin } from './storedLogin.ts';
import { readTokenAnswer, readWhatCame, type TokenAnswer } from './tokenAnswer.ts';
import { tokenOwner } from './tokenOwner.ts';

/** Which org it is to be, and who; compared before anything else is done with the token. */
export type Expected = {
  /** As a person knows it. */
  readonly name: string;
  readonly orgId: string;
  readonly username: string;
  /** Where the person logs in (`orgAddress`): what a store says may be anybody's. */
  readonly instanceUrl: string;
  /** A sandbox may have been refreshed and have another id by now: whoever asked decides about that. */
  readonly isSandbox: boolean;
};

/** The person's side of it. */
export type Attendance = {
  /** Whether a browser was started. */
  openBrowser(url: string): Promise<boolean>;
  /** Shows the address to go to, before a browser is opened. */
  tell(url: string): void;
  /** Whether somebody is there to read it. */
  readonly isAttended: boolean;
  /** Of this machine; 1717 is what the sf CLI's connected app knows. */
  readonly port: number;
  readonly timeoutMs: number;
  /** How to wait before what passes is asked again. */
  readonly waiting: Waiting;
  /** Told of a token that could not be revoked; without it the error of the login says so. */
  readonly tellUnrevoked?: TellUnrevoked | undefined;
  /** How long the org may take to say whose token it is, in milliseconds; injected by tests. */
  readonly ownerWithinMs?: number;
};

/** The connected app of the sf CLI, without a secret. */
const PLATFORM_CLI = 'PlatformCLI';

/** No `refresh_token`: the session ends with its use. `id` is for asking who logged in. */
const SCOPE = 'id api';

const REDEMPTION_LIMIT_MS = 30_000;

/** What a header carries. */
const CARRIED = /^[\x21-\x7e]+$/;

/**
 * Has a person log in to an org in the browser, for one use: an authorization code with PKCE, brought back to this
 * machine. The token is in memory alone; whoever gets it must revoke it in the end (`tokenSession` does). Ask the guard
 * first, with the credential `fresh`.
 */
export const loginInBrowser = async (
  expected: Expected,
  attendance: Attendance,
  signal?: AbortSignal
): Promise<TokenLogin> => {
  const timeout = AbortSignal.timeout(attendance.timeoutMs);
  const ended = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  try {
    const answer = await logIn(expected, attendance, ended);
    return await checked(answer, expected, attendance, signal);
  } catch (error) {
    if (timeout.aborted && !signal?.aborted && error === timeout.reason) {
      const seconds = String(Math.round(attendance.timeoutMs / 1000));
      throw elementsError('authenticationTimeout', [expected.name, seconds]);
    }
    throw nameFault(error, expected.name);
  }
};

const logIn = async (expected: Expected, attendance: Attendance, signal: AbortSignal): Promise<TokenAnswer> => {
  const clientId = (await storedLogin(expected.username))?.clientId ?? PLATFORM_CLI;
  const host = expected.instanceUrl.replace(/\/+$/, '');
  const [state, verifier] = [randomBytes(24).toString('base64url'), randomBytes(48).toString('base64url')];
  const loopback = await listenForCode({ port: attendance.port, state, orgName: expected.name, signal });
  const { redirectUri } = loopback;
  try {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: SCOPE,
      state,
      prompt: 'login',
      login_hint: expected.username,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    const url = `${host}/services/oauth2/authorize?${query.toString()}`;
    attendance.tell(url);
    const isOpen = await attendance.openBrowser(url);
    if (!isOpen && !attendance.isAttended) throw elementsError('browserUnavailable', [expected.name]);
    const code = await loopback.code;
    signal.throwIfAborted();
    const form = { grant_type: 'authorization_code', code, client_id: clientId, redirect_uri: redirectUri };
    return await redeem(`${host}/services/oauth2/token`, { ...form, code_verifier: verifier }, expected, attendance);
  } finally {
    loopback.close();
  }
};

/**
 * Not broken off when the program is told to end: Salesforce may have made the token by then, and only who knows it can
 * revoke it. A code is good for one time: it is sent again only where it can't have arrived. Throws what is no login, when
 * the tokens in it are revoked.
 */
const redeem = async (
  url: string,
  form: Record<string, string>,
  expected: Expected,
  { waiting, tellUnrevoked: tell }: Attendance
): Promise<TokenAnswer> => {
  const send = await createHttpTransport(AbortSignal.timeout(REDEMPTION_LIMIT_MS));
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  const body = new URLSearchParams(form).toString();
  rememberSecretsIn(body);
  const ask = async (): Promise<{ readonly answer: TokenAnswer; readonly broken?: unknown }> => {
    const answered = await send({ method: 'POST', url, headers, body }, 'token');
    const { status } = answered;
    const { text, broken } = await readWhatCame(answered, 'token', answerSize('token').most);
    const location = String(answered.headers['location'] ?? '');
    const answer = readTokenAnswer(status, text, { location, isBroken: broken !== undefined });
    if (status >= 400 && answer.tokens.length === 0) {
      const refusal = restFault(text, status, 'token', answered.headers);
      if (mayRepeat(refusal, 'start')) throw refusal;
    }
    // What a refusal's page lacks takes nothing away from its status.
    return status >= 400 ? { answer } : { answer, broken };
  };
  const { name, instanceUrl } = expected;
  const { answer, broken } = await retryPassing(ask, waiting, 'start').catch(async (error: unknown) => {
    throw mayHaveGiven(error)
      ? await giveUpLogin(error, { name, tokens: [], hosts: [instanceUrl], tell, doubt: 'some' })
      : error;
  });
  if (answer.refusal === undefined && broken === undefined) return answer;
  const error = broken ?? elementsError('authenticationFailed', [name, answer.refusal ?? 'the answer broke off']);
  throw await giveUpLogin(error, { name, ...tokensOf(answer), hosts: [instanceUrl], tell });
};

const tokensOf = ({ tokens, doubt }: TokenAnswer): Pick<TokenAnswer, 'tokens' | 'doubt'> => ({ tokens, doubt });

/** Whether Salesforce may have made a token of which nothing came: the answer was lost, too large, or can't be read. */
const mayHaveGiven = (error: unknown): boolean =>
  error instanceof TransportFault ? !error.unsent : error instanceof SalesforceFault && error.status < 400;

/**
 * The token, once it is what was asked for: no refresh token with it, an address where it may be sent, the right org, the
 * right user. Else it is revoked.
 */
const checked = async (
  answer: TokenAnswer,
  expected: Expected,
  { waiting, tellUnrevoked: tell, ownerWithinMs }: Attendance,
  signal: AbortSignal | undefined
): Promise<TokenLogin> => {
  const { accessToken = '', refreshToken } = answer;
  const { name } = expected;
  const instanceUrl = (answer.instanceUrl ?? expected.instanceUrl).replace(/\/+$/, '');
  const isTrusted = isSameOrigin(instanceUrl, expected.instanceUrl) || isSalesforceHost(instanceUrl);
  const orgId = widenId(/\/(00D\w{12}(?:\w{3})?)\/005\w+$/.exec(answer.id ?? '')?.[1]) ?? '';
  try {
    signal?.throwIfAborted();
    if (refreshToken) throw elementsError('refreshTokenIssued', [name]);
    if (!isTrusted) {
      const reason = `the answer leads to ${shownAddress(instanceUrl)}, which is no address of Salesforce`;
      throw elementsError('authenticationFailed', [name, reason]);
    }
    if (orgId !== expected.orgId && !(expected.isSandbox && orgId !== '')) {
      throw elementsError('orgMismatch', [name, orgId || 'unknown', expected.orgId]);
    }
    if (!CARRIED.test(accessToken)) {
      const reason = "the token that came can't be used: it holds characters that no token has";
      throw elementsError('authenticationFailed', [name, reason]);
    }
    const send = await createHttpTransport(signal);
    const asked = {
      accessToken,
      instanceUrl,
      expected: expected.username,
      ...omitUndefined({ withinMs: ownerWithinMs }),
    };
    const { username } = await tokenOwner(asked, send, waiting);
    if (username.toLowerCase() !== expected.username.toLowerCase()) {
      throw elementsError('otherUser', [name, username, expected.username]);
    }
    // As a browser reads it: a path would go into each address, and may be of any length.
    return {
      accessToken,
      instanceUrl: new URL(instanceUrl).origin,
      username: expected.username,
      orgId,
      isForOneUse: true,
    };
  } catch (error) {
    const hosts = [...(isTrusted ? [instanceUrl] : []), expected.instanceUrl];
    throw await giveUpLogin(error, { name, ...tokensOf(answer), hosts, tell });
  }
};
