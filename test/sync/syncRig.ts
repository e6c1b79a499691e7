import { join } from 'node:path';
import { connectOrg } from '../../src/connections/connectOrg.ts';
import { silentReporter } from '../../src/engine/reporter.ts';
import { componentKey } from '../../src/model/names/componentName.ts';
import { createGuard } from '../../src/policy/createGuard.ts';
import { openSession } from '../../src/salesforce/session/openSession.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';
import type { KnownComponent, OrgRecord, RunRecord } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { cutBatches } from '../../src/sync/plan/batches.ts';
import type { SyncCollaborators } from '../../src/sync/syncCollaborators.ts';
import { syncOrg } from '../../src/sync/syncOrg.ts';
import { startStandin, type Standin, type StandinOptions } from '../../standin/startStandin.ts';
import { scratchLogins, type ScratchLogins } from './scratchLogins.ts';
import { publishedRun } from './publishedRun.ts';
import { corporateReadings } from '../policy/corporateReadings.ts';

const SAMPLE_ORG = join(import.meta.dirname, '..', 'sample-org');

/** An org in a stand-in, a login to it in a scratch home, a store, and everything that a sync works with. */
export type SyncRig = {
  readonly standin: Standin;
  readonly logins: ScratchLogins;
  readonly store: Store;
  readonly org: OrgRecord;
  readonly collaborators: SyncCollaborators;
  sync(changes?: Partial<SyncCollaborators>, username?: string): Promise<RunRecord>;
  /** What a sync that must fail was rejected with. */
  syncFails(changes?: Partial<SyncCollaborators>, username?: string): Promise<Error & { readonly data?: unknown }>;
  known(): Promise<Map<string, KnownComponent>>;
  stop(): Promise<void>;
};

/** Each look at the clock is a second later, so that no two moments are the same; nobody waits. */
const fastClock = (): SyncCollaborators['clock'] => {
  let now = Date.UTC(2026, 0, 1);
  return { now: () => new Date((now += 1000)), sleep: nextTurn };
};

/** Lets everything that is in flight go on: the stand-in answers from the same process. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const holderHere = { host: 'here', pid: 1 };

export const collaboratorsFor = (store: Store, clock = fastClock()): SyncCollaborators => {
  let ids = 0;
  return {
    store,
    guard: createGuard(
      async () => corporateReadings(),
      async () => ['manager']
    ),
    connect: (username, signal) =>
      openSession(username, {
        sleep: clock.sleep,
        random: () => 0.5,
        apiVersion: '67.0',
        ...(signal ? { signal } : {}),
      }),
    clock,
    newId: () => `id-${String((ids += 1))}`,
    reporter: silentReporter,
    cut: (wanted, jobsAtOnce) => cutBatches(wanted, jobsAtOnce),
    process: { holder: holderHere, isAlive: () => true },
  };
};

export const startSyncRig = async (
  options: Partial<StandinOptions> & { readonly store?: Store } = {}
): Promise<SyncRig> => {
  const { store = createMemoryStore(), ...serve } = options;
  const logins = scratchLogins();
  const standin = await startStandin({ project: SAMPLE_ORG, ...serve });
  await logins.saveSession(standin);
  const collaborators = collaboratorsFor(store);
  const org = await connectOrg({ username: standin.adminUsername, alias: 'sample', actor: 'ada' }, collaborators);
  const sync: SyncRig['sync'] = (changes = {}, username) =>
    publishedRun(
      syncOrg(
        { org, trigger: 'manual', actor: 'ada', ...(username ? { username } : {}) },
        { ...collaborators, ...changes }
      )
    );
  return {
    standin,
    logins,
    store,
    org,
    collaborators,
    sync,
    syncFails: (changes, username) =>
      sync(changes, username).then(
        (run) => {
          throw new Error(`the sync was to fail, but it ${run.state}`);
        },
        (error: Error) => error
      ),
    known: async () => new Map((await store.known(org.key)).map((component) => [componentKey(component), component])),
    stop: async () => {
      await standin.stop();
      await store.close();
      logins.remove();
    },
  };
};
