import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatComponentName } from '../src/model/names/componentName.ts';
import { LISTED, makeLargeStore } from './queries/largeStore.ts';

/*
 * What questions cost at 100,000 components, beyond `org display` of the same store: each command is a process, as a
 * person starts it, and all take turns, so that a busy machine is as busy for each. Exits with 1 where one is over the
 * limit. Run with: npm run bench:queries
 */

const LIMIT = 100;
const ROUNDS = 5;

const folder = mkdtempSync(join(tmpdir(), 'elements-queries-'));
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const milliseconds = (args: readonly string[]): number => {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '..', 'bin', 'run.js'), 'elements', ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1e9,
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
  const taken = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`);
  return taken;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

try {
  const store = join(folder, 'elements.db');
  const field = await makeLargeStore(store, 'bench');
  const common = ['--target-org', 'admin@bench.example', '--backend', `sqlite:${store}`];
  const base = ['org', 'display', ...common];
  const questions: ReadonlyArray<readonly [what: string, args: readonly string[]]> = [
    [`model list of ${LISTED.count} components`, ['model', 'list', '--type', LISTED.type]],
    [`model list of ${LISTED.count} components, as JSON`, ['model', 'list', '--type', LISTED.type, '--json']],
    ['model search with one word', ['model', 'search', 'invoice']],
    ['model search with one word, as JSON', ['model', 'search', 'invoice', '--json']],
    ['model search with three words', ['model', 'search', 'credit lim invoice']],
    ['model search for a part of a name', ['model', 'search', 'limit_invoice']],
    ['model search with no match', ['model', 'search', 'nowhere to be found']],
    ['model display of a field', ['model', 'display', formatComponentName(field)]],
  ];
  for (const args of [base, ...questions.map(([, words]) => [...words, ...common])]) milliseconds(args);
  const taken = questions.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, [, words]] of questions.entries()) {
      const without = milliseconds(words.includes('--json') ? [...base, '--json'] : base);
      taken[at]?.push(milliseconds([...words, ...common]) - without);
    }
  }
  const extras = taken.map(median);
  print(`Beyond org display, median of ${ROUNDS}; at most ${LIMIT} ms`);
  for (const [at, [what]] of questions.entries()) print(`  ${what}: ${(extras[at] ?? 0).toFixed(0)} ms`);
  if (extras.some((extra) => extra > LIMIT)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
