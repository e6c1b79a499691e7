import { readFileSync, readlinkSync } from 'node:fs';

/**
 * A name under which process ids mean something: the host, on Linux with its boot and its process namespace, because
 * containers may share a host name and a rebooted machine counts its processes anew.
 */
export const machineName = (hostname: string): string =>
  [
    hostname,
    attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    attempt(() => readlinkSync('/proc/self/ns/pid')),
  ]
    .filter((part) => part !== undefined)
    .join(' ');

/** Whether a process of this machine lives; one that belongs to somebody else lives as well. */
export const isProcessAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const attempt = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};
