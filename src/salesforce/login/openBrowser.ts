import { spawn } from 'node:child_process';

type Program = { readonly command: string; readonly args: readonly string[] };

/**
 * Opens a URL in the person's browser: the one that `BROWSER` names (several may be listed as a shell's path lists them,
 * `%s` stands for the URL), else the desktop's own. Resolves with whether one was started; what becomes of it nobody knows.
 */
export const openBrowser = async (
  url: string,
  environment: { readonly [name: string]: string | undefined },
  platform: NodeJS.Platform
): Promise<boolean> => {
  for (const program of programsFor(url, environment, platform)) if (await starts(program)) return true;
  return false;
};

const programsFor = (
  url: string,
  { BROWSER }: { readonly [name: string]: string | undefined },
  platform: NodeJS.Platform
): Program[] => {
  const separator = platform === 'win32' ? ';' : ':';
  const named = (BROWSER ?? '').split(separator).flatMap((text) => (text.trim() ? [programOf(text.trim(), url)] : []));
  return [...named, ...desktopPrograms(url, platform)];
};

/** A path may hold spaces: only what follows a `%s` makes it a command line. */
const programOf = (text: string, url: string): Program => {
  if (!text.includes('%s')) return { command: text, args: [url] };
  const [command = '', ...args] = text.split(/\s+/);
  return { command, args: args.map((arg) => arg.replaceAll('%s', () => url)) };
};

const desktopPrograms = (url: string, platform: NodeJS.Platform): Program[] => {
  if (platform === 'darwin') return [{ command: 'open', args: [url] }];
  if (platform === 'win32') return [{ command: 'rundll32', args: ['url.dll,FileProtocolHandler', url] }];
  return ['xdg-open', 'wslview'].map((command) => ({ command, args: [url] }));
};

/** A program that ends at once with an error opened nothing; one that goes on is the browser itself. */
const SETTLED_MS = 1500;

const starts = ({ command, args }: Program): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    const limit = setTimeout(() => resolve(true), SETTLED_MS);
    const settle = (started: boolean): void => {
      clearTimeout(limit);
      resolve(started);
    };
    child.once('error', () => settle(false));
    child.once('exit', (code) => settle(code === 0));
    child.unref();
  });
