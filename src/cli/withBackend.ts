import type { CorporatePlaces } from '../policy/corporatePolicy.ts';
import type { ReadCorporate, ReadRoles } from '../policy/createGuard.ts';
import type { Guard } from '../policy/guard.ts';
import type { Role } from '../policy/role.ts';
import type { Backend } from '../store/backend.ts';
import type { Store } from '../store/store.ts';
import { backendSetting } from './backendSetting.ts';
import { sfConfigFiles } from './sfConfigFiles.ts';

/** What a command works with: the store in use, and the policies in force. */
export type OpenBackend = {
  readonly store: Store;
  /** The store's URL as it may be shown. */
  readonly url: string;
  /** Of the file that the store is. */
  readonly path: string;
  /** Named by a project's own configuration: whoever wrote that may have written the store as well. */
  readonly isProjects?: boolean;
  readonly corporatePlaces: CorporatePlaces;
  readonly readCorporate: ReadCorporate;
  readonly readRoles: ReadRoles;
  readonly guard: Guard;
};

/**
 * Opens the backend that the flag or the configuration names, and closes it in every path. Only with `make` a store is
 * made where there is none: looking at what is not there leaves nothing behind.
 */
export const withBackend = async <T>(
  options: { readonly flag: string | undefined; readonly dataDir: string; readonly make?: boolean },
  use: (backend: OpenBackend) => Promise<T>
): Promise<T> => {
  const [{ parseBackends }, { openStore, openStoreIfAny }, { createGuard }] = await Promise.all([
    import('../store/backend.ts'),
    import('../store/openStore.ts'),
    import('../policy/createGuard.ts'),
  ]);
  const setting = await backendSetting(options.flag, process.cwd());
  const places = { dataDir: options.dataDir, cwd: setting.base };
  const [backend] = parseBackends(setting.text, places);
  const [defaultBackend] = parseBackends(undefined, places);
  if (backend === undefined || defaultBackend === undefined) throw new Error('A setting without a store was accepted.');
  const store = await (options.make ? openStore(backend) : openStoreIfAny(backend));
  try {
    const [{ readCorporatePolicy }, corporatePlaces] = await Promise.all([
      import('../policy/corporatePolicy.ts'),
      placesOf(store, backend, defaultBackend),
    ]);
    const readCorporate: ReadCorporate = async () => readCorporatePolicy(corporatePlaces);
    const readRoles: ReadRoles = async () => rolesIn(backend, corporatePlaces.systemFile);
    return await use({
      store,
      url: backend.name,
      path: backend.path,
      isProjects: setting.isProjects ?? false,
      corporatePlaces,
      readCorporate,
      readRoles,
      guard: createGuard(readCorporate, readRoles),
    });
  } finally {
    await store.close();
  }
};

/** Looked at each time, as the policies are: a file may change hands meanwhile. */
const rolesIn = async (backend: Backend, corporatePolicy: string): Promise<Role[]> => {
  const { fileRoles } = await import('../policy/fileRoles.ts');
  return fileRoles({ store: backend.path, corporatePolicy, userId: process.getuid?.() });
};

/** The default store counts too, so that another backend is no way around the policy that was set in it. */
const placesOf = async (store: Store, backend: Backend, defaultBackend: Backend): Promise<CorporatePlaces> => {
  const [{ systemPolicyPath }, { policyFetch }, { readPolicies }] = await Promise.all([
    import('../policy/policyLocation.ts'),
    import('./policyFetch.ts'),
    import('../store/openStore.ts'),
  ]);
  const inUse = { where: backend.name, read: async () => store.corporatePolicies() };
  const byDefault = { where: defaultBackend.name, read: async () => readPolicies(defaultBackend) };
  return {
    systemFile: systemPolicyPath(process.platform),
    environment: process.env,
    workingFolder: process.cwd(),
    configFiles: sfConfigFiles(process.cwd()),
    stores: backend.path === defaultBackend.path ? [inUse] : [inUse, byDefault],
    fetch: policyFetch,
  };
};
