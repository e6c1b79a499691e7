import type { SfCommand } from '@salesforce/sf-plugins-core';
import { isElementsError } from '../../errors.ts';
import { fileMessage, viewMessage } from '../../messages.ts';
import { printable } from '../../redact.ts';
import { backendSetting } from './backendSetting.ts';
import { actor } from './caller.ts';
import type { BackendView, OpenBackend } from './openBackend.ts';
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
  const [{ parseBackends, openStore, openStoreIfAny }, { backendInUse }, { openAccount }] = await Promise.all([
    import('../../store/openStore.ts'),
    import('./backendInUse.ts'),
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
  const asking = { name: actor(), userId: account.account.userId };
  const opened = await (flags.make ? openStore(backend, asking) : openStoreIfAny(backend, asking));
  try {
    await remember();
    const inUse = await backendInUse({ backend, byDefault, opened, account });
    if (inUse.weakFolder !== undefined) {
      const told = [backend.name, inUse.weakFolder.problem, inUse.weakFolder.step].map(printable);
      asker.warn(fileMessage('weakStore', told));
    }
    return await settlingOwed(
      inUse,
      () => use(inUse),
      (sentence) => asker.warn(sentence)
    );
  } finally {
    await opened.close();
  }
};

/** Like `withBackend`, for a command that only reads. */
export const withView = <T>(
  asker: Asker,
  flags: { readonly backend?: string | undefined },
  use: (backend: BackendView) => Promise<T>
): Promise<T> => withBackend(asker, flags, use);

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
