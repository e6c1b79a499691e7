import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { APEX_TYPES, CHILD_TYPES, COMPOSITION, folderTypes, USERS } from './org/composition.ts';
import { generateOrg, type GeneratedOrg } from './org/generateOrg.ts';
import type { Measured } from './org/measured.ts';
import { writeOrg } from './org/orgFolder.ts';

/*
 * `npm run bench`: what building and publishing the model of an org costs, beside the least that its zips cost anybody.
 *
 * The org is generated from fixed seeds and is the same in every run: 10,000 listed components of 110 types (children
 * come on top; their types count), among them 240 folders, 60 profiles, 150 permission sets and 300 objects, created and
 * changed by 2,000 users. Its zips are cut as a sync cuts them and are handed to the measuring processes as files.
 *
 * Measured in turns, each time in a process of its own, after its modules are loaded; the median is printed:
 *   floor   walks the zips' directories, inflates every entry, runs a bare streaming parser (saxes) over every XML
 *   ours    a first `syncOrg` into a new SQLite file over a session that answers from memory. What counts as build and
 *           publish: reading the zips (inflate, clean, parse, extract, hash), putting documents and contents into the
 *           store, assembling, comparing and resolving, publishing. What carries the answers (listing, base64, queries)
 *           is printed beside it.
 *   lexer   the lexer of @apexdevtools/apex-parser over the org's Apex, one token after the other
 * Floor and ours run on the whole org and on the org without its Apex; the difference is what Apex costs.
 *
 * CPU is user and system time of all threads, so that a busy machine changes it little. Takes about two minutes.
 * Options: the number of runs (`npm run bench -- 3`), 5 when none is given.
 */

const RUNS = Number(process.argv[2] ?? 5);
const MOST_OF_FLOOR = 2;
const MOST_OF_LEXER = 1.3;

type Floor = Measured & { readonly files: number; readonly bytes: number; readonly parsedBytes: number };
type Ours = Measured & {
  readonly steps: { readonly [step: string]: number };
  readonly components: number;
  readonly references: number;
  readonly grants: number;
  readonly types: number;
  readonly size: number;
};
type Lexer = Measured & { readonly tokens: number; readonly bytes: number };

const print = (line = ''): void => void process.stdout.write(`${line}\n`);
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const seconds = (value: number): string => `${value.toFixed(2)} s`;
const number = (value: number): string => value.toLocaleString('en-US');

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Runs one measuring process to its end. */
const run = <Result>(program: string, folder: string): Result =>
  JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, program), folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, SF_DISABLE_LOG_FILE: 'true', SF_DISABLE_TELEMETRY: 'true' },
    })
  ) as Result;

/** Build and publish of a sync by step, in the order in which they happen. */
const STEPS: ReadonlyArray<readonly [step: string, what: string]> = [
  ['read', 'inflate, parse, extract, hash'],
  ['put', 'put documents and contents'],
  ['Build', 'assemble, compare, resolve'],
  ['Publish', 'publish'],
];
const buildAndPublish = ({ steps }: Ours): number => STEPS.reduce((sum, [step]) => sum + (steps[step] ?? 0), 0);

const describeOrg = ({ components, answers, zips }: GeneratedOrg): void => {
  const counts = Object.entries(COMPOSITION);
  print(`Org: ${number(components.length)} listed components, ${number(answers.children)} children on top`);
  print(
    `  ${counts.length + CHILD_TYPES.length} types in use (${counts.length} listed by themselves, ${CHILD_TYPES.length} of children), ` +
      `${folderTypes().reduce((sum, type) => sum + (COMPOSITION[type] ?? 0), 0)} folders, ${number(USERS)} users`
  );
  print(`  ${counts.map(([type, count]) => `${type} ${count}`).join(', ')}`);
  print(`  children: ${CHILD_TYPES.join(', ')}`);
  const files = components.flatMap((component) => component.files);
  print(
    `  ${number(files.length)} files, ${megabytes(files.reduce((sum, [, content]) => sum + content.length, 0))}, in ` +
      `${zips.length} zips of ${megabytes(zips.reduce((sum, zip) => sum + zip.length, 0))}`
  );
};

const spread = (values: readonly number[]): string =>
  `${seconds(Math.min(...values))} to ${seconds(Math.max(...values))}`;

