import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { fixArchiveDates } from './fixArchiveDates.ts';
import { readTree } from './readTree.ts';

type PackageDirectory = { readonly name: string; readonly files: ReadonlyMap<string, Buffer> };

/** Goes up when what is cached changes its shape. */
const cacheFormat = 1;
const maxKept = 30;

function readPackages(project: string): PackageDirectory[] {
  const definition = JSON.parse(readFileSync(join(project, 'sfdx-project.json'), 'utf8')) as {
    packageDirectories: Array<{ path: string }>;
  };
  return definition.packageDirectories
    .map(({ path }) => resolve(project, path))
    .filter((name) => existsSync(name))
    .map((name) => ({ name, files: readTree(name) }));
}

function contentKey(project: string, packages: readonly PackageDirectory[]): string {
  const hash = createHash('sha1').update(`${cacheFormat}`);
  for (const name of ['sfdx-project.json', '.forceignore']) {
    const path = join(project, name);
    if (existsSync(path)) hash.update(name).update(readFileSync(path));
  }
  for (const { files } of packages) for (const [path, content] of files) hash.update(`\n${path}\n`).update(content);
  return hash.digest('hex');
}

async function convert(packages: readonly PackageDirectory[]): Promise<Map<string, Buffer>> {
  const { ComponentSet, MetadataConverter } = await import('@salesforce/source-deploy-retrieve');
  const output = mkdtempSync(join(tmpdir(), 'standin-convert-'));
  try {
    const set = ComponentSet.fromSource({ fsPaths: packages.map(({ name }) => name) });
    await new MetadataConverter().convert(set, 'metadata', {
      type: 'directory',
      outputDirectory: output,
      genUniqueDir: false,
    });
    const files = readTree(output);
    files.delete('package.xml');
    return files;
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/** Names of static resources that lie in the project as a folder, from which the conversion makes an archive. */
function unpackedResources(packages: readonly PackageDirectory[]): Set<string> {
  const names = packages.flatMap(({ files }) =>
    [...files.keys()].map((path) => /(?:^|\/)staticresources\/([^/]+)\/./.exec(path)?.[1])
  );
  return new Set(names.filter((name) => name !== undefined));
}

/** Makes room for one more kept project. Whoever reads one that goes converts it again. */
function dropOldest(folder: string): void {
  const kept = readdirSync(folder).map((name) => join(folder, name));
  const byAge = kept.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const path of byAge.slice(maxKept - 1)) rmSync(path, { force: true });
}

/**
 * The metadata-format files of an sfdx source project: what a retrieve of everything would hold. Converting 12,000 files
 * takes some ten seconds, so the result is kept in the temporary directory under a hash of the project's content.
 */
export async function convertProject(project: string): Promise<Map<string, Buffer>> {
  const packages = readPackages(resolve(project));
  if (packages.every(({ files }) => files.size === 0)) return new Map();
  const folder = join(tmpdir(), 'sf-elements-standin');
  const cached = join(folder, `${contentKey(project, packages)}.bin`);
  if (existsSync(cached)) return asBuffers(deserialize(readFileSync(cached)) as Map<string, Uint8Array>);
  const files = await convert(packages);
  const unpacked = unpackedResources(packages);
  for (const [path, content] of files) {
    const resource = /^staticresources\/(.+)\.resource$/.exec(path)?.[1];
    if (resource !== undefined && unpacked.has(resource)) files.set(path, fixArchiveDates(content));
  }
  mkdirSync(folder, { recursive: true });
  dropOldest(folder);
  const partial = `${cached}.${process.pid}`;
  writeFileSync(partial, serialize(files));
  renameSync(partial, cached);
  return files;
}

const asBuffers = (files: ReadonlyMap<string, Uint8Array>): Map<string, Buffer> =>
  new Map([...files].map(([path, content]) => [path, Buffer.from(content)]));
