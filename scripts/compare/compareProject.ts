import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureRealCli, projectRoot, sfPath } from '../realCli.ts';
import { saveLogin, scratchHome } from '../scratchHome.ts';
import { startStandin } from '../standinProcess.ts';
import { countSource } from './countSource.ts';
import { measure, type Measured } from './measure.ts';
import { CONTAINERS, FOLDERED, OBJECT_CHILDREN } from './sourceTypes.ts';

/*
 * `npm run compare -- DIR`: serves an sfdx project by the stand-in, syncs it with the plugin and retrieves it with the
 * sf CLI in the same run, and holds the model against a count of the project's own files.
 */
const project = resolve(process.argv[2] ?? 'test/sample-org');
const folder = mkdtempSync(join(tmpdir(), 'compare-'));
const say = (line: string): void => void console.log(line);

type Calls = Readonly<Record<string, number>>;
const callsOf = async (url: string): Promise<Calls> => (await (await fetch(`${url}/__standin/calls`)).json()) as Calls;
const difference = (after: Calls, before: Calls): number =>
  Object.entries(after).reduce((sum, [operation, count]) => sum + count - (before[operation] ?? 0), 0);

const main = async (): Promise<void> => {
  await ensureRealCli(say);
  const standin = await startStandin(project);
  try {
    const home = scratchHome(join(folder, 'home'));
    await saveLogin(home, { ...standin, alias: 'compare' });
    const run = join(projectRoot, 'bin', 'run.js');
    const plugin = async (...args: string[]): Promise<Measured> =>
      succeeded(await measure([run, 'elements', ...args, '--json'], { env: home.environment, cwd: folder }), args, [
        0,
        PARTIAL,
      ]);
    await plugin('org', 'connect', '-o', 'compare', '--no-sync');
    const rows: Array<readonly [string, Measured, number]> = [];
    const timed = async (label: string, act: () => Promise<Measured>): Promise<Measured> => {
      const before = await callsOf(standin.url);
      const measured = await act();
      rows.push([label, measured, difference(await callsOf(standin.url), before)]);
      return measured;
    };
    const first = await timed('elements sync (first)', () => plugin('sync', '-o', 'compare'));
    const { warnings } = JSON.parse(first.stdout) as { warnings: readonly string[] };
    for (const warning of warnings) say(`warning: ${warning}`);
    await timed('elements sync (second)', () => plugin('sync', '-o', 'compare'));
    const listed = await plugin('model', 'list', '-o', 'compare', '--limit', '1000000');
    const model = JSON.parse(listed.stdout) as { result: ReadonlyArray<{ type: string; fullName: string }> };
    const differences = report(model.result);

    const retrieved = join(folder, 'retrieved');
    mkdirSync(join(retrieved, 'force-app'), { recursive: true });
    writeFileSync(
      join(retrieved, 'sfdx-project.json'),
      '{"packageDirectories":[{"path":"force-app","default":true}],"sourceApiVersion":"66.0"}'
    );
    const sf = async (...args: string[]): Promise<Measured> =>
      succeeded(await measure([sfPath, ...args, '--json'], { env: home.environment, cwd: retrieved }), args);
    const types = [...countSource(project).keys()].filter((type) => !CHILDREN.has(type));
    await timed('sf project generate manifest', () =>
      sf('project', 'generate', 'manifest', '--from-org', 'compare', '--metadata', ...types)
    );
    await timed('sf project retrieve start', () =>
      sf('project', 'retrieve', 'start', '-o', 'compare', '--manifest', 'package.xml', '--wait', '60')
    );

    say('\nwhat                          wall s    CPU s   peak MB   API calls');
    for (const [label, { wall, cpu, rss }, calls] of rows) {
      say(
        `${label.padEnd(28)}${wall.toFixed(2).padStart(8)}${cpu.toFixed(2).padStart(9)}${rss.toFixed(0).padStart(10)}${String(calls).padStart(12)}`
      );
    }
    if (differences > 0) process.exitCode = 1;
  } finally {
    await standin.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Types that come with others, in a manifest by their container or their folder. */
const CHILDREN = new Set([
  ...OBJECT_CHILDREN.map(([type]) => type),
  ...CONTAINERS.flatMap(({ children }) => children.map(([type]) => type)),
  ...FOLDERED.map(({ folderType }) => folderType),
]);

/** Exit code of a sync that did all but some parts: what is wrong with the project's files is told as warnings. */
const PARTIAL = 68;

const succeeded = (measured: Measured, args: readonly string[], codes: readonly number[] = [0]): Measured => {
  if (!codes.includes(measured.code ?? -1))
    throw new Error(`${args.join(' ')} ended with ${String(measured.code)}\n${measured.stdout}\n${measured.stderr}`);
  return measured;
};

const report = (components: ReadonlyArray<{ type: string; fullName: string }>): number => {
  const source = countSource(project);
  const model = Map.groupBy(components, ({ type }) => type);
  let differences = 0;
  say('type               source   model');
  for (const type of [...new Set([...source.keys(), ...model.keys()])].sort()) {
    const expected = source.get(type) ?? new Set<string>();
    const actual = new Set((model.get(type) ?? []).map(({ fullName }) => fullName));
    const missing = [...expected].filter((name) => !actual.has(name));
    const surplus = [...actual].filter((name) => !expected.has(name));
    say(`${type.padEnd(18)}${String(expected.size).padStart(7)}${String(actual.size).padStart(8)}`);
    for (const name of missing) say(`    only in the source: ${name}`);
    for (const name of surplus) say(`    only in the model:  ${name}`);
    differences += missing.length + surplus.length;
  }
  say(`differences: ${String(differences)}`);
  return differences;
};

await main();
