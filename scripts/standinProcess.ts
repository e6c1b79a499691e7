import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve as resolvePath } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from './realCli.ts';

/** What the stand-in org says when it is ready. */
type Announcement = {
  readonly url: string;
  readonly orgId: string;
  readonly username: string;
  readonly accessToken: string;
};

export type StandinProcess = Announcement & { readonly stop: () => Promise<void> };

const START_LIMIT_MS = 180_000;

/**
 * Starts the stand-in org over the sfdx project in `project` as a process of its own; it ends with this one. With a seed in
 * `delays` it takes the time that an org takes; `metadataFormat` says that the folder holds no source.
 */
export const startStandin = async (
  project: string,
  { delays, metadataFormat }: { delays?: number; metadataFormat?: boolean } = {}
): Promise<StandinProcess> => {
  const args = ['--project', resolvePath(projectRoot, project), '--tied'];
  if (metadataFormat) args.push('--metadata-format');
  if (delays !== undefined) args.push('--delays', String(delays));
  const child = spawn(process.execPath, [join(projectRoot, 'standin', 'serve.ts'), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const lines = createInterface({ input: child.stdout });
  const announcement = await new Promise<Announcement>((resolve, reject) => {
    const limit = setTimeout(() => {
      kill();
      reject(new Error(`The stand-in org was not ready after ${START_LIMIT_MS / 1000} s.`));
    }, START_LIMIT_MS);
    lines.once('line', (line) => {
      clearTimeout(limit);
      resolve(JSON.parse(line) as Announcement);
    });
    child.once('exit', (code) => {
      clearTimeout(limit);
      reject(new Error(`The stand-in org ended with ${code ?? 'a signal'} before it was ready.`));
    });
  });
  return {
    ...announcement,
    stop: async () => {
      process.removeListener('exit', kill);
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
};
