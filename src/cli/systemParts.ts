import type { Collaborators } from '../sync/contract.ts';
import type { OpenBackend } from './withBackend.ts';

/** The engine's collaborators for what is quick and says nothing while it works. */
export const systemParts = async (
  { store, guard }: OpenBackend,
  options: { readonly apiVersion?: string | undefined } = {}
): Promise<Collaborators> => {
  const [{ systemCollaborators }, { silentReporter }] = await Promise.all([
    import('../sync/collaborators.ts'),
    import('../sync/reporter.ts'),
  ]);
  const { apiVersion } = options;
  return systemCollaborators({ store, guard, reporter: silentReporter, ...(apiVersion ? { apiVersion } : {}) });
};
