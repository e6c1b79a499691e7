import type { ForgottenStores } from '../../account/forgottenStores.ts';
import type { KnownOrgs } from '../../account/knownOrgs.ts';
import type { OwedRevocations } from '../../account/owedRevocations.ts';
import type { Refusals } from '../../account/refusals.ts';
import type { StoreOwner, StoreOwners } from '../../account/storeOwners.ts';
import type { Account } from '../../account/thisAccount.ts';
import type { ReadPolicies, ReadRoles } from '../../policy/createGuard.ts';
import type { Weakness } from '../../policy/findWeaknesses.ts';
import type { Guard } from '../../policy/guard.ts';
import type { CorporatePlaces } from '../../policy/readPolicies.ts';
import type { OrgRecord } from '../../store/records.ts';
import type { Store, StoreView } from '../../store/store.ts';
import type { OwnLogins } from './ownLogins.ts';

/** What a command works with: the store in use, and the policies in force. */
export type OpenBackend = {
  readonly store: Store;
  /** The store's URL as it may be shown. */
  readonly url: string;
  readonly account: Account;
  /** Of the file that the store is. */
  readonly owner: StoreOwner;
  readonly owners: StoreOwners;
  /** What this account knows of the orgs of all stores. */
  readonly known: KnownOrgs;
  readonly corporatePlaces: CorporatePlaces;
  readonly readPolicies: ReadPolicies;
  readonly readRoles: ReadRoles;
  readonly guard: Guard;
  /** The same for who may write another policy file than the system-wide one: that is who may set policies in it. */
  readonly guardBy: (policyFile: string) => Guard;
  /** What is weak about the store and these policy files. */
  readonly findWeaknesses: (policies: readonly string[]) => Promise<Weakness[]>;
  /** Notes for the account what somebody has just set: only that lifts what was noted before. */
  readonly noteSet: (org: OrgRecord) => Promise<void>;
  readonly logins: OwnLogins;
  /** Logins that are to be removed when the sync that uses them has ended. */
  readonly owed: OwedRevocations;
  /** What was refused to this account, in any store. */
  readonly refused: Refusals;
  /** Stores that this account forgot, from whichever store. */
  readonly forgotten: ForgottenStores;
};

/** The same for a command that only reads. */
export type BackendView = Omit<OpenBackend, 'store'> & { readonly store: StoreView };
