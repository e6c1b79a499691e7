// `npm test`: the unit tests, then the end-to-end tests; closes with one line that counts both.
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureRealCli, privateFolder, projectRoot } from './realCli.ts';

type Counts = { readonly passed: number; readonly failed: number; readonly pending: number };

// mocha would colour the log of a build server, too.
const colour = process.stdout.isTTY ? '--color' : '--no-color';
const folder = mkdtempSync(join(tmpdir(), 'elements-tests-'));

/** Stand-ins and syncs make much that lives for a moment: with room for it the collector copies less. */
const ROOMY = '--max-semi-space-size=64';

/** End-to-end tests start hundreds of programs, each of which would compile the same libraries. */
const environment = { ...process.env, NODE_COMPILE_CACHE: join(privateFolder, 'compiled') };

const run = async (title: string, config: string): Promise<Counts> => {
  console.log(`\n${title}`);
  const output = join(folder, 'counts.json');
  rmSync(output, { force: true });
  const mocha = join(projectRoot, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const reporter = join(projectRoot, 'scripts', 'countingReporter.cjs');
  const child = spawn(
    process.execPath,
    [ROOMY, mocha, '--config', config, colour, '--reporter', reporter, '--reporter-option', `output=${output}`],
    { cwd: projectRoot, env: environment, stdio: ['ignore', 'inherit', 'inherit'] }
  );
  const status = await new Promise<number | null>((resolve, reject) =>
    child.once('close', resolve).once('error', reject)
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

/** Installs the sf CLI beside the unit tests, which do not need it; its progress would only break up their report. */
const installMeanwhile = (): { readonly finish: () => Promise<void> } => {
  const said: string[] = [];
  const installed = ensureRealCli((line) => {
    said.push(line.trim());
    if (said.length === 1) console.log(`${line}\nThe unit tests run meanwhile.`);
  });
  // Said when it is waited for: the unit tests can be right all the same.
  installed.catch(() => undefined);
  return {
    finish: async () => {
      await installed;
      if (said.length > 1) console.log(`\nInstallation of the sf CLI: ${said.at(-1) ?? ''}`);
    },
  };
};

/**
 * With the list of commands that a released plugin brings, as `prepack` writes it: without it each start of the plugin
 * loads all commands to find one. It hides what changes in them; `bin/setup.js` removes one that a killed run left.
 */
const withManifest = async <T>(work: () => Promise<T>): Promise<T> => {
  const oclif = join(projectRoot, 'node_modules', 'oclif', 'bin', 'run.js');
  await promisify(execFile)(process.execPath, [oclif, 'manifest', '.'], { cwd: projectRoot, timeout: 120_000 });
  try {
    return await work();
  } finally {
    rmSync(join(projectRoot, 'oclif.manifest.json'), { force: true });
  }
};

const started = Date.now();
const installation = installMeanwhile();
const unit = await run('Unit tests', '.mocharc.json');
await installation.finish();
const endToEnd = await withManifest(() => run('End-to-end tests', '.mocharc.nut.json'));
rmSync(folder, { recursive: true, force: true });

const [passed, failed] = [unit.passed + endToEnd.passed, unit.failed + endToEnd.failed];
const pending = unit.pending + endToEnd.pending;
console.log(`\nAll tests together took ${Math.round((Date.now() - started) / 1000)} s.`);
if (pending > 0) console.log(`${pending} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
