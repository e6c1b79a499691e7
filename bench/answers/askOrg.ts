import { AuthInfo } from '@salesforce/core';
import { describeMetadata } from '../../src/salesforce/calls/describeMetadata.ts';
import { describedFields, identify } from '../../src/salesforce/calls/identity.ts';
import { listMetadata } from '../../src/salesforce/calls/listMetadata.ts';
import { callMetadata } from '../../src/salesforce/calls/metadataCall.ts';
import { query } from '../../src/salesforce/calls/query.ts';
import { runRetrieveJob } from '../../src/salesforce/calls/retrieveJob.ts';
import { nameFault } from '../../src/salesforce/faults/nameFault.ts';
import { revokeToken } from '../../src/salesforce/login/revokeToken.ts';
import { tokenOwner } from '../../src/salesforce/login/tokenOwner.ts';
import { openSession, type OpenOptions } from '../../src/salesforce/session/openSession.ts';
import type { OrgSession } from '../../src/salesforce/session/orgSession.ts';
import type { AnswerSize } from '../../src/salesforce/transport/answerSize.ts';
import { createHttpTransport } from '../../src/salesforce/transport/httpTransport.ts';
import { listingNames } from '../../src/sync/list/inventory.ts';

type Asking = { readonly url: string; readonly options: OpenOptions };

const NAMES = listingNames(undefined);
const MANIFEST = new Map([['Layout', ['A']]]);

const retrieve = (session: OrgSession): Promise<unknown> =>
  runRetrieveJob(session, MANIFEST, { now: Date.now, wait: () => 500, ended: () => undefined });

/** As many listings at once as a sync makes, and three types in each. */
const listAtOnce = (session: OrgSession): Promise<unknown> =>
  Promise.all(
    Array.from({ length: 10 }, () =>
      listMetadata(session, [{ type: 'CustomField' }, { type: 'Layout' }, { type: 'Flow' }], NAMES)
    )
  );

const CALLS: { readonly [operation: string]: (session: OrgSession, asking: Asking) => Promise<unknown> } = {
  versions: async () => 'asked for when the session was opened',
  query: (session) => query(session, 'SELECT Id FROM Folder'),
  error: (session) => identify(session),
  token: (session) => identify(session),
  describeSObject: (session) => describedFields(session, 'Folder'),
  limits: (session) => session.get('/services/data/v67.0/limits', 'limits'),
  listMetadata: (session) => listMetadata(session, [{ type: 'CustomField' }], NAMES),
  listings: listAtOnce,
  describeMetadata: (session) => describeMetadata(session),
  readMetadata: (session) => callMetadata(session, 'readMetadata', '<type>Profile</type>'),
  retrieve,
  checkRetrieveStatus: retrieve,
  zip: retrieve,
  userinfo: async (_session, { url, options }) =>
    tokenOwner({ accessToken: 'x', instanceUrl: url }, await createHttpTransport(undefined, options), options),
  revoke: async (_session, { url, options }) => {
    const problem = await revokeToken('x', [url], await createHttpTransport(undefined, options));
    // It throws nothing.
    if (problem !== undefined) throw new Error(problem);
  },
};

/** The operations of an endless org, each with calls that ask for it. */
export const OPERATIONS: readonly string[] = Object.keys(CALLS);

const USERNAME = 'ada@example.com';

/** A login as the sf CLI holds it, in the home folder that the environment names. */
const saveLogin = async (url: string, fields: Parameters<AuthInfo['save']>[0]): Promise<void> => {
  const login = { accessToken: '00D000000000001!x', instanceUrl: url, loginUrl: url };
  const known = { username: USERNAME, orgId: '00D000000000001EAA', isDevHub: false, namespacePrefix: null };
  const authInfo = await AuthInfo.create({ accessTokenOptions: { ...login, ...known } });
  await authInfo.save(fields);
};

/** Asks an org for one thing, and says what came of it; saves a login on the way. */
export const askOrg = async (
  operation: string,
  url: string,
  sizeOf: (operation: string) => AnswerSize
): Promise<string> => {
  const options: OpenOptions = {
    // Else the org is asked for it.
    ...(operation === 'versions' ? {} : { apiVersion: '67.0' }),
    random: () => 0,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 10))),
    sizeOf,
  };
  try {
    await saveLogin(url, operation === 'token' ? { refreshToken: 'x', clientId: 'PlatformCLI' } : {});
    const session = await openSession(USERNAME, options);
    const result = await CALLS[operation]?.(session, { url, options });
    return Array.isArray(result) ? `${String(result.length)} results` : 'done';
  } catch (error) {
    const { name, message } = nameFault(error, 'prod');
    return `${name}: ${message}`;
  }
};
