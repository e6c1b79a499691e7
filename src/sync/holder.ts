import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { LeaseHolder } from '../store/records.ts';

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
