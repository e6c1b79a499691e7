import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/realCli.ts';
import { checkResult, commandOf } from '../checkResult.ts';

/** The sf CLI's envelope around a result or an error. */
export type Envelope<T = unknown> = {
  readonly status: number;
  readonly result: T;
  readonly warnings?: readonly string[];
  readonly name?: string;
  readonly message?: string;
  readonly actions?: readonly string[];
  readonly exitCode?: number;
  readonly data?: unknown;
};

export type Finished = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

const LIMIT_MS = 240_000;
const pluginPath = join(projectRoot, 'bin', 'run.js');

const start = (path: string, args: readonly string[], environment: NodeJS.ProcessEnv, cwd?: string): ChildProcess =>
  spawn(process.execPath, [path, ...args], { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });

const finish = async (child: ChildProcess): Promise<Finished> => {
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('close', (...end) => resolve(end));
    child.once('error', reject);
  });
  clearTimeout(limit);
  return { code, signal, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
};

export type RunOptions = { readonly environment: NodeJS.ProcessEnv; readonly cwd?: string; readonly path?: string };

/** Runs a command of the plugin (or of the CLI at `path`) to its end. */
export const run = (args: readonly string[], { environment, cwd, path = pluginPath }: RunOptions): Promise<Finished> =>
  finish(start(path, args, environment, cwd));

/** Starts a command of the plugin that may be killed while it runs. */
export const startPlugin = (
  args: readonly string[],
  environment: NodeJS.ProcessEnv
): { readonly child: ChildProcess; readonly finished: Promise<Finished> } => {
  const child = start(pluginPath, args, environment);
  return { child, finished: finish(child) };
};

/** Runs a command with `--json`; what it writes to stdout must be one envelope and nothing else. */
export const runJson = async <T = unknown>(
  args: readonly string[],
  options: RunOptions
): Promise<Envelope<T> & { readonly code: number | null }> => {
  const { code, stdout, stderr } = await run([...args, '--json'], options);
  try {
    return { ...(JSON.parse(stdout) as Envelope<T>), code };
  } catch {
    throw new Error(`${args.join(' ')} ended with ${code} and no JSON.\nstdout: ${stdout}\nstderr: ${stderr}`);
  }
};

/** The same, for a command that must succeed; what it returns must be what is published, if it is the plugin's. */
export const result = async <T = unknown>(args: readonly string[], options: RunOptions): Promise<T> => {
  const envelope = await runJson<T>(args, options);
  if (envelope.code !== 0) throw new Error(`${args.join(' ')} failed: ${JSON.stringify(envelope, null, 2)}`);
  const id = commandOf(args);
  if (id !== undefined) checkResult(id, envelope.result);
  return envelope.result;
};
