import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preloadAccountHome } from './preloadAccountHome.ts';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** Everything that belongs to the project's private sf CLI; git ignores it. */
export const privateFolder = join(projectRoot, '.sf');

const CLI_VERSION = '2.150.6';
const cliFolder = join(privateFolder, 'cli');
const cliModules = join(cliFolder, 'node_modules');
const INSTALL_LIMIT_MS = 8 * 60_000;

export const sfPath = join(cliModules, '@salesforce', 'cli', 'bin', 'run.js');

const isInstalled = (): boolean => {
  // npm writes this file last: without it an installation was cut short.
  const installed = join(cliModules, '.package-lock.json');
  if (!existsSync(installed) || !existsSync(sfPath)) return false;
  const manifest = JSON.parse(readFileSync(join(cliModules, '@salesforce', 'cli', 'package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version === CLI_VERSION;
};

/** Installs the real sf CLI into a folder of its own unless it is there; never a dependency, because it brings its own npm. */
export const ensureRealCli = async (say: (line: string) => void): Promise<void> => {
  if (isInstalled()) return;
  say(`Installing the sf CLI ${CLI_VERSION} for this project (about a minute, 300 MB, once) …`);
  mkdirSync(cliFolder, { recursive: true });
  const args = ['install', '--prefix', cliFolder, '--loglevel=error', '--no-audit', '--no-fund', '--no-save'];
  const started = Date.now();
  const child = spawn('npm', [...args, `@salesforce/cli@${CLI_VERSION}`], {
    cwd: cliFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: INSTALL_LIMIT_MS,
    shell: process.platform === 'win32',
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const beat = setInterval(
    () => say(`  still installing, ${Math.round((Date.now() - started) / 1000)} s so far`),
    10_000
  );
  const code = await new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject));
  clearInterval(beat);
  if (code !== 0) throw new Error(`The sf CLI could not be installed.\n${Buffer.concat(output).toString()}`);
  say(`  done in ${Math.round((Date.now() - started) / 1000)} s.`);
};

/**
 * Environment in which the real sf CLI keeps everything it knows below `home`, and neither reports, updates nor logs.
 * The project's Node comes first on the path; the CLI's own folder last, for it holds an npm and a yarn of its own.
 */
export const cliEnvironment = (home: string, dataFolder = join(home, 'data')): NodeJS.ProcessEnv => ({
  ...withoutSalesforce(process.env),
  ...preloadAccountHome(home),
  HOME: home,
  USERPROFILE: home,
  SF_DATA_DIR: dataFolder,
  SF_CONFIG_DIR: join(home, 'config'),
  SF_CACHE_DIR: join(home, 'cache'),
  SF_DISABLE_TELEMETRY: 'true',
  SF_AUTOUPDATE_DISABLE: 'true',
  SF_SKIP_NEW_VERSION_CHECK: 'true',
  SF_DISABLE_LOG_FILE: 'true',
  SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
  OCLIF_DISABLE_LINKED_ESM_WARNING: '1',
  PATH: [
    join(projectRoot, 'node_modules', '.bin'),
    process.env.PATH ?? '',
    join(cliModules, '@salesforce', 'cli', 'bin'),
    join(cliModules, '.bin'),
  ].join(delimiter),
});

/** What the person's own shell says about Salesforce must not leak into a private CLI. */
const withoutSalesforce = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(SF|SFDX|XDG)_/.test(name)));
