// `npm run structure`: the shape of `src`, measured from its imports, beside that of an earlier commit (`-- --before REV`).
// Ends with 1 when a rule of the house is broken: a file too many, an import circle, an arrow up.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measure, type Files, type Structure } from './structure/measure.ts';
import { projectRoot } from './realCli.ts';

const RULES = { filesPerThousandLines: 14, median: [60, 100], largestFolder: 30 } as const;

const { values } = parseArgs({ options: { before: { type: 'string' } } });

/** The files of `src` as they are in the working tree. */
const filesNow = (): Files =>
  new Map(
    readdirSync(join(projectRoot, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(projectRoot.length).replaceAll('\\', '/').replace(/^\//, ''), readFileSync(path, 'utf8')];
      })
  );

const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8', maxBuffer: 1 << 28 });

const filesAt = (revision: string): Files =>
  new Map(
    git('ls-tree', '-r', '--name-only', revision, 'src')
      .split('\n')
      .filter((path) => path.endsWith('.ts'))
      .map((path) => [path, git('show', `${revision}:${path}`)])
  );

const { rooms } = JSON.parse(readFileSync(join(projectRoot, 'rooms.json'), 'utf8')) as { rooms: object };
const order = Object.keys(rooms);

const rowsOf = (structure: Structure): ReadonlyArray<readonly [string, string]> => [
  ['files', String(structure.files)],
  ['lines', String(structure.lines)],
  ['files per 1,000 lines', ((structure.files / structure.lines) * 1000).toFixed(1)],
  ['median lines', String(structure.median)],
  ['largest file', `${String(structure.largestFile.lines)} (${structure.largestFile.path})`],
  ['files of 20 lines or fewer', String(structure.small)],
  ['largest folder', `${String(structure.largestFolder.files)} (${structure.largestFolder.path})`],
  ['import circles', structure.circles.length === 0 ? '0' : structure.circles.map((c) => c.join(' ↔ ')).join('; ')],
  ['folders that import each other', String(structure.mutualFolders.length)],
  ['arrows up', String(structure.arrowsUp.length)],
];

const now = measure(filesNow(), order);
const before = values.before === undefined ? undefined : measure(filesAt(values.before), order);
const former = before && new Map(rowsOf(before));
for (const [name, value] of rowsOf(now)) {
  console.log(`${name.padEnd(31)} ${former ? `${(former.get(name) ?? '').padEnd(46)} → ` : ''}${value}`);
}
for (const [from, to] of now.mutualFolders) console.log(`mutual: ${from} ↔ ${to}`);
for (const [from, to] of now.arrowsUp) console.log(`up: ${from} → ${to}`);

const broken = [
  now.files / now.lines > RULES.filesPerThousandLines / 1000 && 'too many files',
  (now.median < RULES.median[0] || now.median > RULES.median[1]) && 'the median is out of its range',
  now.largestFolder.files > RULES.largestFolder && `${now.largestFolder.path} has too many files`,
  now.circles.length > 0 && 'files import each other in a circle',
  now.arrowsUp.length > 0 && 'a room imports from one above it',
].filter((problem) => problem !== false);
for (const problem of broken) console.error(problem);
process.exitCode = broken.length > 0 ? 1 : 0;
