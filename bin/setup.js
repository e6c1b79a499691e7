// Makes the project ready to run after a clone, on a machine whose own Node may be as old as 20: installs what the
// lock file says, checks that the project's own Node is there, and compiles `src` when `lib` is older.
// Plain JavaScript without dependencies, because it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The first version that runs TypeScript files as they are, which tests and scripts rely on. */
const OLDEST_NODE = [22, 18];
const BEAT_MS = 10_000;

const say = (text) => process.stderr.write(`${text}\n`);

const fail = (text) => {
  say(text);
  process.exit(1);
};

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Compares contents, not dates: a lock file that was only touched needs no new installation. */
const installedAsLocked = () => {
  const installedPath = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return false;
  const installed = readJson(installedPath).packages;
  return Object.entries(readJson(join(root, 'package-lock.json')).packages).every(
    ([path, entry]) => path === '' || entry.optional || installed[path]?.version === entry.version
  );
};

const install = () =>
  new Promise((resolve) => {
    say('Installing the dependencies and Node 24 for this project (about a minute, 480 MB, once) …');
    const started = Date.now();
    const beat = setInterval(
      () => say(`  still installing, ${Math.round((Date.now() - started) / 1000)} s so far`),
      BEAT_MS
    );
    const options = ['ci', '--loglevel=error', '--no-audit', '--no-fund'];
    const npm = process.env.npm_execpath;
    const child = npm?.endsWith('.js')
      ? spawn(process.execPath, [npm, ...options], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
      : spawn('npm', options, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => output.push(Buffer.from(String(error))));
    child.on('close', (code) => {
      clearInterval(beat);
      if (code !== 0) fail(`${Buffer.concat(output).toString()}\nnpm ci failed; nothing else was done.`);
      say(`  done in ${Math.round((Date.now() - started) / 1000)} s.`);
      resolve();
    });
  });

/** The Node that `npm run` finds first: the project's own, else the one that runs this. */
const projectNode = () => {
  const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const path = existsSync(own) ? own : process.execPath;
  const version = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return path;
  return fail(
    [
      `The project needs Node ${OLDEST_NODE.join('.')} or later; this machine has ${process.version}, and the project's own Node 24 is not installed.`,
      'It comes with the package "node", whose install script was blocked (ignore-scripts, or a script policy of npm). Try one of these:',
      '  npm ci --ignore-scripts=false',
      '  install Node 24 on this machine',
    ].join('\n')
  );
};

const files = (folder, ending) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
        .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    : [];

const build = (node) => {
  const [src, lib] = [join(root, 'src'), join(root, 'lib')];
  const stamp = join(lib, 'tsconfig.tsbuildinfo');
  const sources = files(src, '.ts');
  const expected = new Set(sources.map((file) => file.replace(/\.ts$/, '.js')));
  const compiled = files(lib, '.js');
  const builtAt = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const newest = Math.max(
    ...[...sources.map((file) => join(src, file)), join(root, 'tsconfig.json')].map((file) => statSync(file).mtimeMs)
  );
  const leftOver = compiled.some((file) => !expected.has(file));
  if (!leftOver && compiled.length === expected.size && newest <= builtAt) return;
  // A command whose source is gone would still be found by oclif.
  if (leftOver || compiled.length !== expected.size) rmSync(lib, { recursive: true, force: true });
  say('Compiling …');
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(node, [tsc, '-p', root, '--pretty'], { cwd: root, stdio: ['ignore', 2, 2] });
  // The compiler leaves its build info alone when nothing had to be written, and writes it when there were errors.
  const builtNow = status === 0 ? new Date() : new Date(0);
  if (existsSync(stamp)) utimesSync(stamp, builtNow, builtNow);
  if (status !== 0) fail('The project does not compile.');
};

// Left by tests that were killed, or by a release that was: it would hide what has changed in the commands since.
rmSync(join(root, 'oclif.manifest.json'), { force: true });
if (!installedAsLocked()) await install();
build(projectNode());
