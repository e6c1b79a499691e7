import type { OpenAccount } from '../../account/openAccount.ts';
import { storeOwner } from '../../account/storeOwners.ts';
import type { WeakFolder } from '../../files/weakFolder.ts';
import { createGuard, type ReadPolicies, type ReadRoles } from '../../policy/createGuard.ts';
import type { Guard } from '../../policy/guard.ts';
import { readPolicies as readAll } from '../../policy/readPolicies.ts';
import { weakStoreFolder, type Backend } from '../../store/openStore.ts';
import type { Store } from '../../store/store.ts';
import { noteOrgs, notedStore, noteStrictOrgs, notingGuard } from './notedStore.ts';
import type { OpenBackend } from './openBackend.ts';
import { ownLogins } from './ownLogins.ts';
import { notesOfFound, notesOfSet, policyPlaces } from './policyPlaces.ts';
import { recordsKept } from './recordsKept.ts';

/**
 * All that a command works with, of a store that has just been opened. What the store says of its orgs is noted for the
 * account. `weakFolder` is where other users could put another file in the store's place.
 */
export const backendInUse = async (open: {
  readonly backend: Backend;
  readonly byDefault: Backend;
  readonly opened: Store;
  readonly account: OpenAccount;
}): Promise<OpenBackend & { readonly weakFolder: WeakFolder | undefined }> => {
  const { backend, byDefault, opened } = open;
  const { account, owners, known, owed, tokens, refused, forgotten, logins } = open.account;
  const owner = storeOwner(owners, backend.path);
  // Seen first now, at the latest: another owner is found from the next time on.
  await owner.changed();
  const found = notesOfFound(backend, known, owners);
  const store = recordsKept(notedStore(opened, found, tokens), { kept: refused, url: backend.name });
  // Also for a command that asks the guard nothing: another store is no way round what is seen here.
  await opened.orgs({ all: true }).then(
    async (orgs) => noteStrictOrgs(orgs, found).catch(() => undefined),
    // What can't be read is told by who needs it.
    () => undefined
  );
  const corporatePlaces = policyPlaces({ store, backend, byDefault, account, owners, known });
  const readPolicies: ReadPolicies = async () => readAll(corporatePlaces);
  const rolesBy =
    (policyFile: string): ReadRoles =>
    async (orgKey) => {
      const { mayWritePolicyFile } = await import('../../policy/corporateAdmin.ts');
      const [isAdmin, roles] = await Promise.all([mayWritePolicyFile(policyFile), opened.roles(orgKey)]);
      return isAdmin ? ['corporate admin', ...roles] : roles;
    };
  const guardBy = (policyFile: string): Guard =>
    createGuard(readPolicies, rolesBy(policyFile), () => owner.changed(), account.userId);
  return {
    store,
    url: backend.name,
    account,
    owner,
    owners,
    known,
    corporatePlaces,
    readPolicies,
    readRoles: rolesBy(corporatePlaces.systemFile),
    guard: notingGuard(guardBy(corporatePlaces.systemFile), opened, found),
    guardBy,
    findWeaknesses: async (policies) => {
      const { findWeaknesses } = await import('../../policy/findWeaknesses.ts');
      return findWeaknesses({ policies, store: backend.path, platform: process.platform });
    },
    logins: ownLogins(backend, logins, owners),
    owed,
    refused,
    forgotten,
    noteSet: async (org) => noteOrgs([org], notesOfSet(backend, known, owners)).catch(() => undefined),
    weakFolder: await weakStoreFolder(backend),
  };
};
