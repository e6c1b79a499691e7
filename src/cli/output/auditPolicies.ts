import { omitUndefined } from '../../model/omitUndefined.ts';
import type { OrgRecord } from '../../store/records.ts';
import { sortByGroup } from '../../view/orgTable.ts';
import {
  auditRecordView,
  forgottenView,
  owedView,
  refusalViews,
  unkeptViews,
  unreadableOwed,
  unattributedLogins,
  violationsOf,
  type PolicyAudit,
} from '../../view/policyAudit.ts';
import type { BackendView } from '../backend/openBackend.ts';
import { describeOrg } from './describeOrg.ts';

/** Holds the connected orgs, or one of them, against the policies in force. Asks no org anything and changes nothing. */
export const auditPolicies = async (
  backend: BackendView,
  options: { readonly org: OrgRecord | undefined; readonly limit: number }
): Promise<PolicyAudit> => {
  const { store, corporatePlaces } = backend;
  const [
    { settingsOnly },
    { namedPolicyFiles },
    { allLogins, stateFolder },
    { loginsForOrg, storedLoginsOf },
    { disconnectedUnderOwn, loginsElsewhere },
    { differingStores, elsewhereWeaknesses, keepingWeakness, otherOrgs, ownerWeakness, recordsWeakness },
    { whyNothingIsKept },
    { owedPath },
    { believedRoles },
    { weakRecords },
  ] = await Promise.all([
    import('../../policy/findWeaknesses.ts'),
    import('../../policy/policyLocation.ts'),
    import('../../salesforce/login/allLogins.ts'),
    import('../../connections/removeLogins.ts'),
    import('../../connections/unconnectedLogins.ts'),
    import('../../connections/storeWeaknesses.ts'),
    import('../../account/keepsRecords.ts'),
    import('../../account/owedRevocations.ts'),
    import('../../policy/storeOwner.ts'),
    import('../../account/weakRecords.ts'),
  ]);
  const [readings, all, roles, changedOwner, listing, { owed, unreadable }, loginFolder] = await Promise.all([
    backend.readPolicies(),
    store.orgs({ all: true }),
    backend.readRoles(options.org?.key),
    backend.owner.changed(),
    allLogins(),
    backend.owed.list(),
    stateFolder(),
  ]);
  const connected = all.filter((org) => org.disconnectedAt === undefined);
  const disconnected = await storedLoginsOf(disconnectedUnderOwn(all, readings));
  const audited = options.org === undefined ? [...connected, ...disconnected.map(({ org }) => org)] : [options.org];
  const owedHere = owed.filter((one) => one.loginFolder === loginFolder).map(({ username }) => username);
  const orgs = await Promise.all(
    audited.map(async (org) => {
      const connection = await describeOrg(backend, readings, org);
      const otherLogins = loginsForOrg(listing.logins, org).filter((username) => username !== org.username);
      return { ...connection, violations: violationsOf(connection, otherLogins, owedHere), otherLogins };
    })
  );
  const named = orgs.flatMap(({ violations, username, otherLogins }) =>
    violations.length > 0 ? [username, ...otherLogins] : []
  );
  const outside = options.org === undefined ? loginsElsewhere(all, readings, listing.logins, named) : [];
  const policies = [corporatePlaces.systemFile, ...(await namedPolicyFiles(corporatePlaces, { withProjects: true }))];
  const { known } = await backend.known.list();
  const weaknesses = await backend.findWeaknesses(policies);
  const records = await store.audits(omitUndefined({ limit: options.limit, orgKey: options.org?.key }));
  // The same store may not have been there yet when it refused.
  const own = new Set((await store.audits()).map(({ at, action }) => `${at} ${action}`));
  const missed = (await backend.refused.list()).filter(
    (one) => one.store !== backend.url || !own.has(`${one.at} ${one.action}`)
  );
  // Of any store, and in each one: what was lifted is in force nowhere any more.
  const lifted = (await backend.forgotten.list()).filter(({ at }) => !own.has(`${at} store forgotten`));
  const elsewhere = [
    ...refusalViews(missed, options.org === undefined ? all : [options.org]),
    ...(options.org === undefined ? unkeptViews(missed) : []),
  ];
  return {
    roles: [...believedRoles(roles, changedOwner)],
    orgs: sortByGroup(orgs),
    owedRevocations: owedView(owed),
    unattributedLogins: unattributedLogins(listing, [...connected, ...audited]),
    weaknesses: [
      ...ownerWeakness(changedOwner),
      ...keepingWeakness(backend.account.folder, await whyNothingIsKept(backend.account)),
      ...recordsWeakness(backend.account.folder, weakRecords(backend.account)),
      ...settingsOnly(readings, corporatePlaces.systemFile),
      ...differingStores(audited, backend.url, options.org === undefined ? known : ofOrg(known, options.org)),
      ...elsewhereWeaknesses(outside),
      ...(await otherOrgs(audited, backend.url)),
      ...weaknesses,
      ...unreadable.map((one) => unreadableOwed(owedPath(backend.account, one), one.problem)),
    ],
    records: [...records.map((record) => auditRecordView(record, all)), ...elsewhere, ...lifted.map(forgottenView)]
      .sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
      .slice(0, options.limit),
  };
};

const ofOrg = <T extends { readonly orgId: string }>(known: readonly T[], { orgId }: OrgRecord): T[] =>
  known.filter((other) => other.orgId === orgId);
