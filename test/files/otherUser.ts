import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** A user and group that the machine does not know. */
const OTHER = 4711;

const PROGRAM = join(import.meta.dirname, 'programs', 'swapForLinks.ts');

/** Tests play other users where they run as root and the system can change users. */
export const canPlayOthers = (): boolean =>
  process.getuid?.() === 0 && spawnSync('setpriv', ['--version']).status === 0;

/** What an attack must leave as it is. */
export type Victim = { readonly path: string; state(): object };

/** A folder of another user, who swaps files in it for links to a secret of root as long as `work` runs. */
export const attacked = async (
  names: readonly string[],
  work: (folder: string, victim: Victim) => Promise<void>
): Promise<number> => {
  const world = mkdtempSync(join(tmpdir(), 'attacked-'));
  try {
    chmodSync(world, 0o755);
    const [folder, path] = [join(world, 'theirs'), join(world, 'victim')];
    mkdirSync(folder);
    chownSync(folder, OTHER, OTHER);
    writeFileSync(path, 'secret');
    chmodSync(path, 0o600);
    const state = (): object => {
      const { mode, uid, gid, ino, nlink } = statSync(path);
      return { mode: mode & 0o7777, uid, gid, ino, nlink, content: readFileSync(path, 'utf8') };
    };
    const ids = ['--reuid', String(OTHER), '--regid', String(OTHER), '--clear-groups'];
    const child = spawn('setpriv', [...ids, process.execPath, PROGRAM, folder, path, ...names], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const told = text(child.stdout);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    let swaps = '';
    try {
      await work(folder, { path, state });
    } finally {
      writeFileSync(join(folder, 'stop'), '');
      swaps = await told;
    }
    return Number(swaps.trim().split('\n').at(-1));
  } finally {
    rmSync(world, { recursive: true, force: true });
  }
};
