import { createHash, randomBytes } from 'node:crypto';
import { Refusal } from './refusal.ts';

type Code = { readonly username: string; readonly challenge: string | undefined };

/** Sessions, refresh tokens and authorization codes of an org's users, by username. */
export class Sessions {
  readonly #orgId: string;
  readonly #access = new Map<string, string>();
  readonly #refresh = new Map<string, string>();
  readonly #codes = new Map<string, Code>();

  public constructor(orgId: string) {
    this.#orgId = orgId;
  }

  /** A new session in the form the CLI checks for: 15 characters of org id, `!`, word characters and dots. */
  public open(username: string): string {
    const token = `${this.#orgId.slice(0, 15)}!AQ.${randomBytes(24).toString('hex')}`;
    this.#access.set(token, username);
    return token;
  }

  public openRefresh(username: string): string {
    const token = `5Aep${randomBytes(24).toString('hex')}`;
    this.#refresh.set(token, username);
    return token;
  }

  public openCode(username: string, challenge: string | undefined): string {
    const code = `aPrx${randomBytes(16).toString('hex')}`;
    this.#codes.set(code, { username, challenge });
    return code;
  }

  public userOf(accessToken: string): string | undefined {
    return this.#access.get(accessToken);
  }

  /** Redeems a code once, against the verifier of its PKCE challenge (S256). */
  public redeemCode(code: string, verifier: string | undefined): string {
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    if (known === undefined) throw new Refusal(400, 'invalid_grant', 'expired authorization code');
    const answer = createHash('sha256')
      .update(verifier ?? '')
      .digest('base64url');
    if (known.challenge !== undefined && known.challenge !== answer) {
      throw new Refusal(400, 'invalid_grant', 'invalid code verifier');
    }
    return known.username;
  }

  public redeemRefresh(token: string): string {
    const username = this.#refresh.get(token);
    if (username === undefined) throw new Refusal(400, 'invalid_grant', 'expired access/refresh token');
    return username;
  }

  /** Ends what the token stands for; a refresh token takes its user's sessions with it. */
  public revoke(token: string): void {
    const username = this.#refresh.get(token);
    this.#refresh.delete(token);
    this.#access.delete(token);
    if (username !== undefined) this.revokeSessions(username);
  }

  public revokeSessions(username?: string): void {
    for (const [token, owner] of this.#access)
      if (username === undefined || owner === username) this.#access.delete(token);
  }

  public revokeRefreshTokens(username?: string): void {
    for (const [token, owner] of this.#refresh)
      if (username === undefined || owner === username) this.#refresh.delete(token);
  }
}
