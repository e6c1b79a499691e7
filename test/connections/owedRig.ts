import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { owedRevocations, type OwedRecords, type OwedRevocations } from '../../src/account/owedRevocations.ts';
import { removeForbidden, storedLoginsOf, type Enforcement } from '../../src/connections/removeLogins.ts';
import { settleOwed } from '../../src/connections/settleOwed.ts';
import type { Collaborators } from '../../src/engine/contract.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';
import type { OrgRecord } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { startStandin, type Standin } from '../../standin/startStandin.ts';
import { tinyProject } from '../../standin/tinyProject.ts';
import { orgOf, runOf } from '../store/builders.ts';
import { renews, scratchLogins, type ScratchLogins } from '../sync/scratchLogins.ts';

export const STORE = 'sqlite:/here.db';
export const NOW = Date.UTC(2026, 0, 1, 12);
export const MINUTE = 60_000;

/** The account's files, in memory. */
const memoryRecords = (): OwedRecords & { readonly files: Map<string, Readonly<Record<string, unknown>>> } => {
  const files = new Map<string, Readonly<Record<string, unknown>>>();
  return {
    files,
    list: async () => [...files].map(([name, value]) => ({ name, value })),
    write: async (name, value) => void files.set(name, structuredClone(value)),
    remove: async (name) => void files.delete(name),
  };
};

/** An org under the policy, its stored login, a store, and what the account owes; a test may change each of these. */
export type OwedRig = {
  readonly standin: Standin;
  logins: ScratchLogins;
  org: OrgRecord;
  username: string;
  store: Store;
  records: ReturnType<typeof memoryRecords>;
  owed: OwedRevocations;
  now: number;
  isAlive: boolean;
  isInForce: boolean;
  /** Whether what says so could be read. */
  isProven: boolean;
  /** The refresh token. */
  token: string;
  /** Before each test, after it, and after all. */
  reset(): Promise<void>;
  tidy(): void;
  stop(): Promise<void>;
  parts(): Pick<Collaborators, 'guard' | 'store' | 'clock' | 'process'>;
  startRun(runId?: string, of?: string): Promise<unknown>;
  endRun(): Promise<void>;
  /** As the policy that comes into force does. */
  remove(): Promise<Enforcement[]>;
  /** As the next command does. */
  settle(storeUrl?: string, tell?: (sentence: string) => void): Promise<void>;
  onDisk(): Record<string, unknown>;
  fileOf(username: string): string;
  audits(): Promise<string[]>;
  /** Expects the login to be revoked and removed, and nothing to be owed. */
  isDead(): Promise<void>;
  /** Expects the login to be as it was, and to be owed. */
  isOwed(): Promise<void>;
  /** Owed besides, and settled before it: its file's name comes first. */
  oweBefore(other: string): Promise<void>;
};

export const startOwedRig = async (): Promise<OwedRig> => {
  const project = tinyProject();
  const standin = await startStandin({ project: project.path });
  project.remove();
  // Made before each test.
  const unset = {} as Pick<
    OwedRig,
    | 'logins'
    | 'org'
    | 'username'
    | 'store'
    | 'records'
    | 'owed'
    | 'now'
    | 'isAlive'
    | 'isInForce'
    | 'isProven'
    | 'token'
  >;
  const rig: OwedRig = {
    ...unset,
    standin,
    reset: async () => {
      rig.logins = scratchLogins();
      await rig.logins.saveRenewable(standin);
      rig.username = standin.adminUsername;
      rig.token = await rig.logins.storedToken(rig.username);
      const policies = { 'manual-sync-only': true };
      rig.org = orgOf('one', { orgId: standin.org.orgId, username: rig.username, policies });
      rig.store = createMemoryStore();
      rig.records = memoryRecords();
      rig.owed = owedRevocations(rig.records);
      [rig.now, rig.isAlive, rig.isInForce, rig.isProven] = [NOW, true, true, true];
      await rig.store.saveOrg(rig.org);
      standin.forgetRequests();
    },
    tidy: () => {
      rig.logins.remove();
      standin.control.heal();
    },
    stop: () => standin.stop(),
    parts: () => ({
      store: rig.store,
      guard: {
        allow: async (action) =>
          action === 'sync' && rig.isInForce
            ? {
                allowed: false,
                reason: 'manual sync only',
                error: new Error('refused') as never,
                isProven: rig.isProven,
              }
            : { allowed: true },
      },
      clock: { now: () => new Date(rig.now), sleep: () => Promise.resolve() },
      process: { holder: { host: 'here', pid: 1 }, isAlive: () => rig.isAlive },
    }),
    startRun: (runId = 'r1', of = rig.username) => {
      const leaseUntil = new Date(NOW + MINUTE).toISOString();
      const startedAt = new Date(NOW - MINUTE).toISOString();
      return rig.store.beginRun(runOf('one', runId, { username: of, startedAt, leaseUntil }), () => false);
    },
    endRun: async () => {
      const run = await rig.store.run('one', 'r1');
      if (run) await rig.store.saveRun({ ...run, state: 'failed', finishedAt: new Date(rig.now).toISOString() });
    },
    remove: async () => {
      const logins = await storedLoginsOf([rig.org]);
      return removeForbidden({ logins, actor: 'ada', from: 'a test', storeUrl: STORE, owed: rig.owed }, rig.parts());
    },
    settle: (storeUrl = STORE, tell = () => undefined) =>
      settleOwed(
        {
          owed: rig.owed,
          storeUrl,
          standing: async () => (!rig.isInForce ? 'lifted' : rig.isProven ? 'forbidden' : 'unproven'),
          from: 'later',
          tell,
        },
        rig.parts()
      ),
    fileOf: (username) => join(rig.logins.home, '.sfdx', `${username}.json`),
    onDisk: () => JSON.parse(readFileSync(rig.fileOf(rig.username), 'utf8')) as Record<string, unknown>,
    audits: async () => (await rig.store.audits()).map(({ action }) => action).reverse(),
    isDead: async () => {
      expect(await renews(standin, rig.token), 'the refresh token').to.equal(false);
      expect(rig.onDisk()).not.to.have.any.keys('refreshToken', 'accessToken');
      expect((await rig.owed.list()).owed).to.deep.equal([]);
    },
    isOwed: async () => {
      expect(await renews(standin, rig.token), 'the refresh token').to.equal(true);
      expect(rig.onDisk()).to.include.keys('refreshToken');
      expect((await rig.owed.list()).owed).to.have.lengthOf(1);
    },
    oweBefore: async (other) => {
      const [one] = (await rig.owed.list()).owed;
      if (one === undefined) expect.fail('nothing is owed');
      await rig.owed.done(one);
      await rig.owed.note({ ...one, username: other });
      await rig.owed.note(one);
    },
  };
  return rig;
};
