import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CorporatePlaces } from '../../policy/corporatePolicy.ts';
import type { ReadCorporate, ReadRoles } from '../../policy/createGuard.ts';
import type { Fetch } from '../../policy/fetchPolicy.ts';
import type { Guard } from '../../policy/guard.ts';
import type { Role } from '../../policy/policies.ts';
import type { Backend } from '../../store/openStore.ts';
import type { Store } from '../../store/store.ts';
import { backendSetting } from './backendSetting.ts';

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
  const [{ parseBackends, openStore, openStoreIfAny }, { createGuard }] = await Promise.all([
    import('../../store/openStore.ts'),
    import('../../policy/createGuard.ts'),
  ]);
  const setting = await backendSetting(options.flag, process.cwd());
  const places = { dataDir: options.dataDir, cwd: setting.base };
  const [backend] = parseBackends(setting.text, places);
  const [defaultBackend] = parseBackends(undefined, places);
  if (backend === undefined || defaultBackend === undefined) throw new Error('A setting without a store was accepted.');
  const store = await (options.make ? openStore(backend) : openStoreIfAny(backend));
  try {
    const [{ readCorporatePolicy }, corporatePlaces] = await Promise.all([
      import('../../policy/corporatePolicy.ts'),
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
  const { fileRoles } = await import('../../policy/fileRoles.ts');
  return fileRoles({ store: backend.path, corporatePolicy, userId: process.getuid?.() });
};

/** The default store counts too, so that another backend is no way around the policy that was set in it. */
const placesOf = async (store: Store, backend: Backend, defaultBackend: Backend): Promise<CorporatePlaces> => {
  const [{ systemPolicyPath }, { readPolicies }] = await Promise.all([
    import('../../policy/policyLocation.ts'),
    import('../../store/openStore.ts'),
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

/**
 * Fetches a policy as orgs are reached: through the proxy of `HTTPS_PROXY` and `NO_PROXY`. Certificates are
 * checked whatever the environment says. Who puts a proxy of their own in between can change what this one source says,
 * and no other: the sources add up.
 */
export const policyFetch: Fetch = async (url, init) => {
  const [{ EnvHttpProxyAgent, fetch }, { proxiesOf }] = await Promise.all([
    import('undici'),
    import('../../salesforce/transport/proxies.ts'),
  ]);
  const checked = { rejectUnauthorized: true };
  const dispatcher = new EnvHttpProxyAgent({ ...proxiesOf(process.env), connect: checked, requestTls: checked });
  // The types of Node's own fetch and of the library's name the same request differently.
  return fetch(url, { ...(init as Parameters<typeof fetch>[1]), dispatcher });
};

/** A config file of the sf CLI, and the folder at which relative paths in it start. */
export type SfConfigFile = { readonly path: string; readonly base: string };

/** The local one of the project around `folder`, if any, and the global one. */
const sfConfigFiles = (folder: string): SfConfigFile[] => {
  const project = projectFolder(folder);
  const bases = [...(project === undefined ? [] : [project]), homedir()];
  return [...new Set(bases)].map((base) => ({ path: join(base, '.sf', 'config.json'), base }));
};

const projectFolder = (folder: string): string | undefined => {
  if (existsSync(join(folder, 'sfdx-project.json'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : projectFolder(parent);
};
