import { omitUndefined } from '../../model/omitUndefined.ts';
import type { Identity } from '../calls/identity.ts';
import { readLoginRecord } from './loginRecord.ts';

/** An org as the sf CLI noted it at the last login; without an address where none is noted. */
export type NotedOrg = {
  readonly identity: Identity;
  readonly instanceUrl: string;
  /** Also where the sf CLI did not note whether it is a sandbox; `identity` says no then. */
  readonly mayBeSandbox?: boolean;
};

/** Who an org is without asking it anything; undefined where the sf CLI noted no org for the username. */
export const notedIdentity = async (username: string): Promise<NotedOrg | undefined> => {
  const record = await readLoginRecord(username);
  if (record?.orgId === undefined) return undefined;
  const {
    orgId,
    instanceUrl = '',
    name,
    orgEdition = '',
    isSandbox,
    mayBeSandbox,
    trialExpirationDate,
    namespace,
  } = record;
  return {
    identity: {
      orgId,
      // Logins of long ago have no name noted; the domain says nearly the same.
      name: name ?? URL.parse(instanceUrl)?.hostname ?? '',
      edition: orgEdition,
      isSandbox,
      ...omitUndefined({ trialExpirationDate, namespace }),
    },
    instanceUrl,
    mayBeSandbox,
  };
};
