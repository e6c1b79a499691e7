import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Guard } from '../policy/guard.ts';
import { openSession } from '../salesforce/session/openSession.ts';
import type { LeaseHolder } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { Collaborators } from './contract.ts';
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
    connect: (username, signal) => openSession(username, { sleep: wait, random: Math.random, signal, apiVersion }),
    clock: { now: () => new Date(), sleep: wait },
    newId: randomUUID,
    process: { holder: thisHolder(), isAlive: isHolderAlive },
  };
};

/** This process as the holder of a run. */
export const thisHolder = (): LeaseHolder => ({ host: machineName(), pid: process.pid });

/** The machine of a holder as a person knows it. */
export const hostOf = (holder: LeaseHolder): string => holder.host.split(' ')[0] ?? holder.host;

/**
 * Whether the holder of a run may still live. Of another machine that can't be known: there the lease alone tells.
 * A process that belongs to another user lives as well.
 */
export const isHolderAlive = (holder: LeaseHolder): boolean => {
  if (holder.host !== machineName()) return true;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * A name under which process ids mean something: the host, on Linux with its boot and its process namespace, because
 * containers may share a host name and a rebooted machine counts its processes anew.
 */
const machineName = (): string =>
  [
    hostname(),
    attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    attempt(() => readlinkSync('/proc/self/ns/pid')),
  ]
    .filter((part) => part !== undefined)
    .join(' ');

const attempt = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};
