import { Connection, type AuthInfo } from '@salesforce/core';
import type { Standin } from './startStandin.ts';

/** A real connection with a session of the user, without anything being written to a home directory. */
export function connectTo(standin: Standin, username = standin.adminUsername): Connection {
  const connection = new Connection({
    authInfo: { getUsername: () => username } as AuthInfo,
    connectionOptions: { instanceUrl: standin.url, accessToken: standin.accessToken(username), version: '67.0' },
  });
  connection.metadata.pollInterval = 10;
  return connection;
}
