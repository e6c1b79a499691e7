import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OwedRevocation, OwedRevocations } from '../account/owedRevocations.ts';
import type { Collaborators } from '../engine/contract.ts';
import { isLive, LONGEST_SYNC_MS } from '../engine/runState.ts';
import { viewMessage } from '../messages.ts';
import { printable, redact } from '../redact.ts';
import { stateFolder } from '../salesforce/login/allLogins.ts';
import { removeCredential } from '../salesforce/login/removeCredential.ts';
import { loginRecord } from '../salesforce/login/loginRecord.ts';
import type { OrgRecord } from '../store/records.ts';
import { removalAudit } from './removeLogins.ts';

/** A try can take as long as a server that does not answer: not each command is to wait for that. */
const RETRY_MS = 5 * 60_000;

/** An org as the note and the store together know it. */
export type OwedOrg = Pick<OrgRecord, 'orgId' | 'username' | 'policies' | 'marked'>;

/**
 * Whether Manual Sync Only is in force for an org, and whether a policy that could be read says so: without that a login is
 * refused, and neither removed nor allowed again.
 */
export type Standing = 'forbidden' | 'unproven' | 'lifted';

type Settling = {
  readonly owed: OwedRevocations;
  /** URL of the store in use. */
  readonly storeUrl: string;
  /** What the policies say of an org by now; of one that only another store has a record of, by its id. */
  readonly standing: (org: OwedOrg) => Promise<Standing>;
  /** Program and machine, for the audit records. */
  readonly from: string;
  /** Takes what a person must do for a login that is gone from here and may still be valid at Salesforce. */
  readonly tell?: (sentence: string) => unknown;
};

type Parts = Pick<Collaborators, 'store' | 'clock' | 'process'>;

/**
 * Removes and revokes the logins that a sync was to remove at its end and did not, because it was killed or could not
 * reach Salesforce. Those whose sync still runs are left to it. Quick where nothing is owed; what fails stays owed, with
 * the reason, and leaves the others as they come.
 */
export const settleOwed = async (settling: Settling, parts: Parts): Promise<void> => {
  const { owed } = await settling.owed.list();
  if (owed.length === 0) return;
  const loginFolder = await stateFolder();
  for (const one of owed) {
    if (one.loginFolder !== loginFolder || wasTriedJustNow(one, parts.clock.now())) continue;
    try {
      if (!(await isUnderWay(one, settling, parts))) await settle(one, settling, parts);
    } catch (error) {
      const problem = redact(printable(error instanceof Error ? error.message : String(error)));
      // Where that can't be noted either, the others are still owed.
      await noteTry(one, problem, settling.owed, parts).catch(() => undefined);
    }
  }
};

const noteTry = (
  one: OwedRevocation,
  problem: string,
  owed: OwedRevocations,
  { clock }: Pick<Parts, 'clock'>
): Promise<void> => owed.note({ ...one, tried: { at: clock.now().toISOString(), problem } });

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
  const run = one.store === storeUrl ? await store.run(one.orgKey, one.runId) : undefined;
  const isAlive = (holder: OwedRevocation['holder']): boolean => process.isAlive(holder);
  const isRecent = clock.now().getTime() < Date.parse(one.at) + LONGEST_SYNC_MS;
  return isRecent && (run === undefined ? isAlive(one.holder) : isLive(run, isAlive, clock.now()));
};

const settle = async (
  one: OwedRevocation,
  { owed, storeUrl, standing, from, tell }: Settling,
  parts: Parts
): Promise<void> => {
  const { store, clock } = parts;
  const record = one.store === storeUrl ? await store.org(one.orgKey) : undefined;
  // Who may write the store may have made another org's record of it.
  const org = record !== undefined && isSameId(record, one) ? record : undefined;
  const now = await standing(knownOf(one, org));
  // The login is allowed again.
  if (now === 'lifted') return owed.done(one);
  if (now === 'unproven') return;
  const removal = await removeCredential(one.username, { revoke: true, unrevoked: 'keep' });
  const { before, removed, revocation } = removal;
  if (revocation.state === 'failed') {
    if (removed.length === 0) return noteTry(one, revocation.problem, owed, parts);
    // Where the key to it is lost no later try can revoke it either.
    tell?.(viewMessage('leftover.notRevoked', [printable(one.username), printable(revocation.problem)]));
  }
  // The sync has done it, and has written it down.
  if (before !== 'none') {
    const orgKey = org === undefined ? {} : { orgKey: org.key };
    const record = removalAudit(removal, { at: clock.now(), actor: one.actor, from, ...orgKey });
    // A store that may only be read must not keep the login alive.
    await store.audit(record).catch(() => undefined);
  }
  await checkGone(one);
  await owed.done(one);
};

const isSameId = (one: Pick<OrgRecord, 'orgId'>, other: Pick<OrgRecord, 'orgId'>): boolean =>
  one.orgId.slice(0, 15) === other.orgId.slice(0, 15);

/** What a store's record says only adds to what was noted: an editor of the store may have written it. */
const knownOf = ({ orgId, username, marked }: OwedRevocation, record: OrgRecord | undefined): OwedOrg => ({
  orgId,
  username,
  policies: record?.policies ?? {},
  ...(marked || record?.marked ? { marked: true } : {}),
});

/** Throws unless a login's file is gone, or was read and holds no login: the sf CLI's library takes unreadable for empty. */
const checkGone = async ({ loginFolder, username }: OwedRevocation): Promise<void> => {
  const path = join(loginFolder, `${username}.json`);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    if (code === 'ENOENT') return undefined;
    throw new Error(`the file ${path} can't be read (${code})`);
  });
  if (text === undefined) return;
  const login = parsed(text);
  if (login === undefined) throw new Error(`the file ${path} is not valid JSON of a login`);
  if (loginRecord(login).state !== 'none') throw new Error(`the file ${path} still holds a login`);
};

const parsed = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
};
