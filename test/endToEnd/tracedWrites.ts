import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Calls that put bytes, or a name, somewhere. */
const CALLS =
  'write,pwrite64,writev,pwritev,pwritev2,sendfile,copy_file_range,splice,open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,mknodat,setxattr,fsetxattr,msync,mmap,memfd_create,io_uring_setup';

/** Whether this machine can watch the system calls of a program. */
export const canTrace = (): boolean =>
  process.platform === 'linux' &&
  spawnSync('strace', ['-f', '-e', 'trace=write', '-o', '/dev/null', 'true'], { stdio: 'ignore' }).status === 0;

/** The command line that runs a program under watch; each of its threads and children writes a file into `folder`. */
export const traced = (folder: string, command: readonly string[]): string[] => [
  'strace',
  '-ff',
  '-y',
  '-s',
  '16777216',
  '-e',
  `trace=${CALLS}`,
  '-e',
  'signal=none',
  '-o',
  join(folder, 'trace'),
  ...command,
];

export type TracedCall = { readonly call: string; readonly text: string };

/** What a call wrote to: strace's `-y` shows sockets and pipes as `<socket:[1]>` and `<pipe:[1]>`, files by their path. */
const TO_ELSEWHERE = /^(?:write|pwrite64|writev|pwritev2?)\(\d+<(?:socket:|TCP|TCPv6|UNIX|NETLINK|anon_inode:)/;

/** Every call but those that write to sockets, which lead to the org. Bytes are as they were: strace's escapes are undone. */
export const tracedCalls = (folder: string): TracedCall[] =>
  readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), 'latin1').split('\n'))
    .filter((line) => line !== '' && !TO_ELSEWHERE.test(line))
    .map((line) => ({ call: line.slice(0, line.indexOf('(')), text: unescape(line) }));

const unescape = (line: string): string =>
  line
    .replaceAll(/\\x([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/\\([0-7]{1,3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)))
    .replaceAll(/\\([nrt"\\])/g, (_, code: string) => ({ n: '\n', r: '\r', t: '\t' })[code] ?? code);
