import { statSync } from 'node:fs';
import type { SfCommand } from '@salesforce/sf-plugins-core';
import type { ConfirmedBackends, Doubt } from '../../account/confirmedBackends.ts';
import { elementsError } from '../../errors.ts';
import { callerId } from '../../files/callerId.ts';
import { viewMessage } from '../../messages.ts';
import { shellWord } from '../../model/names/shellWord.ts';
import { userLabel } from '../../policy/storeOwner.ts';
import { printable } from '../../redact.ts';
import type { Backend } from '../../store/openStore.ts';
import { agrees, canAsk, type Asking } from '../output/asking.ts';
import type { BackendSetting } from './backendSetting.ts';

/** A command that can ask a person, unless told not to. */
export type BackendScreen = Asking & Pick<SfCommand<unknown>, 'warn'>;

/**
 * Makes sure that a person wants this backend. Who names it with a flag, in the environment or in the global
 * configuration says so by that. A project's configuration may have come with the project from somebody else, and the
 * default file may have been put there by another user: then a person is asked once, or it is not used. Returns what
 * remembers the answer, to be called when the backend is open.
 */
export const trustBackend = async (
  backend: Backend,
  { namedBy, file }: Pick<BackendSetting, 'namedBy' | 'file'>,
  {
    confirmed,
    screen,
    mayAsk,
  }: {
    readonly confirmed: ConfirmedBackends;
    readonly screen: BackendScreen;
    readonly mayAsk: boolean;
  }
): Promise<() => Promise<void>> => {
  // Where nothing can be remembered, a person is asked again.
  const remember = (): Promise<void> => confirmed.confirm(backend).catch(() => undefined);
  if (namedBy === 'flag' || namedBy === 'environment' || namedBy === 'global') return remember;
  const doubt = await confirmed.doubt(backend, { isProjects: namedBy === 'project' });
  if (doubt === undefined) return () => Promise.resolve();
  const reason = reasonOf(doubt, file);
  if (mayAsk && canAsk(screen)) {
    const message = viewMessage('backend.confirm', [printable(backend.name), reason]);
    if (await agrees(screen, message)) return remember;
  }
  throw elementsError('backendNotTrusted', [shellWord(backend.name), reason]);
};

const reasonOf = (doubt: Doubt, file: string | undefined): string =>
  doubt.kind === 'named by a project'
    ? viewMessage('backend.projects', [printable(file ?? '.sf/config.json'), ownerOf(file)])
    : viewMessage('backend.foreign', [userLabel(doubt.owner)]);

/** Whose file says it, where that is not the caller: somebody may have put a project into a folder above, such as /tmp. */
const ownerOf = (file: string | undefined): string => {
  const owner = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false })?.uid;
  const isForeign = owner !== undefined && callerId() !== undefined && owner !== callerId();
  return isForeign ? viewMessage('backend.configOf', [userLabel(owner)]) : '';
};
