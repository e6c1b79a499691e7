import type { CorporatePlaces } from '../policy/corporatePolicy.ts';
import type { ReadCorporate, ReadRoles } from '../policy/createGuard.ts';
import type { Guard } from '../policy/guard.ts';
import type { Backend } from '../store/backend.ts';
import type { Store } from '../store/store.ts';
import { backendSetting } from './backendSetting.ts';
import { sfConfigFiles } from './sfConfigFiles.ts';

/** What a command works with: the store in use, and the policies in force. */
export type OpenBackend = {
  readonly store: Store;
  /** The store's URL as it may be shown. */
  readonly url: string;
  readonly readCorporate: ReadCorporate;
  readonly readRoles: ReadRoles;
  readonly guard: Guard;
};

/** Opens the backend that the flag or the configuration names, and closes it in every path. */
export const withBackend = async <T>(
  options: { readonly flag: string | undefined; readonly dataDir: string },
  use: (backend: OpenBackend) => Promise<T>
): Promise<T> => {
  const [{ parseBackends }, { openStore }, { createGuard }] = await Promise.all([
    import('../store/backend.ts'),
    import('../store/openStore.ts'),
    import('../policy/createGuard.ts'),
  ]);
  const setting = await backendSetting(options.flag, process.cwd());
  const places = { dataDir: options.dataDir, cwd: setting.base };
  const [backend] = parseBackends(setting.text, places);
  const [defaultBackend] = parseBackends(undefined, places);
  if (backend === undefined || defaultBackend === undefined) throw new Error('A setting without a store was accepted.');
  const store = await openStore(backend);
  try {
    const readCorporate = await corporateReader(store, backend, defaultBackend);
    const readRoles: ReadRoles = rolesIn(backend);
    return await use({
      store,
      url: backend.name,
      readCorporate,
      readRoles,
      guard: createGuard(readCorporate, readRoles),
    });
  } finally {
    await store.close();
  }
};

/** Looked at each time, as the policies are: a file may change hands meanwhile. */
const rolesIn =
  (backend: Backend): ReadRoles =>
  async () => {
    const [{ fileRoles }, { systemPolicyPath }] = await Promise.all([
      import('../policy/fileRoles.ts'),
      import('../policy/policyLocation.ts'),
    ]);
    const systemPolicy = systemPolicyPath(process.platform);
    return fileRoles({ store: backend.path, systemPolicy, userId: process.getuid?.() });
  };

const corporateReader = async (store: Store, backend: Backend, defaultBackend: Backend): Promise<ReadCorporate> => {
  const [{ readCorporatePolicy }, { systemPolicyPath }] = await Promise.all([
    import('../policy/corporatePolicy.ts'),
    import('../policy/policyLocation.ts'),
  ]);
  const inUse = { where: backend.name, read: async () => store.corporatePolicies() };
  const places: CorporatePlaces = {
    systemFile: systemPolicyPath(process.platform),
    environment: process.env,
    workingFolder: process.cwd(),
    configFiles: sfConfigFiles(process.cwd()),
    stores: backend.path === defaultBackend.path ? [inUse] : [inUse, policiesOf(defaultBackend)],
    fetch,
  };
  return async () => readCorporatePolicy(places);
};

/** The default store counts too, so that another backend is no way around the policy that was set in it. */
const policiesOf = (backend: Backend): CorporatePlaces['stores'][number] => ({
  where: backend.name,
  read: async () => {
    if (!(await exists(backend.path))) return undefined;
    const { openStore } = await import('../store/openStore.ts');
    const store = await openStore(backend);
    try {
      return await store.corporatePolicies();
    } finally {
      await store.close();
    }
  },
});

/** A path that can't be looked at may well exist: opening it says what is wrong. */
const exists = async (path: string): Promise<boolean> => {
  const { lstat } = await import('node:fs/promises');
  try {
    await lstat(path);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
};
