import { userInfo, hostname } from 'node:os';
import type { Collaborators } from '../../engine/contract.ts';
import type { OpenBackend } from './openBackend.ts';

/** Who started the command: the operating system's user, as run and audit records name the person. */
export const actor = (): string => {
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry, as in many containers.
    return process.env['USER'] ?? process.env['USERNAME'] ?? `uid ${process.getuid?.() ?? 'unknown'}`;
  }
};

/** Where an audit record comes from: the command and the machine. */
export const origin = (command: string): string => `${command} on ${hostname()}`;

/** What started a sync. Build servers set `CI`, by a convention that nearly all of them keep. */
export const trigger = (environment: { readonly [name: string]: string | undefined }): 'manual' | 'pipeline' => {
  const ci = environment['CI']?.toLowerCase() ?? '';
  return ['', '0', 'false'].includes(ci) ? 'manual' : 'pipeline';
};

/** The engine's collaborators for what is quick and says nothing while it works. */
export const systemParts = async (
  { store, guard }: OpenBackend,
  options: { readonly apiVersion?: string | undefined } = {}
): Promise<Collaborators> => {
  const [{ systemCollaborators }, { silentReporter }] = await Promise.all([
    import('../../engine/systemCollaborators.ts'),
    import('../../engine/reporter.ts'),
  ]);
  const { apiVersion } = options;
  return systemCollaborators({ store, guard, reporter: silentReporter, apiVersion });
};
