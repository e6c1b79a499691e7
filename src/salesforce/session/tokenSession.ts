import type { AuthFields, AuthInfo } from '@salesforce/core';
import { rememberSecrets } from '../../secrets/liveSecrets.ts';
import { nameFault } from '../faults/nameFault.ts';
import { addUnrevoked, endTokens, type TellUnrevoked } from '../login/endTokens.ts';
import { openWith, type OpenOptions } from './openSession.ts';
import type { OrgSession } from './orgSession.ts';

/** An access token that exists in this program's memory alone, and who it belongs to as the org itself said. */
export type TokenLogin = {
  readonly accessToken: string;
  readonly instanceUrl: string;
  readonly username: string;
  readonly orgId: string;
  /** Who a run is recorded as; the machine's user when not given. */
  readonly actor?: string;
  /** Whether it was for this one use: then it is revoked at the end. */
  readonly isForOneUse: boolean;
};

/**
 * A session that is written nowhere: @salesforce/core neither reads nor saves anything for it. It can't be renewed, so a
 * refusal is final.
 */
export const tokenSession = async (
  login: TokenLogin,
  /** Without `tellUnrevoked`, what could not be revoked comes back from the session's end, or with the error. */
  options: OpenOptions & { readonly tellUnrevoked?: TellUnrevoked | undefined }
): Promise<OrgSession> => {
  const { username, actor, isForOneUse } = login;
  rememberSecrets(login.accessToken);
  const revoke = (): Promise<readonly string[]> =>
    endTokens(isForOneUse ? [login.accessToken] : [], [login.instanceUrl], options.tellUnrevoked);
  try {
    const authInfo = await memoryAuthInfo(login);
    return await openWith(authInfo, options, { username, actor, end: revoke });
  } catch (error) {
    throw addUnrevoked(nameFault(error, username), await revoke());
  }
};

/** What @salesforce/core takes for a stored login, without a store behind it: it is never initialised, and saves nothing. */
const memoryAuthInfo = async ({ accessToken, instanceUrl, username, orgId }: TokenLogin): Promise<AuthInfo> => {
  const { AuthInfo: Stored } = await import('@salesforce/core');
  class MemoryAuthInfo extends Stored {
    public override getUsername(): string {
      return username;
    }

    public override getFields(): Readonly<AuthFields> {
      return { username, orgId, instanceUrl, loginUrl: instanceUrl };
    }

    public override getConnectionOptions(): ReturnType<AuthInfo['getConnectionOptions']> {
      return { accessToken, instanceUrl, loginUrl: instanceUrl };
    }

    public override isUsingAccessToken(): boolean {
      return true;
    }

    public override save(): Promise<AuthInfo> {
      return Promise.resolve(this);
    }
  }
  return new MemoryAuthInfo({ username });
};
