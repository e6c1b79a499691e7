export type CredentialState = 'renewable' | 'session' | 'key' | 'none';

/** What the sf CLI holds for a username: a refresh token, an access token alone, a JWT key, or nothing. Secrets are not decrypted. */
export const credentialState = async (username: string): Promise<CredentialState> => {
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  const state = await StateAggregator.getInstance();
  if (!(await state.orgs.hasFile(username))) return 'none';
  const auth = await state.orgs.read(username);
  if (auth?.refreshToken) return 'renewable';
  if (auth?.privateKey) return 'key';
  return auth?.accessToken ? 'session' : 'none';
};
