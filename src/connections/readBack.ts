import { isDeepStrictEqual } from 'node:util';
import { elementsError } from '../errors.ts';
import { policyMessage } from '../messages.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import { POLICY_NAMES, strictValue, type PolicyName, type PolicyValues } from '../policy/policies.ts';
import type { AuditRecord, OrgRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';

/** Others may write audit records at the same moment; more than these they do not. */
const RECENT = 50;

/**
 * Changes an org's record and reads it back. Throws where the store does not give back the policies that were set: else a
 * manager would take a policy for in force that is not. What another program has made stricter by then is no fault.
 * Returns the record as stored.
 */
export const savePolicies = async (
  org: Pick<OrgRecord, 'key' | 'alias' | 'username'>,
  change: Parameters<Store['changeOrg']>[1],
  store: Pick<Store, 'changeOrg' | 'orgs'>
): Promise<OrgRecord> => {
  const said: { wanted?: OrgRecord | undefined } = {};
  await store.changeOrg(org.key, (current) => (said.wanted = change(current)));
  const { wanted } = said;
  // Another program has erased it meanwhile.
  if (wanted === undefined) throw elementsError('orgNotConnected', [orgLabel(org)]);
  // Among all of them, as they are listed: what one key finds need not be what everybody else reads.
  const found = (await store.orgs({ all: true })).filter(({ key }) => key === org.key);
  const stored = found.length === 1 && found[0]?.orgId === wanted.orgId ? found[0] : undefined;
  const isKept = (name: PolicyName): boolean =>
    stored?.policies[name] === wanted.policies[name] || stored?.policies[name] === strictValue(name);
  if (stored !== undefined && POLICY_NAMES.every(isKept)) return stored;
  const [set, given] = [wanted, stored].map((record) => toldPolicies(record?.policies ?? {}));
  throw elementsError('policyNotInForce', [orgLabel(org), given ?? '', set ?? '']);
};

const toldPolicies = (policies: PolicyValues): string =>
  POLICY_NAMES.filter((name) => policies[name] !== undefined)
    .map((name) => `${name}=${policyMessage(policies[name] ? 'on' : 'off')}`)
    .join(', ') || policyMessage('nothingSet');

/**
 * Writes the audit record of a change that is made already, and does what follows from the change. Throws where the store
 * can't or does not keep the record, but only then: a policy is in force without it, and forbidden logins are to go.
 */
export const keepAudit = async (
  record: AuditRecord,
  store: Pick<Store, 'audit' | 'audits'>,
  follow: () => Promise<void> = nothing
): Promise<void> => auditAndFollow(() => writeAudit(record, store), follow);

/** What an audit record is not kept for is thrown when what follows is done. */
export const auditAndFollow = async (audit: () => Promise<void>, follow: () => Promise<void>): Promise<void> => {
  const [kept] = await Promise.allSettled([audit()]);
  await follow();
  if (kept.status === 'rejected') throw kept.reason;
};

/** Where nothing follows from a change. */
export const nothing = (): Promise<void> => Promise.resolve();

const writeAudit = async (record: AuditRecord, store: Pick<Store, 'audit' | 'audits'>): Promise<void> => {
  try {
    await store.audit(record);
  } catch (error) {
    // That the change itself is made, no error of a store says.
    throw elementsError('auditNotKept', [record.action], error instanceof Error ? { cause: error } : {});
  }
  await checkAudit(record, store);
};

/** Throws where the store did not keep an audit record that it took. */
export const checkAudit = async (record: AuditRecord, store: Pick<Store, 'audits'>): Promise<void> => {
  const written = JSON.parse(JSON.stringify(record)) as AuditRecord;
  const ofOrg = record.orgKey === undefined ? {} : { orgKey: record.orgKey };
  // Who may write the store can give records of their own places that come before it: then it stands further behind.
  for (const options of [{ ...ofOrg, limit: RECENT }, ofOrg]) {
    const kept = await store.audits(options);
    if (kept.some((one) => isDeepStrictEqual(JSON.parse(JSON.stringify(one)), written))) return;
  }
  throw elementsError('auditNotKept', [record.action]);
};
