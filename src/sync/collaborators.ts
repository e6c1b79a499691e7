import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { cutBatches } from '../metadata/batches.ts';
import { openSession } from '../org/openSession.ts';
import type { Guard } from '../policy/guard.ts';
import type { Store } from '../store/store.ts';
import type { Collaborators } from './contract.ts';
import { isHolderAlive, thisHolder } from './holder.ts';
import type { Reporter } from './reporter.ts';

export type Parts = {
  readonly store: Store;
  readonly guard: Guard;
  readonly reporter: Reporter;
  readonly apiVersion?: string;
};

/** The real clock, ids, process and connections. */
export const systemCollaborators = ({ store, guard, reporter, apiVersion }: Parts): Collaborators => {
  const wait = async (ms: number, signal?: AbortSignal): Promise<void> =>
    void (await sleep(ms, undefined, signal === undefined ? {} : { signal }));
  return {
    store,
    guard,
    reporter,
    cut: (wanted) => cutBatches(wanted),
    connect: (username, signal) =>
      openSession(username, { sleep: wait, ...(signal ? { signal } : {}), ...(apiVersion ? { apiVersion } : {}) }),
    clock: { now: () => new Date(), sleep: wait },
    newId: randomUUID,
    process: { holder: thisHolder(), isAlive: isHolderAlive },
  };
};
