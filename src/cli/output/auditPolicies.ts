import { omitUndefined } from '../../model/omitUndefined.ts';
import type { OrgRecord } from '../../store/records.ts';
import { sortByGroup } from '../../view/orgTable.ts';
import { auditRecordView, violationsOf, type PolicyAudit } from '../../view/policyAudit.ts';
import type { OpenBackend } from '../backend/withBackend.ts';
import { describeOrg } from './describeOrg.ts';

/** Holds the connected orgs, or one of them, against the policies in force. Asks no org anything and changes nothing. */
export const auditPolicies = async (
  backend: OpenBackend,
  options: { readonly org: OrgRecord | undefined; readonly limit: number }
): Promise<PolicyAudit> => {
  const { store, corporatePlaces } = backend;
  const [{ findWeaknesses, settingsOnly }, { namedPolicyFiles }, { usernamesOf }] = await Promise.all([
    import('../../policy/findWeaknesses.ts'),
    import('../../policy/policyLocation.ts'),
    import('../../salesforce/login/storedLogin.ts'),
  ]);
  const [readings, all, roles] = await Promise.all([
    backend.readPolicies(),
    store.orgs({ all: true }),
    backend.readRoles(),
  ]);
  const audited = options.org === undefined ? all.filter((org) => org.disconnectedAt === undefined) : [options.org];
  const orgs = await Promise.all(
    audited.map(async (org) => {
      const [connection, usernames] = await Promise.all([describeOrg(backend, readings, org), usernamesOf(org.orgId)]);
      const otherLogins = usernames.filter((username) => username !== org.username);
      return { ...connection, violations: violationsOf(connection), otherLogins };
    })
  );
  const policies = [corporatePlaces.systemFile, ...(await namedPolicyFiles(corporatePlaces, { withProjects: true }))];
  const weaknesses = findWeaknesses({ policies, store: backend.path, platform: process.platform });
  const records = await store.audits(omitUndefined({ limit: options.limit, orgKey: options.org?.key }));
  return {
    roles: [...roles],
    orgs: sortByGroup(orgs),
    weaknesses: [...settingsOnly(readings, corporatePlaces.systemFile), ...weaknesses],
    records: records.map((record) => auditRecordView(record, all)),
  };
};
