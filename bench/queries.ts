import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatComponentName } from '../src/model/names/componentName.ts';
import { LISTED, makeLargeStore } from './queries/largeStore.ts';

/*
 * What questions cost at 100,000 components, beyond `org display` of the same store: each command is a process, as a
 * person starts it, and all take turns, with `org display` before each, so that a busy machine is as busy for each. Time
 * of CPU, that of all threads, is what other programs change least, and what is held against the limit.
 * Exits with 1 where one costs more than the limit. Run with: npm run bench:queries; ROUNDS=31 for a noisy machine.
 */

const LIMIT = 100;
/** Without the one that warms up. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 11);

const folder = mkdtempSync(join(tmpdir(), 'elements-queries-'));
const print = (line: string): void => void process.stdout.write(`${line}\n`);

type Question = {
  readonly what: string;
  readonly args: readonly string[];
  /** How the command ends; 0 unless told. */
  readonly expected?: number;
};

/** Milliseconds by the clock, and of CPU, user and system, of all threads. */
type Cost = { readonly wall: number; readonly cpu: number };

/** Loaded before the command, whose last act is then to say what it cost. */
const TELL_COST = `data:text/javascript,${encodeURIComponent(
  "import { writeSync } from 'node:fs'; const tell = ({ user, system }) => writeSync(3, String((user + system) / 1000)); process.on('exit', () => tell(process.cpuUsage()));"
)}`;

const costOf = (args: readonly string[], expected = 0): Cost => {
  const start = performance.now();
  const { status, stdout, stderr, output } = spawnSync(
    process.execPath,
    ['--import', TELL_COST, join(import.meta.dirname, '..', 'bin', 'run.js'), 'elements', ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1e9,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        USERPROFILE: folder,
        SF_DISABLE_LOG_FILE: 'true',
        SF_DISABLE_TELEMETRY: 'true',
        SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
      },
    }
  );
  const wall = performance.now() - start;
  if (status !== expected) throw new Error(`${args.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`);
  return { wall, cpu: Number(output[3]) };
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

try {
  const store = join(folder, 'elements.db');
  const field = await makeLargeStore(store, 'bench');
  const common = ['--target-org', 'admin@bench.example', '--backend', `sqlite:${store}`];
  const base = ['org', 'display', ...common];
  const misspelled = formatComponentName({ ...field, fullName: field.fullName.replace('_', '__') });
  const questions: readonly Question[] = [
    { what: `model list of ${LISTED.count} components`, args: ['model', 'list', '--type', LISTED.type] },
    {
      what: `model list of ${LISTED.count} components, as JSON`,
      args: ['model', 'list', '--type', LISTED.type, '--json'],
    },
    { what: 'model search with one word', args: ['model', 'search', 'invoice'] },
    { what: 'model search with one word, as JSON', args: ['model', 'search', 'invoice', '--json'] },
    { what: 'model search with three words', args: ['model', 'search', 'credit lim invoice'] },
    { what: 'model search for a part of a name', args: ['model', 'search', 'limit_invoice'] },
    { what: 'model search for what nearly all have', args: ['model', 'search', '__c', '--limit', '50'] },
    { what: 'model search with no match', args: ['model', 'search', 'nowhere to be found'] },
    { what: 'model display of a field', args: ['model', 'display', formatComponentName(field)] },
    { what: 'model display of a misspelled field', args: ['model', 'display', misspelled], expected: 1 },
  ];
  const taken = questions.map((): Cost[] => []);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [at, { args, expected }] of questions.entries()) {
      const without = costOf(args.includes('--json') ? [...base, '--json'] : base);
      const whole = costOf([...args, ...common], expected);
      if (round > 0) taken[at]?.push({ wall: whole.wall - without.wall, cpu: whole.cpu - without.cpu });
    }
  }
  print(`Beyond org display, medians of ${ROUNDS}; at most ${LIMIT} ms of CPU`);
  for (const [at, { what }] of questions.entries()) {
    const cpu = median((taken[at] ?? []).map((cost) => cost.cpu));
    const wall = median((taken[at] ?? []).map((cost) => cost.wall));
    print(`  ${what}: ${cpu.toFixed(0)} ms of CPU, ${wall.toFixed(0)} ms by the clock`);
    if (cpu > LIMIT) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
