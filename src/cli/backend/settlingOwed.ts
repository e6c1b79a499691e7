import type { OpenBackend } from './openBackend.ts';

/**
 * Does what is owed of logins that a sync was to remove, before a command and after it: a sync that has just ended has
 * done its own, or could not. Nothing of that ends the command in an error: what fails stays owed, and `policy audit`
 * shows it.
 */
export const settlingOwed = async <T>(
  backend: OpenBackend,
  use: () => Promise<T>,
  warn: (sentence: string) => unknown = () => undefined
): Promise<T> => {
  await settle(backend, warn).catch(() => undefined);
  try {
    return await use();
  } finally {
    await settle(backend, warn).catch(() => undefined);
  }
};

/** Nothing more is loaded where nothing is owed. */
const settle = async (backend: OpenBackend, warn: (sentence: string) => unknown): Promise<void> => {
  const { owed, store, url: storeUrl } = backend;
  if ((await owed.list()).owed.length === 0) return;
  const [{ settleOwed }, { isManual, isReadManual }, { origin, systemParts }] = await Promise.all([
    import('../../connections/settleOwed.ts'),
    import('../../connections/setPolicy.ts'),
    import('./caller.ts'),
  ]);
  const standing: Parameters<typeof settleOwed>[0]['standing'] = async (org) => {
    const readings = await backend.readPolicies();
    if (isReadManual(org, readings)) return 'forbidden';
    return isManual(org, readings) ? 'unproven' : 'lifted';
  };
  const { clock, process } = await systemParts(backend);
  const settling = { owed, storeUrl, standing, from: origin('sf elements'), tell: warn };
  await settleOwed(settling, { store, clock, process });
};
