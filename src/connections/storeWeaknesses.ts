import type { KnownOrg } from '../account/knownOrgs.ts';
import type { ChangedOwner } from '../account/storeOwners.ts';
import type { WeakRecords } from '../account/weakRecords.ts';
import { policyMessage } from '../messages.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import type { Weakness } from '../policy/findWeaknesses.ts';
import { ownerTokens } from '../policy/storeOwner.ts';
import type { OrgRecord } from '../store/records.ts';
import { notedOtherOrg } from './notedOrg.ts';
import type { LoginsElsewhere } from './unconnectedLogins.ts';

const NAME = 'manual-sync-only';

/**
 * Orgs that one store knows under their own Manual Sync Only and that another one has connected without it. The policy
 * holds in both for this account; for other accounts only where their store says it. `orgs` are those of the store in
 * use, `known` is what the account knows of all stores.
 */
export const differingStores = (
  orgs: ReadonlyArray<Pick<OrgRecord, 'orgId' | 'alias' | 'username' | 'policies' | 'disconnectedAt'>>,
  store: string,
  known: readonly KnownOrg[]
): Weakness[] => {
  const inUse = orgs.map((org) => ({ ...org, store, isConnected: org.disconnectedAt === undefined }));
  const all = [...inUse, ...known.filter((other) => other.store !== store)];
  return [...new Set(all.map(({ orgId }) => orgId))].flatMap((orgId) => {
    const same = all.filter((org) => org.orgId === orgId);
    const on = same.find(({ policies }) => policies[NAME] === true);
    if (on === undefined) return [];
    const record = inUse.find((org) => org.orgId === orgId);
    const label = record === undefined ? orgId : orgLabel(record);
    return same
      .filter(({ policies, isConnected }) => policies[NAME] !== true && isConnected)
      .map((off): Weakness => {
        const message = policyMessage('weak.another store', [label, on.store, off.store]);
        return { kind: 'another store', where: off.store, message };
      });
  });
};

/** Logins that are stored and that a policy forbids which only another store, or the account's note of it, says. */
export const elsewhereWeaknesses = (found: readonly LoginsElsewhere[]): Weakness[] =>
  found.map(({ org, usernames, where }) => {
    const message = policyMessage('weak.login of another store', [org.orgId, where, usernames.join(', ')]);
    return { kind: 'login of another store', where, message };
  });

/** Orgs whose record in the store is about another org than the sf CLI noted at the login of its user. */
export const otherOrgs = async (orgs: readonly OrgRecord[], store: string): Promise<Weakness[]> => {
  const others = await Promise.all(orgs.map(async (org) => ({ org, other: await notedOtherOrg(org, org.username) })));
  return others.flatMap(({ org, other }): Weakness[] => {
    if (other === undefined) return [];
    const message = policyMessage('weak.another org', [orgLabel(org), org.orgId, other]);
    return [{ kind: 'another org', where: store, message }];
  });
};

/** The store's file is another user's than it was: somebody may have put another one in its place. */
export const ownerWeakness = (changed: ChangedOwner | undefined): Weakness[] => {
  if (changed === undefined) return [];
  const message = policyMessage('weak.owner changed', ownerTokens(changed));
  return [{ kind: 'owner changed', where: changed.path, message }];
};

/** What others can change of what is remembered for the account. */
export const recordsWeakness = (folder: string, weak: WeakRecords | undefined): Weakness[] =>
  weak === undefined
    ? []
    : [
        {
          kind: 'account folder',
          where: weak.path,
          message: policyMessage('weak.account folder', [weak.problem, folder]),
        },
      ];

/** An account that can keep nothing knows a policy in no other store than the one that says it. */
export const keepingWeakness = (folder: string, problem: string | undefined): Weakness[] =>
  problem === undefined
    ? []
    : [{ kind: 'nothing is kept', where: folder, message: policyMessage('weak.nothing is kept', [problem]) }];
