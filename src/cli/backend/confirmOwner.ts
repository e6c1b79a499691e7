import { Messages } from '@salesforce/core/messages';
import { acceptOwner } from '../../connections/acceptOwner.ts';
import { EXIT } from '../../errors.ts';
import { shellWord } from '../../model/names/shellWord.ts';
import { backendOption, isUser, userLabel } from '../../policy/storeOwner.ts';
import { printable } from '../../redact.ts';
import { agrees, canAsk, type Asking } from '../output/asking.ts';
import type { Screen as Shown } from '../output/screen.ts';
import { actor, systemParts } from './caller.ts';
import type { OpenBackend } from './openBackend.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.policy.audit');

type Screen = Shown & Asking;

/**
 * Has a person look at the store's file and its new owner, and confirms them. Without somebody to ask, the user has to be
 * named: what belongs to somebody else than expected is not confirmed.
 */
export const confirmOwner = async (
  screen: Screen,
  backend: OpenBackend,
  said: { readonly owner: string | undefined; readonly noPrompt: boolean }
): Promise<void> => {
  const { url, owner, account } = backend;
  const { path } = owner;
  const confirm: Parameters<typeof acceptOwner>[0]['confirm'] = async ({ file, found, id }, change) => {
    const user = userLabel(found);
    if (said.owner !== undefined && !isUser(said.owner, found)) {
      throw messages.createError('otherOwner', [file, user, said.owner].map(printable));
    }
    if (said.noPrompt && said.owner !== undefined) return;
    if (said.noPrompt || !canAsk(screen)) {
      const line = [shellWord(user.replace(/ \(\d+\)$/, '')), backendOption(url)];
      throw messages.createError('ownerNeeded', [file, user].map(printable), line.map(printable), EXIT.usage);
    }
    const former = userLabel(change === undefined ? found : change.recorded);
    const message = messages.getMessage('confirmOwner', [path, former, file, id, user].map(printable));
    const isSure = await agrees(screen, message);
    if (!isSure) throw messages.createError('ownerNotConfirmed');
  };
  const request = { userId: account.userId, actor: actor(), confirm };
  const accepted = await acceptOwner(request, owner, await systemParts(backend));
  if (accepted.kind === 'swapped') throw messages.createError('swapped', [printable(accepted.path)]);
  if (accepted.kind === 'unchanged') {
    screen.log(messages.getMessage('sameOwner', [printable(path)]));
    return;
  }
  const { found, untold } = accepted;
  screen.logSuccess(messages.getMessage('ownerAccepted', [userLabel(found), accepted.path].map(printable)));
  if (untold !== undefined) screen.warn(messages.getMessage('ownerNotTold', [printable(accepted.path), untold]));
};
