import { spawnSync } from 'node:child_process';
import { realpathSync, type Stats } from 'node:fs';
import { basename } from 'node:path';

/** By their full names: `PATH` is set by anybody. */
const PROGRAMS = ['/usr/bin/ls', '/bin/ls'];

/** These tools in one program, as small systems have them, do not show access lists. */
const SAY_NOTHING = /busybox|toybox/;

const TIME_LIMIT_MS = 5_000;

/** What was found, by the file and its last change: setting a list is one. */
const found = new Map<string, boolean>();

/**
 * Whether a file or folder has an access list, by which more users than its group may write it: the mode of the group is
 * then the most that any of them may do. Node can't read the list, but `ls` shows that there is one. True also where that
 * can't be known.
 */
export const mayHaveAccessList = (path: string, stats: Stats, programs: readonly string[] = PROGRAMS): boolean => {
  const key = [stats.dev, stats.ino, stats.ctimeMs, ...programs].join(':');
  const known = found.get(key);
  if (known !== undefined) return known;
  const answer = programs.map((program) => ask(program, path)).find((one) => one !== undefined) ?? true;
  found.set(key, answer);
  return answer;
};

/** Undefined where this program can't say it. */
const ask = (program: string, path: string): boolean | undefined => {
  try {
    if (SAY_NOTHING.test(basename(realpathSync(program)))) return undefined;
  } catch {
    return undefined;
  }
  const { status, stdout } = spawnSync(program, ['-ldn', '--', path], {
    encoding: 'utf8',
    env: { LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: TIME_LIMIT_MS,
  });
  // Behind the ten characters of kind and mode: a plus; macOS shows an at sign instead where there are other attributes too.
  const [, mark] = (status === 0 ? /^[-a-z]{1}[-a-zA-Z]{9}(\S?)/.exec(stdout) : undefined) ?? [];
  return mark === undefined ? undefined : mark === '+' || mark === '@';
};
