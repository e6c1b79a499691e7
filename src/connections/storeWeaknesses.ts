import type { KnownOrg } from '../account/knownOrgs.ts';
import type { ChangedOwner } from '../account/storeOwners.ts';
import { policyMessage } from '../messages.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import type { Weakness } from '../policy/findWeaknesses.ts';
import type { OrgRecord } from '../store/records.ts';

const NAME = 'manual-sync-only';

/**
 * Orgs that one store knows under their own Manual Sync Only and that another one has connected without it. The policy
 * holds in both for this account; for other accounts only where their store says it.
 */
export const differingStores = (
  orgs: ReadonlyArray<Pick<OrgRecord, 'orgId' | 'alias' | 'username' | 'policies'>>,
  store: string,
  known: readonly KnownOrg[]
): Weakness[] =>
  orgs.flatMap((org) => {
    const isOn = org.policies[NAME] === true;
    return known
      .filter((other) => other.orgId === org.orgId && other.store !== store)
      .filter((other) => (other.policies[NAME] === true) !== isOn && (other.isConnected || !isOn))
      .map((other): Weakness => {
        const stores = isOn ? [store, other.store] : [other.store, store];
        const message = policyMessage('weak.another store', [orgLabel(org), ...stores]);
        return { kind: 'another store', where: other.store, message };
      });
  });

/** The store's file is another user's than it was: somebody may have put another one in its place. */
export const ownerWeakness = (changed: ChangedOwner | undefined): Weakness[] => {
  if (changed === undefined) return [];
  const { path, recorded, found } = changed;
  const former = recorded === undefined ? policyMessage('ownerUnknown') : String(recorded);
  return [
    { kind: 'owner changed', where: path, message: policyMessage('weak.owner changed', [path, former, String(found)]) },
  ];
};
