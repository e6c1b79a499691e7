import { lstat, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { elementsError } from '../errors.ts';
import { ownerOf } from '../files/mayWrite.ts';
import { weakFolderOf, type WeakFolder } from '../files/weakFolder.ts';
import { redact } from '../redact.ts';
import { holdsLogin, isNearlyUrl, shownUrl } from '../secrets/shownUrl.ts';
import type { StoredPolicies } from './records.ts';
import type { Actor, Store } from './store.ts';

/** Where a model lives. `name` is for people and holds no password. */
export type Backend = { readonly kind: 'sqlite'; readonly path: string; readonly name: string };

/** What relative and absent settings are meant relative to. */
export type BackendPlaces = {
  /** The sf CLI's data directory: holds the default file. */
  readonly dataDir: string;
  readonly cwd: string;
  readonly home?: string;
};

/** By its whole path: a name that depends on the working folder would be that of another store in each of them. */
export const sqliteBackend = (path: string): Backend => {
  const whole = resolve(path);
  return { kind: 'sqlite', path: whole, name: `sqlite:${whole}` };
};

/** A path is shown; of a URL of another kind no more than where it leads, for a password may stand anywhere in it. */
const unavailable = (url: string, reason: string): never => {
  const [, rest = ''] = /^sqlite:(.*)$/is.exec(url) ?? [];
  const isPath = rest === '' ? !(/^(?!sqlite:)[a-z][a-z0-9+.-]+:/i.test(url) || isNearlyUrl(url)) : !isUrl(rest);
  throw elementsError('invalidBackend', [isPath ? redact(url) : shownUrl(url), reason]);
};

/** Behind "sqlite:", where a path may hold a user's name with an @. */
const isUrl = (rest: string): boolean => /^[^\\/]*:\s*[\\/]\s*[\\/]/.test(rest);

const expand = (path: string, { cwd, home = homedir() }: BackendPlaces): string =>
  path === '~' || /^~[/\\]/.test(path) ? join(home, path.slice(1)) : resolve(cwd, path);

const parseOne = (url: string, places: BackendPlaces): Backend => {
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]+):(.*)$/is.exec(url) ?? [];
  switch (scheme?.toLowerCase()) {
    case undefined:
      return unavailable(url, 'it does not say what kind of backend it is.');
    case 'sqlite':
      if (rest.trim() === '') return unavailable(url, 'the path is missing.');
      if (isUrl(rest)) return unavailable(url, 'a path has to stand behind "sqlite:".');
      if (/^\/\/[^/]/.test(rest)) return unavailable(url, 'write the path right behind "sqlite:", without "//".');
      if (/^:memory:|^file:/i.test(rest.trim()))
        return unavailable(url, 'a model has to be kept in an ordinary file: name its path.');
      if (rest.includes('\0')) return unavailable(url, 'the path holds a character that no path may hold.');
      return sqliteBackend(expand(rest.trim(), places));
    case 'postgres':
    case 'postgresql':
      return unavailable(url, 'PostgreSQL is not supported yet.');
    case 'http':
    case 'https':
      return unavailable(url, 'pushing to an HTTP endpoint is not supported yet.');
    case 'dir':
      return unavailable(url, 'pushing to a directory is not supported yet.');
    default:
      // What stands before the colon is a user there.
      if (holdsLogin(url)) return unavailable(url, 'it does not say what kind of backend it is.');
      return unavailable(url, `there is no kind of backend called "${scheme}".`);
  }
};

/**
 * Reads the backend setting: one URL, or several separated by commas, at most one of them a store. A comma parts URLs
 * only where a kind follows, so that paths may hold commas. Without a setting it is one file in the data directory.
 */
export const parseBackends = (setting: string | undefined, places: BackendPlaces): Backend[] => {
  const text = setting?.trim() ?? '';
  if (text === '') return [sqliteBackend(join(places.dataDir, 'elements', 'elements.db'))];
  const backends = text.split(/,(?=\s*[a-z][a-z0-9+.-]+:)/i).map((url) => parseOne(url.trim(), places));
  if (backends.length > 1) unavailable(text, 'it names more than one store.');
  return backends;
};

/** Opens the store that a backend is; `readonly` promises not to write, so nothing is made where there is nothing. */
export const openStore = async (
  backend: Backend,
  actor: Actor,
  options: { readonly readonly?: boolean } = {}
): Promise<Store> => {
  // Loaded here: the query builder is not needed where no store is opened.
  const { openSqliteStore } = await import('./sqlite/openSqliteStore.ts');
  return openSqliteStore(backend.path, { ...options, actor });
};

/**
 * The store if there is one; else one that is empty until something is written to it, and made then: looking makes no
 * file, not even where a link leads that leads nowhere yet (that is an error), and what was done or refused is kept.
 */
export const openStoreIfAny = async (backend: Backend, actor: Actor): Promise<Store> => {
  if (await isThere(backend.path)) {
    return openStore(backend, actor, { readonly: await leadsNowhere(backend.path) });
  }
  const [{ storeMadeLater }, { fileRoles }] = await Promise.all([
    import('./storeMadeLater.ts'),
    import('./sqlite/file/fileRoles.ts'),
  ]);
  return storeMadeLater(
    async () => {
      await refuseForeignFolder(backend, actor);
      return openStore(backend, actor);
    },
    async () => fileRoles(backend.path, actor)
  );
};

/** A file that root makes in another user's folder could not be used by that user. */
const refuseForeignFolder = async ({ path, name }: Backend, { userId }: Actor): Promise<void> => {
  const owner = userId === 0 ? await ownerOfNearest(dirname(path)) : 0;
  if (owner === 0) return;
  throw elementsError('backendUnavailable', [
    name,
    'the folder belongs to another user, who could not use what root makes in it',
  ]);
};

/** Of the folder, or the nearest one above it that is there. */
const ownerOfNearest = async (folder: string): Promise<number> =>
  (await ownerOf(folder)) ?? (dirname(folder) === folder ? 0 : ownerOfNearest(dirname(folder)));

/** A path that can't be looked at, or a link that leads nowhere, may well be a store: opening it says what is wrong. */
const isThere = async (path: string): Promise<boolean> => {
  try {
    return (await lstat(path)).isSymbolicLink() || (await stat(path)).size > 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
};

const leadsNowhere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => false,
    (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'
  );

/** The policies in a store, which is only read for it, whatever its schema; undefined where there is no store. */
export const readStoredPolicies = async (backend: Backend): Promise<StoredPolicies | undefined> => {
  if (!(await isThere(backend.path))) return undefined;
  const { readSqlitePolicies } = await import('./sqlite/openSqliteStore.ts');
  return readSqlitePolicies(backend.path);
};

/**
 * Where other users of the machine than the store's owner and the caller could put another file in its place; undefined
 * where they can't, and where modes say nothing (Windows). The store is used all the same.
 */
export const weakStoreFolder = async (backend: Backend): Promise<WeakFolder | undefined> => {
  const owner = await stat(backend.path).then(
    ({ uid }) => [uid],
    () => []
  );
  return weakFolderOf(backend.path, { trusted: owner });
};
