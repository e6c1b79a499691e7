import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { BUNDLES, CONTAINERS, FOLDERED, OBJECT_CHILDREN, PLAIN } from './sourceTypes.ts';

export type Names = ReadonlyMap<string, ReadonlySet<string>>;

type Add = (type: string, name: string) => void;

/**
 * Names by type in an sfdx project, read from its file names, and from the containers' XML for their children: on purpose
 * with nothing of the plugin, of the stand-in or of source-deploy-retrieve, so that it can contradict them.
 */
export const countSource = (project: string): Names => {
  const names = new Map<string, Set<string>>();
  const add: Add = (type, name) => {
    const set = names.get(type) ?? new Set<string>();
    names.set(type, set.add(decodeURIComponent(name)));
  };
  for (const file of sourceFiles(project)) {
    const segments = file.split(sep);
    if (!inBundle(segments)) addPlain(segments, add);
    addObjectChild(segments, add);
    addBundle(segments, add);
    addFoldered(segments, add);
    addContainer(file, add);
    addTerritory(segments, add);
    addBotVersion(segments, add);
  }
  return names;
};

const META = '-meta.xml';

const stem = (name: string, suffix: string): string | undefined =>
  name.endsWith(`.${suffix}${META}`) ? name.slice(0, -`.${suffix}${META}`.length) : undefined;

const addPlain = (segments: readonly string[], add: Add): void => {
  for (const [type, suffix, folder] of PLAIN) {
    const fullName = stem(segments.at(-1) ?? '', suffix);
    if (fullName !== undefined && (folder === undefined || below(segments, folder))) add(type, fullName);
  }
};

/** Segments behind the last folder of that name; undefined when the file lies in none. */
const below = (segments: readonly string[], folder: string): readonly string[] | undefined => {
  const index = segments.lastIndexOf(folder);
  return index < 0 || index === segments.length - 1 ? undefined : segments.slice(index + 1);
};

const addObjectChild = (segments: readonly string[], add: Add): void => {
  const [object, ...rest] = below(segments, 'objects') ?? [];
  const name = rest.at(-1);
  if (object === undefined || name === undefined) return;
  add('CustomObject', object);
  for (const [type, suffix] of OBJECT_CHILDREN) {
    const child = stem(name, suffix);
    if (child !== undefined) add(type, `${object}.${child}`);
  }
};

/** An Aura application in a bundle ends in `.app` as a Lightning app does. */
const inBundle = (segments: readonly string[]): boolean =>
  BUNDLES.some(([, folder, depth = 1]) => (below(segments, folder)?.length ?? 0) > depth);

/** A bundle is a folder of files; files beside the bundles belong to none, tests of Lightning components are not deployed. */
const addBundle = (segments: readonly string[], add: Add): void => {
  for (const [type, folder, depth = 1] of BUNDLES) {
    const inside = below(segments, folder);
    if (inside !== undefined && inside.length > depth && !inside.includes('__tests__'))
      add(type, inside.slice(0, depth).join('/'));
  }
};

/** Folders exist whether they have a file of their own or not; `unfiled$public` is no component. */
const addFoldered = (segments: readonly string[], add: Add): void => {
  for (const { type, folderType, folder, suffix, folderSuffix } of FOLDERED) {
    const path = below(segments, folder)?.join('/');
    if (path === undefined) continue;
    const ownFolder = stem(path, folderSuffix);
    if (ownFolder !== undefined) add(folderType, ownFolder);
    // A document's name keeps the extension of its content, which its companion does not show.
    const fullName = suffix === undefined ? contentName(path) : stem(path, suffix);
    if (fullName === undefined || ownFolder !== undefined) continue;
    add(type, fullName);
    for (let parent = dirname(fullName); parent !== '.'; parent = dirname(parent)) {
      if (parent !== 'unfiled$public') add(folderType, parent);
    }
  }
};

const contentName = (path: string): string | undefined =>
  path.includes('/') && !path.endsWith(META) ? path : undefined;

/** Children inside a container's file: every `<element>` directly below the root, named by its first `<fullName>`. */
const addContainer = (file: string, add: Add): void => {
  for (const { type, suffix, children, unprefixed, onlyOne } of CONTAINERS) {
    const name = stem(basename(file), suffix);
    if (name === undefined) continue;
    // However many files a project spreads its labels over, an org has one container of them.
    add(type, onlyOne ?? name);
    const xml = readFileSync(file, 'utf8').replaceAll(/<!--[\s\S]*?-->/g, '');
    for (const [childType, element] of children) {
      const blocks = xml.matchAll(
        new RegExp(`^(?:\\t| {1,6})<${element}>([\\s\\S]*?)^(?:\\t| {1,6})</${element}>`, 'gm')
      );
      for (const [, block] of blocks) {
        const child = /<fullName>([^<]+)<\/fullName>/.exec(block ?? '')?.[1];
        if (child !== undefined) add(childType, unprefixed ? unescape(child) : `${name}.${unescape(child)}`);
      }
    }
  }
};

const unescape = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const addTerritory = (segments: readonly string[], add: Add): void => {
  const [model, ...rest] = below(segments, 'territory2Models') ?? [];
  const name = rest.at(-1);
  if (model === undefined || name === undefined) return;
  if (stem(name, 'territory2Model') !== undefined) add('Territory2Model', model);
  for (const [type, suffix] of [
    ['Territory2', 'territory2'],
    ['Territory2Rule', 'territory2Rule'],
  ] as const) {
    const child = stem(name, suffix);
    if (child !== undefined) add(type, `${model}.${child}`);
  }
};

/** Versions lie beside their bot, in a folder of its name. */
const addBotVersion = (segments: readonly string[], add: Add): void => {
  const [bot, file] = below(segments, 'bots') ?? [];
  const version = stem(file ?? '', 'botVersion');
  if (version !== undefined) add('BotVersion', `${bot ?? ''}.${version}`);
};

const sourceFiles = (project: string): string[] => {
  const { packageDirectories } = JSON.parse(readFileSync(join(project, 'sfdx-project.json'), 'utf8')) as {
    packageDirectories: ReadonlyArray<{ path: string }>;
  };
  return packageDirectories.flatMap(({ path }) =>
    readdirSync(join(project, path), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  );
};
