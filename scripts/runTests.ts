// `npm test`: the unit tests, then the end-to-end tests; closes with one line that counts both.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureRealCli, projectRoot } from './realCli.ts';

type Counts = { readonly passed: number; readonly failed: number; readonly pending: number };

// mocha would colour the log of a build server, too.
const colour = process.stdout.isTTY ? '--color' : '--no-color';
const folder = mkdtempSync(join(tmpdir(), 'elements-tests-'));

const run = (title: string, config: string): Counts => {
  console.log(`\n${title}`);
  const output = join(folder, 'counts.json');
  rmSync(output, { force: true });
  const mocha = join(projectRoot, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const reporter = join(projectRoot, 'scripts', 'countingReporter.cjs');
  const { status } = spawnSync(
    process.execPath,
    [mocha, '--config', config, colour, '--reporter', reporter, '--reporter-option', `output=${output}`],
    { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit'] }
  );
  try {
    const counts = JSON.parse(readFileSync(output, 'utf8')) as Counts;
    // mocha may also fail outside of any test; that must not look like success.
    return status === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } catch {
    console.error(`${title}: the tests ended without a result.`);
    return { passed: 0, failed: 1, pending: 0 };
  }
};

const started = Date.now();
const unit = run('Unit tests', '.mocharc.json');
await ensureRealCli((line) => console.log(line));
const endToEnd = run('End-to-end tests', '.mocharc.nut.json');
rmSync(folder, { recursive: true, force: true });

const [passed, failed] = [unit.passed + endToEnd.passed, unit.failed + endToEnd.failed];
const pending = unit.pending + endToEnd.pending;
console.log(`\nAll tests together took ${Math.round((Date.now() - started) / 1000)} s.`);
if (pending > 0) console.log(`${pending} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
