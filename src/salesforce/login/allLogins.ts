import type { Stats } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { loginRecord, type CredentialState } from './loginRecord.ts';

/** A login that the sf CLI can use. */
export type ListedLogin = {
  /** By which the sf CLI finds it: its file's path below the sf CLI's folder, without the ending. What stands in the file may differ. */
  readonly username: string;
  readonly state: CredentialState;
  /** Of 18 characters. Absent where the file does not say of which org it is. */
  readonly orgId?: string;
};

/** What could not be looked at, and why. */
export type UnreadableLogin = { readonly path: string; readonly problem: string };

export type LoginListing = {
  readonly logins: readonly ListedLogin[];
  readonly unreadable: readonly UnreadableLogin[];
};

const ENDING = /\.json$/i;

/** A username has at most 80 characters: more folders than these it can't lead through. */
const MAX_DEPTH = 40;
/** Far more than anybody has logins; the rest is named, not passed over. */
const MAX_ENTRIES = 20_000;
/** Bytes; a login has a few thousand. */
const MAX_SIZE = 1_000_000;
/** Files that are read at once. */
const AT_ONCE = 32;

/**
 * Every login in the sf CLI's folder, subfolders included: a username may hold a slash, and the sf CLI then keeps the
 * login in a subfolder, which its library does not list. Secrets are not decrypted. First those of the folder itself,
 * then by name.
 */
export const allLogins = async (): Promise<LoginListing> => {
  const found = await loginFiles(await stateFolder());
  const unreadable = [...found.unreadable];
  const logins: ListedLogin[] = [];
  const isNamed = await namedLogins();
  for (let next = 0; next < found.files.length; next += AT_ONCE) {
    const read = await Promise.all(
      found.files.slice(next, next + AT_ONCE).map((file) => readLogin(file, isNamed(file.username)))
    );
    for (const one of read) {
      if (one !== undefined && 'problem' in one) unreadable.push(one);
      else if (one !== undefined) logins.push(one);
    }
  }
  return { logins: logins.sort(byPlace), unreadable };
};

/** All logins of one org, of several users and whatever is left of them; the first 15 characters of an id say which org it is. */
export const loginsOf = async (orgId: string): Promise<ListedLogin[]> =>
  (await allLogins()).logins.filter((login) => login.orgId?.slice(0, 15) === orgId.slice(0, 15));

/** Where the sf CLI keeps its logins. */
export const stateFolder = async (): Promise<string> => {
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  return dirname((await StateAggregator.getInstance()).orgs.getPath('x'));
};

const byPlace = (a: ListedLogin, b: ListedLogin): number =>
  depthOf(a.username) - depthOf(b.username) || (a.username < b.username ? -1 : 1);

const depthOf = (username: string): number => username.split('/').length;

type LoginFile = { readonly path: string; readonly username: string };

/** Level by level, so that a deep tree of something else does not use up what is looked at. */
const loginFiles = async (
  root: string
): Promise<{ readonly files: readonly LoginFile[]; readonly unreadable: readonly UnreadableLogin[] }> => {
  const files: LoginFile[] = [];
  const unreadable: UnreadableLogin[] = [];
  /** By their real paths: links may lead in a circle. */
  const visited = new Set<string>();
  let entries = 0;
  let level = [{ path: root, prefix: '' }];
  for (let depth = 0; level.length > 0; depth += 1) {
    const below: typeof level = [];
    for (const folder of level) {
      if (depth > MAX_DEPTH || entries >= MAX_ENTRIES) {
        unreadable.push({ path: folder.path, problem: 'there are too many files and folders to look at it' });
        return { files, unreadable };
      }
      try {
        const real = await realpath(folder.path);
        if (visited.has(real)) continue;
        visited.add(real);
        const found = await readdir(folder.path, { withFileTypes: true });
        entries += found.length;
        for (const entry of found) {
          const path = join(folder.path, entry.name);
          if (await isFolder(path, entry)) below.push({ path, prefix: `${folder.prefix}${entry.name}/` });
          else if (ENDING.test(entry.name)) {
            files.push({ path, username: folder.prefix + entry.name.replace(ENDING, '') });
          }
        }
      } catch (error) {
        const code = codeOf(error);
        if (code !== 'ENOENT') unreadable.push({ path: folder.path, problem: code });
      }
    }
    level = below;
  }
  return { files, unreadable };
};

type Entry = { isDirectory(): boolean; isSymbolicLink(): boolean };

const isFolder = async (path: string, entry: Entry): Promise<boolean> =>
  entry.isSymbolicLink()
    ? await stat(path).then(
        (target) => target.isDirectory(),
        () => false
      )
    : entry.isDirectory();

/** Who is a user of the sf CLI by the name alone: it looks like a username, or an alias leads to it. */
const namedLogins = async (): Promise<(username: string) => boolean> => {
  const { StateAggregator } = await import('@salesforce/core/stateAggregator');
  const aliased = new Set<unknown>(Object.values((await StateAggregator.getInstance()).aliases.getAll()));
  return (username) => username.includes('@') || aliased.has(username);
};

/** Undefined for what is no login: the sf CLI and others keep other files there too. */
const readLogin = async (
  { path, username }: LoginFile,
  isNamed: boolean
): Promise<ListedLogin | UnreadableLogin | undefined> => {
  // Other files that can't be read are no login of anybody: the sf CLI could not use them either.
  const unreadable = (problem: string): UnreadableLogin | undefined => (isNamed ? { path, problem } : undefined);
  try {
    const stats = await stat(path);
    if (!stats.isFile()) return unreadable('it is no ordinary file');
    // The sf CLI reads it whatever its size.
    if (stats.size > MAX_SIZE) return { path, problem: 'it is too large for a login' };
    const fields: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof fields !== 'object' || fields === null) return unreadable('it is not valid JSON of a login');
    const { state, orgId } = loginRecord(fields);
    if (state === 'none' && orgId === undefined) return undefined;
    if (!(await isFound(path, stats))) return { path, problem: 'the sf CLI does not find it by this name' };
    return { username, state, ...omitUndefined({ orgId }) };
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' ? undefined : unreadable(error instanceof SyntaxError ? 'it is not valid JSON' : code);
  }
};

/** Where capitals count, the sf CLI finds only what ends in small letters. */
const isFound = async (path: string, { ino, dev }: Stats): Promise<boolean> => {
  const found = await stat(path.replace(ENDING, '.json')).catch(() => undefined);
  return found?.ino === ino && found.dev === dev;
};

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown error';
