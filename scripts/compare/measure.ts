import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Measured = {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Seconds. */
  readonly wall: number;
  /** Seconds of all its Node processes together. */
  readonly cpu: number;
  /** MB of the largest of them. */
  readonly rss: number;
};

/** Runs a Node script as a process of its own and measures it whole, start-up included. */
export const measure = async (
  args: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly cwd: string }
): Promise<Measured> => {
  const folder = mkdtempSync(join(tmpdir(), 'measure-'));
  const hook = fileURLToPath(new URL('recordUsage.mjs', import.meta.url));
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env: { ...options.env, MEASURE_USAGE: join(folder, 'usage'), NODE_OPTIONS: `--import=${hook}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const wall = (performance.now() - started) / 1000;
  const usages = readdirSync(folder).map(
    (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as { cpu: number; rss: number }
  );
  rmSync(folder, { recursive: true, force: true });
  return {
    code,
    stdout: Buffer.concat(stdout).toString(),
    stderr: Buffer.concat(stderr).toString(),
    wall,
    cpu: usages.reduce((sum, usage) => sum + usage.cpu, 0),
    rss: Math.max(0, ...usages.map((usage) => usage.rss)),
  };
};
