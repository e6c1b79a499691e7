import { accountRecords, hashedName } from './accountRecords.ts';
import type { Account } from './thisAccount.ts';

/** A stored login by which this account connected an org in a store. */
export type ConnectedLogin = {
  /** URL of the store. */
  readonly store: string;
  readonly orgId: string;
  readonly username: string;
};

export type ConnectedLogins = {
  has(login: ConnectedLogin): Promise<boolean>;
  note(login: ConnectedLogin): Promise<void>;
  /** Whether it named any login for that org in that store. */
  knows(org: Omit<ConnectedLogin, 'username'>): Promise<boolean>;
  /** Whether this account has seen, and noted, that others may write the store; what they wrote then is in it still. */
  wasEditable(store: string): Promise<boolean>;
  noteEditable(store: string): Promise<void>;
};

/**
 * Which logins this account named itself for which org, by connecting it. A store that others may write says whose login
 * an org is synced by, and may say it of one that nobody named.
 */
export const connectedLogins = (account: Account): ConnectedLogins => {
  const records = accountRecords(account, 'logins');
  return {
    has: async (login) => {
      const kept = await records.read(nameOf(login));
      return (
        kept?.problem === undefined &&
        kept?.value['store'] === login.store &&
        kept.value['orgId'] === login.orgId &&
        kept.value['username'] === login.username
      );
    },
    note: ({ store, orgId, username }) => records.write(nameOf({ store, orgId, username }), { store, orgId, username }),
    knows: async ({ store, orgId }) =>
      (await records.list()).some(
        (kept) =>
          kept.problem === undefined &&
          kept.value['store'] === store &&
          kept.value['orgId'] === orgId &&
          typeof kept.value['username'] === 'string'
      ),
    wasEditable: async (store) => (await records.read(editableName(store))) !== undefined,
    noteEditable: (store) => records.write(editableName(store), { store, wasEditable: true }),
  };
};

const editableName = (store: string): string => hashedName(JSON.stringify(['editable', store]));

const nameOf = ({ store, orgId, username }: ConnectedLogin): string =>
  hashedName(JSON.stringify([store, orgId, username]));
