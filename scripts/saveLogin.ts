// Writes a login as the sf CLI would, into the HOME it is started with: a JSON object on stdin says which.
import { text } from 'node:stream/consumers';
import { AuthInfo } from '@salesforce/core';
import type { Login } from './scratchHome.ts';

const { username, orgId, accessToken, refreshToken, url, alias } = JSON.parse(await text(process.stdin)) as Login;
// What is said here, @salesforce/core need not ask the org.
const known = { username, orgId, isDevHub: false, namespacePrefix: null };
const authInfo = await AuthInfo.create({
  accessTokenOptions: { accessToken, instanceUrl: url, loginUrl: url, ...known },
});
await authInfo.save(refreshToken === undefined ? {} : { refreshToken, clientId: 'PlatformCLI' });
await authInfo.setAlias(alias);
