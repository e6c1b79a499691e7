import { createHash, randomBytes } from 'node:crypto';
import { Refusal } from './refusal.ts';

/** What a person who signs in lets a program do. */
type Consent = {
  readonly username: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** Of PKCE, S256. */
  readonly challenge?: string;
};

/** A live session, as the object AuthSession shows it. */
export type LiveSession = { readonly username: string; created: Date; readonly refreshToken?: string };

/** Scopes by which a refresh token is given; `full` does not include it. */
const REFRESH_SCOPES: readonly string[] = ['refresh_token', 'offline_access'];

/** Sessions, refresh tokens and authorization codes of an org's users, by username. */
export class Sessions {
  readonly #orgId: string;
  readonly #now: () => Date;
  readonly #access = new Map<string, LiveSession>();
  readonly #refresh = new Map<string, string>();
  readonly #codes = new Map<string, Consent>();
  readonly #secrets: string[] = [];
  /** A refresh token comes back whatever was asked for. */
  alwaysRefresh = false;
  /** Who sits at the browser, where it is not the one that is expected. */
  atBrowser: string | undefined;

  public constructor(orgId: string, now: () => Date) {
    this.#orgId = orgId;
    this.#now = now;
  }

  /** A new session in the form the CLI checks for: 15 characters of org id, `!`, word characters and dots. */
  public open(username: string, refreshToken?: string): string {
    const token = `${this.#orgId.slice(0, 15)}!AQ.${randomBytes(24).toString('hex')}`;
    this.#secrets.push(token);
    this.#access.set(token, { username, created: this.#now(), ...(refreshToken ? { refreshToken } : {}) });
    return token;
  }

  /** The refresh token that the scopes give a right to, if they do. */
  public openRefresh(username: string, scopes: readonly string[]): string | undefined {
    if (!this.alwaysRefresh && !scopes.some((scope) => REFRESH_SCOPES.includes(scope))) return undefined;
    const token = `5Aep${randomBytes(24).toString('hex')}`;
    this.#secrets.push(token);
    this.#refresh.set(token, username);
    return token;
  }

  public openCode(consent: Consent): string {
    const code = `aPrx${randomBytes(16).toString('hex')}`;
    this.#secrets.push(code);
    this.#codes.set(code, consent);
    return code;
  }

  /** Every session, refresh token and code that was ever given out, and every verifier that came in. */
  public secrets(): readonly string[] {
    return this.#secrets;
  }

  public userOf(accessToken: string): string | undefined {
    return this.#access.get(accessToken)?.username;
  }

  public live(): ReadonlyMap<string, LiveSession> {
    return this.#access;
  }

  /** Redeems a code once: by the client that asked for it, to the same address, with the verifier of its challenge. */
  public redeemCode(
    code: string,
    by: { readonly clientId: string; readonly redirectUri: string; readonly verifier: string | undefined }
  ): Consent {
    if (by.verifier) this.#secrets.push(by.verifier);
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    if (known === undefined) throw new Refusal(400, 'invalid_grant', 'expired authorization code');
    if (known.clientId !== by.clientId) throw new Refusal(400, 'invalid_client_id', 'client identifier invalid');
    if (known.redirectUri !== by.redirectUri) {
      throw new Refusal(400, 'redirect_uri_mismatch', 'redirect_uri must match configuration');
    }
    const answer = by.verifier && createHash('sha256').update(by.verifier).digest('base64url');
    if (known.challenge !== answer) throw new Refusal(400, 'invalid_grant', 'invalid code verifier');
    return known;
  }

  public redeemRefresh(token: string): string {
    const username = this.#refresh.get(token);
    if (username === undefined) throw new Refusal(400, 'invalid_grant', 'expired access/refresh token');
    return username;
  }

  /** Ends what the token stands for; a refresh token takes the sessions made from it with it. False for an unknown one. */
  public revoke(token: string): boolean {
    if (!this.#refresh.delete(token)) return this.#access.delete(token);
    for (const [access, { refreshToken }] of this.#access) if (refreshToken === token) this.#access.delete(access);
    return true;
  }

  /** Lets what is live now have begun earlier. */
  public age(minutes: number): void {
    for (const session of this.#access.values())
      session.created = new Date(session.created.getTime() - minutes * 60_000);
  }

  public revokeSessions(username?: string): void {
    for (const [token, { username: owner }] of this.#access)
      if (username === undefined || owner === username) this.#access.delete(token);
  }

  public revokeRefreshTokens(username?: string): void {
    for (const [token, owner] of this.#refresh)
      if (username === undefined || owner === username) this.#refresh.delete(token);
  }
}
