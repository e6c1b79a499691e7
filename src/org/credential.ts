import { storedLogin, type CredentialState } from './storedLogin.ts';

export type { CredentialState };

/** What the sf CLI holds for a username; nothing where it does not know it. */
export const credentialState = async (username: string): Promise<CredentialState> =>
  (await storedLogin(username))?.state ?? 'none';
