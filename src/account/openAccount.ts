import { accountRecords } from './accountRecords.ts';
import { confirmedBackends, type ConfirmedBackends } from './confirmedBackends.ts';
import { connectedLogins, type ConnectedLogins } from './connectedLogins.ts';
import { forgottenStores, type ForgottenStores } from './forgottenStores.ts';
import { knownOrgs, type KnownOrgs } from './knownOrgs.ts';
import { owedRevocations, type OwedRevocations } from './owedRevocations.ts';
import { refusals, type Refusals } from './refusals.ts';
import { storeOwners, type StoreOwners } from './storeOwners.ts';
import { thisAccount, type Account } from './thisAccount.ts';
import { usedTokens, type UsedTokens } from './usedTokens.ts';

/** Everything that is remembered for the account that runs this program. */
export type OpenAccount = {
  readonly account: Account;
  readonly confirmed: ConfirmedBackends;
  readonly known: KnownOrgs;
  readonly logins: ConnectedLogins;
  readonly owners: StoreOwners;
  readonly owed: OwedRevocations;
  readonly tokens: UsedTokens;
  readonly refused: Refusals;
  readonly forgotten: ForgottenStores;
};

/** Reads and makes nothing by itself. */
export const openAccount = (): OpenAccount => {
  const account = thisAccount();
  return {
    account,
    confirmed: confirmedBackends(account),
    known: knownOrgs(account),
    logins: connectedLogins(account),
    owners: storeOwners(account),
    owed: owedRevocations(accountRecords(account, 'owed')),
    tokens: usedTokens(account),
    refused: refusals(accountRecords(account, 'refusals')),
    forgotten: forgottenStores(accountRecords(account, 'forgotten')),
  };
};
