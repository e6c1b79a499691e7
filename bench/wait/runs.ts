import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure, type Measured } from '../../scripts/compare/measure.ts';
import { projectRoot, sfPath } from '../../scripts/realCli.ts';
import type { ScratchHome } from '../../scripts/scratchHome.ts';
import { splitManifest } from './splitManifest.ts';
import type { WrittenOrg } from './orgOfSize.ts';

/** One program, measured. */
export type Run = Pick<Measured, 'wall' | 'cpu' | 'rss'> & { readonly name: string; readonly calls: number };

/** Where a run happens, and what it talks to. */
export type Place = {
  readonly home: ScratchHome;
  readonly folder: string;
  readonly alias: string;
  readonly url: string;
};

const callsSoFar = async ({ url }: Place): Promise<number> => {
  const calls = (await (await fetch(`${url}/__standin/calls`)).json()) as Readonly<Record<string, number>>;
  return Object.values(calls).reduce((sum, count) => sum + count, 0);
};

const runNode = async (place: Place, cwd: string, args: readonly string[]): Promise<Measured & { calls: number }> => {
  const before = await callsSoFar(place);
  const measured = await measure(args, { env: place.home.environment, cwd });
  return { ...measured, calls: (await callsSoFar(place)) - before };
};

const requireCode = ({ code, stdout, stderr }: Measured, what: string): void => {
  if (code !== 0) throw new Error(`${what} ended with ${String(code)}\n${stdout.slice(0, 4000)}\n${stderr}`);
};

/** A first sync as a person runs it, start-up included; connecting is not part of it. */
export const firstSync = async (place: Place): Promise<Run & { readonly components: number }> => {
  const run = join(projectRoot, 'bin', 'run.js');
  const elements = (...args: string[]): Promise<Measured & { calls: number }> =>
    runNode(place, place.folder, [run, 'elements', ...args, '-o', place.alias, '--json']);
  requireCode(await elements('org', 'connect', '--no-sync'), 'elements org connect');
  const sync = await elements('sync');
  requireCode(sync, 'elements sync');
  const { result } = JSON.parse(sync.stdout) as { result: { components: { total: number } } };
  return { ...sync, name: 'elements sync (first)', components: result.components.total };
};

/** The manifest of the whole org, and a retrieve for each part of it that a retrieve takes, each into a project of its own. */
export const withCli = async (place: Place, { filesOf }: WrittenOrg): Promise<Run[]> => {
  const project = newProject(place);
  const sf = (cwd: string, ...args: string[]): Promise<Measured & { calls: number }> =>
    runNode(place, cwd, [sfPath, 'project', ...args, '--json']);
  const manifest = await sf(project, 'generate', 'manifest', '--from-org', place.alias);
  requireCode(manifest, 'sf project generate manifest');
  const runs: Run[] = [{ ...manifest, name: 'sf project generate manifest' }];
  const parts = splitManifest(readFileSync(join(project, 'package.xml'), 'utf8'), filesOf);
  for (const part of parts) {
    const target = newProject(place);
    writeFileSync(join(target, 'package.xml'), part);
    const args = ['retrieve', 'start', '-o', place.alias, '--manifest', 'package.xml', '--wait', '120'];
    const retrieve = await sf(target, ...args);
    requireCode(retrieve, 'sf project retrieve start');
    runs.push({ ...retrieve, name: 'sf project retrieve start' });
  }
  return runs;
};

const newProject = ({ folder }: Place): string => {
  const project = mkdtempSync(join(folder, 'project-'));
  mkdirSync(join(project, 'force-app'));
  writeFileSync(
    join(project, 'sfdx-project.json'),
    '{"packageDirectories":[{"path":"force-app","default":true}],"sourceApiVersion":"66.0"}'
  );
  return project;
};
