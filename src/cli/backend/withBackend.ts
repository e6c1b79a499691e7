import type { SfCommand } from '@salesforce/sf-plugins-core';
import { isElementsError } from '../../errors.ts';
import { fileMessage, viewMessage } from '../../messages.ts';
import type { ReadPolicies, ReadRoles } from '../../policy/createGuard.ts';
import type { Role } from '../../policy/policies.ts';
import { printable } from '../../redact.ts';
import { backendSetting } from './backendSetting.ts';
import type { OpenBackend } from './openBackend.ts';
import { settlingOwed } from './settlingOwed.ts';
import { trustBackend, type BackendScreen } from './trustBackend.ts';

/** The command that wants a backend. */
type Asker = BackendScreen & { readonly config: Pick<SfCommand<unknown>['config'], 'dataDir'> };

/**
 * Opens the backend that the flag or the configuration names, and closes it in every path. Only with `make` a store is
 * made where there is none: looking at what is not there leaves nothing behind.
 */
export const withBackend = async <T>(
  asker: Asker,
  flags: { readonly backend?: string | undefined; readonly 'no-prompt'?: boolean; readonly make?: boolean },
  use: (backend: OpenBackend) => Promise<T>
): Promise<T> => {
  const [{ parseBackends, openStore, openStoreIfAny, weakStoreFolder }, { createGuard }, { openAccount }] =
    await Promise.all([
      import('../../store/openStore.ts'),
      import('../../policy/createGuard.ts'),
      import('../../account/openAccount.ts'),
    ]);
  const account = openAccount();
  const setting = await backendSetting(flags.backend, process.cwd());
  const places = { dataDir: asker.config.dataDir, cwd: setting.base };
  const [backend] = namingFile(setting.file, () => parseBackends(setting.text, places));
  const [byDefault] = parseBackends(undefined, places);
  if (backend === undefined || byDefault === undefined) throw new Error('A setting without a store was accepted.');
  const remember = await trustBackend(backend, setting, {
    confirmed: account.confirmed,
    screen: asker,
    mayAsk: !flags['no-prompt'],
  });
  const opened = await (flags.make ? openStore(backend) : openStoreIfAny(backend));
  try {
    await remember();
    // Seen first now, at the latest: another owner is found from the next time on.
    await account.owners.changed(backend.path);
    const weak = await weakStoreFolder(backend);
    if (weak !== undefined) {
      const told = [backend.name, weak.problem, weak.step].map(printable);
      asker.warn(fileMessage('weakStore', told));
    }
    const [
      { readPolicies: readAll },
      { notesOfFound, notesOfSet, policyPlaces },
      { noteOrgs, notedStore, noteStrictOrgs, notingGuard },
      { refusalsKept },
      { ownLogins },
    ] = await Promise.all([
      import('../../policy/readPolicies.ts'),
      import('./policyPlaces.ts'),
      import('./notedStore.ts'),
      import('./refusalsKept.ts'),
      import('./ownLogins.ts'),
    ]);
    const { owners, known, owed, tokens, refused, forgotten } = account;
    const keeping = { kept: refused, url: backend.name };
    const found = notesOfFound(backend, known, owners);
    const store = refusalsKept(notedStore(opened, found, tokens), keeping);
    // Also for a command that asks the guard nothing: another store is no way round what is seen here.
    await opened.orgs({ all: true }).then(
      async (orgs) => noteStrictOrgs(orgs, found).catch(() => undefined),
      // What can't be read is told by who needs it.
      () => undefined
    );
    const corporatePlaces = policyPlaces({ store, backend, byDefault, account: account.account, owners, known });
    const readPolicies: ReadPolicies = async () => readAll(corporatePlaces);
    const readRoles: ReadRoles = async () => rolesIn(backend.path, corporatePlaces.systemFile);
    const inUse: OpenBackend = {
      store,
      url: backend.name,
      path: backend.path,
      account: account.account,
      owners,
      known,
      corporatePlaces,
      readPolicies,
      readRoles,
      guard: notingGuard(
        createGuard(readPolicies, readRoles, async () => owners.changed(backend.path), account.account.userId),
        opened,
        found
      ),
      logins: ownLogins(backend, account.logins, owners),
      owed,
      refused,
      forgotten,
      noteSet: async (org) => noteOrgs([org], notesOfSet(backend, known, owners)).catch(() => undefined),
    };
    return await settlingOwed(
      inUse,
      () => use(inUse),
      (sentence) => asker.warn(sentence)
    );
  } finally {
    await opened.close();
  }
};

/** An error of the setting says where that stands, which need not be the person's own file. */
const namingFile = <T>(file: string | undefined, parse: () => T): T => {
  try {
    return parse();
  } catch (error) {
    if (file !== undefined && error instanceof Error && isElementsError(error)) {
      error.actions = [viewMessage('backend.namedIn', [printable(file)]), ...(error.actions ?? [])];
    }
    throw error;
  }
};

/** Looked at each time, as the policies are: a file may change hands meanwhile. */
const rolesIn = async (store: string, corporatePolicy: string): Promise<Role[]> => {
  const { fileRoles } = await import('../../policy/fileRoles.ts');
  return fileRoles({ store, corporatePolicy, userId: process.getuid?.() });
};