const report = (name: string, runs: { readonly floor: readonly Floor[]; readonly ours: readonly Ours[] }) => {
  const { floor, ours } = runs;
  const floorCpu = median(floor.map(({ cpu }) => cpu));
  const oursCpu = median(ours.map(buildAndPublish));
  const [first] = ours;
  print();
  print(name);
  print(
    `  floor              ${seconds(floorCpu)} CPU (${spread(floor.map(({ cpu }) => cpu))}), peak ${megabytes(median(floor.map(({ peak }) => peak)))}, ` +
      `${megabytes(floor[0]?.bytes ?? 0)} inflated, ${megabytes(floor[0]?.parsedBytes ?? 0)} parsed`
  );
  print(
    `  build and publish  ${seconds(oursCpu)} CPU (${spread(ours.map(buildAndPublish))}), peak ${megabytes(median(ours.map(({ peak }) => peak)))}, ` +
      `of which ${megabytes(median(ours.map(({ before }) => before)))} before the sync (modules, the org's answers)`
  );
  for (const [step, what] of STEPS) {
    print(`    ${what.padEnd(30)} ${seconds(median(ours.map(({ steps }) => steps[step] ?? 0)))}`);
  }
  const beside = median(ours.map((each) => each.cpu - buildAndPublish(each)));
  print(`  beside it          ${seconds(beside)} CPU for listing, plan, retrieve jobs, base64 and queries`);
  print(
    `  model              ${number(first?.components ?? 0)} components of ${first?.types ?? 0} types, ${number(first?.references ?? 0)} references, ` +
      `${number(first?.grants ?? 0)} grants; ${megabytes(first?.size ?? 0)} file`
  );
  print(
    `  rate               ${number(Math.round((first?.components ?? 0) / oursCpu))} components per second of CPU, ` +
      `${number(Math.round((first?.components ?? 0) / median(ours.map(({ wall }) => wall))))} per second by the clock (whole sync)`
  );
  print(`  ratio              ${(oursCpu / floorCpu).toFixed(2)} times the floor`);
  return { floorCpu, oursCpu };
};

const verdict = (what: string, ratio: number, most: number): void => {
  print(`${ratio <= most ? 'met   ' : 'MISSED'}  ${what}: ${ratio.toFixed(2)}, at most ${most}`);
  if (ratio > most) process.exitCode = 1;
};

const folder = mkdtempSync(join(tmpdir(), 'elements-bench-'));
try {
  const orgs = generateOrg();
  describeOrg(orgs.whole);
  const [whole, withoutApex] = [join(folder, 'whole'), join(folder, 'withoutApex')];
  writeOrg(whole, orgs.whole);
  writeOrg(withoutApex, orgs.withoutApex);
  const runs = {
    whole: { floor: [] as Floor[], ours: [] as Ours[] },
    withoutApex: { floor: [] as Floor[], ours: [] as Ours[] },
    lexer: [] as Lexer[],
  };
  // In turns, so that what else the machine does is the same for all.
  for (let round = 0; round < RUNS; round += 1) {
    runs.withoutApex.floor.push(run('floor.ts', withoutApex));
    runs.withoutApex.ours.push(run('buildAndPublish.ts', withoutApex));
    runs.whole.floor.push(run('floor.ts', whole));
    runs.whole.ours.push(run('buildAndPublish.ts', whole));
    runs.lexer.push(run('apexLexer.ts', whole));
  }
  const bare = report(`Without ${[...APEX_TYPES].join(' and ')}`, runs.withoutApex);
  const all = report('The whole org', runs.whole);
  const lexer = median(runs.lexer.map(({ cpu }) => cpu));
  const apex = Math.max(0, all.oursCpu - bare.oursCpu);
  print();
  print('Apex');
  print(
    `  lexer of @apexdevtools/apex-parser  ${seconds(lexer)} CPU, ${number(runs.lexer[0]?.tokens ?? 0)} tokens of ${megabytes(runs.lexer[0]?.bytes ?? 0)}`
  );
  print(`  the whole org less the one without  ${seconds(apex)} CPU`);
  print();
  print(`Medians of ${RUNS} runs`);
  verdict('build and publish to the floor, Apex apart', bare.oursCpu / bare.floorCpu, MOST_OF_FLOOR);
  verdict("Apex to its lexer's time", apex / lexer, MOST_OF_LEXER);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
