import { lstat, readlink } from 'node:fs/promises';
import { dirname, join, parse, resolve, sep } from 'node:path';
import { policyMessage } from '../messages.ts';
import type { PolicyReadings } from './readPolicies.ts';

/** Something about files or settings that lets somebody change a policy, or a model, who should not. */
export type Weakness = {
  readonly kind: 'others may write' | 'group may write' | 'owner' | 'link' | 'settings only' | 'unknown';
  readonly where: string;
  readonly message: string;
};

const GROUP_WRITES = 0o020;
const OTHERS_WRITE = 0o002;
/** In such a folder everybody may make files, and only their owners may take them away. */
const STICKY = 0o1000;

/** What files of policies, and the store, are open to. Files that do not exist are not looked at. */
export const findWeaknesses = async (files: {
  readonly policies: readonly string[];
  readonly store: string;
  readonly platform: NodeJS.Platform;
}): Promise<Weakness[]> => {
  if (files.platform === 'win32') return [...files.policies, files.store].map(unknown);
  const found = await Promise.all([
    ...files.policies.map((path) => weaknessesOf(path, true)),
    weaknessesOf(files.store, false),
  ]);
  const seen = new Set<string>();
  return found.flat().filter(({ kind, where }) => !seen.has(`${kind} ${where}`) && seen.add(`${kind} ${where}`));
};

/** A corporate policy that no system-wide file says: whoever can change their own settings can be rid of it. */
export const settingsOnly = ({ corporate }: Pick<PolicyReadings, 'corporate'>, systemFile: string): Weakness[] => {
  const saying = corporate.filter(
    ({ statement }) => statement.problem !== undefined || Object.keys(statement.values).length > 0
  );
  if (saying.length === 0 || saying.some(({ where }) => where === systemFile)) return [];
  const where = saying.map((reading) => reading.where).join('; ');
  return [{ kind: 'settings only', where, message: policyMessage('weak.settings only', [systemFile]) }];
};

/** Who may write cannot be told from a file's mode there. */
const unknown = (where: string): Weakness => ({
  kind: 'unknown',
  where,
  message: policyMessage('weak.unknown', [where]),
});

/** The file, its folders from the root on, links on the way, and the same of what those lead to. */
const weaknessesOf = async (path: string, isPolicy: boolean): Promise<Weakness[]> => {
  const places = new Set<string>();
  await walk(path, places);
  const found = await Promise.all([...places].map(async (place) => weaknessesAt(place, isPolicy)));
  return found.flat();
};

const walk = async (path: string, places: Set<string>): Promise<void> => {
  const { root } = parse(path);
  const names = path.slice(root.length).split(sep).filter(Boolean);
  for (let depth = 0; depth <= names.length; depth += 1) {
    const place = join(root, ...names.slice(0, depth));
    const isKnown = places.has(place);
    places.add(place);
    const target = await readlink(place).catch(() => undefined);
    if (target === undefined) continue;
    // A link that was there before leads in a circle, or to where somebody has looked already.
    if (!isKnown) await walk(resolve(dirname(place), target, ...names.slice(depth)), places);
    return;
  }
};

const weaknessesAt = async (where: string, isPolicy: boolean): Promise<Weakness[]> => {
  const own = await lstat(where).catch(() => undefined);
  if (own === undefined) return [];
  const weak = (kind: Weakness['kind'], tokens: string[] = []): Weakness => ({
    kind,
    where,
    message: policyMessage(`weak.${kind}`, [where, ...tokens]),
  });
  // A link has no mode of its own, but an owner: in an open folder only that one may lead it elsewhere.
  const isForeign = isPolicy && own.uid !== 0;
  if (own.isSymbolicLink()) {
    return isForeign ? [weak('link', [await readlink(where), String(own.uid)])] : [];
  }
  const writers = own.isDirectory() && (own.mode & STICKY) !== 0 ? 0 : own.mode;
  return [
    ...((writers & OTHERS_WRITE) !== 0 ? [weak('others may write')] : []),
    ...(isPolicy && (writers & GROUP_WRITES) !== 0 && own.gid !== 0
      ? [weak('group may write', [String(own.gid)])]
      : []),
    ...(isForeign ? [weak('owner', [String(own.uid)])] : []),
  ];
};
