import type { ConnectedLogins } from '../../account/connectedLogins.ts';
import type { StoreOwners } from '../../account/storeOwners.ts';
import { elementsError } from '../../errors.ts';
import { orgLabel } from '../../model/names/orgLabel.ts';
import type { OrgRecord } from '../../store/records.ts';
import type { Backend } from '../../store/openStore.ts';

type Named = Pick<OrgRecord, 'orgId' | 'username' | 'alias'>;

/** Whether the login that a store's record names is one that this account itself chose for that org. */
export type OwnLogins = {
  /** A person of this account named the login of that very org. */
  chosen(org: Named): Promise<void>;
  /**
   * Refuses a login that nobody but the store names, where others may write the store: whoever did may have led a sync
   * that nobody watches to another login of this account. In a store of the account's own, as it always was, it is taken
   * as it is, unless this account chose another one for that org.
   */
  check(org: Named): Promise<void>;
};

export const ownLogins = (
  backend: Pick<Backend, 'name' | 'path'>,
  logins: ConnectedLogins,
  owners: Pick<StoreOwners, 'isEditable'>
): OwnLogins => {
  const loginOf = ({ orgId, username }: Named) => ({ store: backend.name, orgId, username });
  // Where nothing can be remembered, a login is named each time.
  const chosen = (org: Named): Promise<void> => logins.note(loginOf(org)).catch(() => undefined);
  // Who could write the store once can have left a login in it for the day that it is closed.
  const isEditable = async (): Promise<boolean> => {
    if (await logins.wasEditable(backend.name).catch(() => false)) return true;
    if (!owners.isEditable(backend.path)) return false;
    await logins.noteEditable(backend.name).catch(() => undefined);
    return true;
  };
  const isOther = ({ orgId }: Named): Promise<boolean> =>
    logins.knows({ store: backend.name, orgId }).catch(() => false);
  return {
    chosen,
    check: async (org) => {
      if (await logins.has(loginOf(org)).catch(() => false)) return;
      if (!(await isEditable()) && !(await isOther(org))) return chosen(org);
      const { credentialState } = await import('../../salesforce/login/storedLogin.ts');
      // Without a login that is what is said.
      if ((await credentialState(org.username)) === 'none') return;
      throw elementsError('loginNotChosen', [org.username, backend.name, orgLabel(org), org.username, backend.name]);
    },
  };
};
