import type { OwedRevocation, OwedRevocations } from '../account/owedRevocations.ts';
import type { Collaborators } from '../engine/contract.ts';
import { isLive, LONGEST_SYNC_MS } from '../engine/runState.ts';
import { stateFolder } from '../salesforce/login/allLogins.ts';
import { removeCredential } from '../salesforce/login/removeCredential.ts';
import type { OrgRecord } from '../store/records.ts';
import { removalAudit } from './removeLogins.ts';

/** A try can take as long as a server that does not answer: not each command is to wait for that. */
const RETRY_MS = 5 * 60_000;

type Settling = {
  readonly owed: OwedRevocations;
  /** URL of the store in use. */
  readonly storeUrl: string;
  /** Whether Manual Sync Only is in force for an org by now. */
  readonly isInForce: (org: OrgRecord) => Promise<boolean>;
  /** Program and machine, for the audit records. */
  readonly from: string;
};

type Parts = Pick<Collaborators, 'store' | 'clock' | 'process'>;

/**
 * Removes and revokes the logins that a sync was to remove at its end and did not, because it was killed or could not
 * reach Salesforce. Those whose sync still runs are left to it. Quick where nothing is owed; what fails stays owed.
 */
export const settleOwed = async (settling: Settling, parts: Parts): Promise<void> => {
  const { owed } = await settling.owed.list();
  if (owed.length === 0) return;
  const loginFolder = await stateFolder();
  for (const one of owed) {
    if (one.loginFolder !== loginFolder || wasTriedJustNow(one, parts.clock.now())) continue;
    if (!(await isUnderWay(one, settling, parts))) await settle(one, settling, parts);
  }
};

const wasTriedJustNow = ({ tried }: OwedRevocation, now: Date): boolean => {
  const age = tried === undefined ? Number.NaN : now.getTime() - Date.parse(tried.at);
  return age >= 0 && age < RETRY_MS;
};

/**
 * Of a run that only another store knows, no more can be said than whether its process may still live. Whatever a store
 * says: no sync outlasts the longest one.
 */
const isUnderWay = async (
  one: OwedRevocation,
  { storeUrl }: Settling,
  { store, clock, process }: Parts
): Promise<boolean> => {
  const run = one.store === storeUrl ? await store.run(one.runId) : undefined;
  const isAlive = (holder: OwedRevocation['holder']): boolean => process.isAlive(holder);
  const isRecent = clock.now().getTime() < Date.parse(one.at) + LONGEST_SYNC_MS;
  return isRecent && (run === undefined ? isAlive(one.holder) : isLive(run, isAlive, clock.now()));
};

const settle = async (
  one: OwedRevocation,
  { owed, storeUrl, isInForce, from }: Settling,
  { store, clock }: Parts
): Promise<void> => {
  const org = one.store === storeUrl ? await store.org(one.orgKey) : undefined;
  // Lifted meanwhile: the login is allowed again.
  if (org !== undefined && !(await isInForce(org))) return owed.done(one);
  const removal = await removeCredential(one.username, { revoke: true, unrevoked: 'keep' });
  const { before, removed, revocation } = removal;
  if (revocation.state === 'failed' && removed.length === 0) {
    return owed.note({ ...one, tried: { at: clock.now().toISOString(), problem: revocation.problem } });
  }
  // The sync has done it, and has written it down.
  if (before !== 'none') {
    const orgKey = org === undefined ? {} : { orgKey: org.key };
    const record = removalAudit(removal, { at: clock.now(), actor: one.actor, from, ...orgKey });
    // A store that may only be read must not keep the login alive.
    await store.audit(record).catch(() => undefined);
  }
  await owed.done(one);
};
