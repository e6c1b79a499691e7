import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureRealCli } from '../scripts/realCli.ts';
import { saveLogin, scratchHome } from '../scripts/scratchHome.ts';
import { startStandin } from '../scripts/standinProcess.ts';
import { catalogue } from '../src/catalogue/catalogue.ts';
import { writeOrgOfSize } from './wait/orgOfSize.ts';
import { firstSync, withCli, type Place, type Run } from './wait/runs.ts';

/*
 * `npm run bench:wait -- [SIZE…] [--ours]`: how long a first sync waits for an org of realistic delays.
 *
 * Orgs of 600, 2,800, 10,000 and 30,000 components are generated from fixed seeds (the org of `npm run bench`, scaled) and
 * served by the stand-in, a process of its own with the delays of `standin/delays/profile.ts`. Measured as they are run, as
 * processes, start-up included:
 *   elements sync         the first of an org that was connected before
 *   sf project …          the sf CLI's manifest of the whole org and a retrieve of it. Where the manifest has more files
 *                         than a retrieve takes, it is split, and each part is retrieved into a project of its own
 * The lower bound is the time below which no client can read the org without jitter: see `standin/delays/lowerBound.ts`.
 * Only ratios within one run count, the delays are no measurements of Salesforce.
 *
 * CPU is that of all processes of a program, peak memory that of the largest. 100,000 components take long, and are
 * measured when they are asked for; `--ours` leaves the sf CLI out. Exit code 1 where something is missed.
 */

const { values, positionals } = parseArgs({
  options: { ours: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const SIZES = positionals.length === 0 ? [600, 2_800, 10_000, 30_000] : positionals.map(Number);
const SEED = 1;
const MOST_OF_BOUND = 1.25;

const print = (line = ''): void => void process.stdout.write(`${line}\n`);
const seconds = (value: number): string => `${value.toFixed(1)} s`;
const number = (value: number): string => value.toLocaleString('en-US');

/** How many times as fast as the sf CLI at least, and how many MB at most. */
const wantedAt = (size: number): { readonly faster: number; readonly megabytes: number } => {
  if (size <= 600) return { faster: 2, megabytes: 250 };
  return { faster: size < 2_800 ? 2 : 2.5, megabytes: size <= 30_000 ? 500 : 800 };
};

const verdict = (met: boolean, what: string): void => {
  print(`  ${met ? 'met   ' : 'MISSED'}  ${what}`);
  if (!met) process.exitCode = 1;
};

/** Types that a sync reads, with those of children and folders, which it lists. */
const TYPES = catalogue.flatMap(({ type, children }) => [type, ...children.map((child) => child.type)]);

type Bound = Readonly<Record<'login' | 'listing' | 'queue' | 'components' | 'transfer' | 'total', number>>;

const boundOf = async ({ url }: Place): Promise<Bound> => {
  const body = JSON.stringify({ types: TYPES });
  return (await (await fetch(`${url}/__standin/lowerBound`, { method: 'POST', body })).json()) as Bound;
};

const printRuns = (runs: readonly Run[]): void => {
  print(`  ${''.padEnd(30)}${['wall s', 'CPU s', 'peak MB', 'API calls'].map((head) => head.padStart(11)).join('')}`);
  for (const { name, wall, cpu, rss, calls } of runs) {
    const figures = [wall.toFixed(1), cpu.toFixed(1), rss.toFixed(0), number(calls)];
    print(`  ${name.padEnd(30)}${figures.map((figure) => figure.padStart(11)).join('')}`);
  }
};

const report = (size: number, ours: Run, cli: readonly Run[], bound: Bound): void => {
  printRuns([ours, ...cli]);
  const { total, ...parts } = bound;
  const told = Object.entries(parts).map(([part, ms]) => `${part} ${seconds(ms / 1000)}`);
  print(`  lower bound ${seconds(total / 1000)}: ${told.join(', ')}`);
  const wanted = wantedAt(size);
  const ratio = ours.wall / (total / 1000);
  verdict(ratio <= MOST_OF_BOUND, `first sync to the lower bound: ${ratio.toFixed(2)}, at most ${MOST_OF_BOUND}`);
  if (cli.length > 0) {
    const faster = cli.reduce((sum, { wall }) => sum + wall, 0) / ours.wall;
    verdict(faster >= wanted.faster, `as fast as the sf CLI: ${faster.toFixed(2)} times, at least ${wanted.faster}`);
  }
  verdict(ours.rss <= wanted.megabytes, `peak memory: ${ours.rss.toFixed(0)} MB, at most ${wanted.megabytes}`);
};

const measureSize = async (size: number, folder: string): Promise<void> => {
  const org = writeOrgOfSize(join(folder, 'org'), size);
  const standin = await startStandin(org.folder, { delays: SEED, metadataFormat: true });
  try {
    const home = scratchHome(join(folder, 'home'));
    await saveLogin(home, { ...standin, alias: 'wait' });
    const place: Place = { home, folder, alias: 'wait', url: standin.url };
    // First, so that the stand-in has compressed the org's files before anything is measured.
    const bound = await boundOf(place);
    const ours = await firstSync(place);
    print(
      `\n${number(size)}: ${number(org.components)} components with files of their own (${number(org.files)} files), ` +
        `${number(ours.components)} in the model`
    );
    const cli = values.ours ? [] : await withCli(place, org);
    report(size, ours, cli, bound);
  } finally {
    await standin.stop();
  }
};

if (!values.ours) await ensureRealCli(print);
for (const size of SIZES) {
  const folder = mkdtempSync(join(tmpdir(), 'elements-wait-'));
  try {
    await measureSize(size, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
