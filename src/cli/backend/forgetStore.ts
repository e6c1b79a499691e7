import { Messages } from '@salesforce/core/messages';
import { lstat } from 'node:fs/promises';
import type { SfCommand } from '@salesforce/sf-plugins-core';
import { checkAudit } from '../../connections/readBack.ts';
import { authorize } from '../../engine/authorize.ts';
import { elementsError, EXIT } from '../../errors.ts';
import { shellWord } from '../../model/names/shellWord.ts';
import { mayForget, userLabel } from '../../policy/storeOwner.ts';
import { printable, redact } from '../../redact.ts';
import { parseBackends, readStoredPolicies, type Backend } from '../../store/openStore.ts';
import { agrees, canAsk, type Asking } from '../output/asking.ts';
import type { Screen as Shown } from '../output/screen.ts';
import { actor, origin, systemParts } from './caller.ts';
import type { OpenBackend } from './openBackend.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.policy.audit');

type Screen = Shown & Asking & Pick<SfCommand<unknown>, 'config'>;

/**
 * Forgets what this account knows of the orgs of a store that is gone: a policy that only that store said would stay in
 * force for ever. Refused as long as there is something in the store's place, whether it can be read or not: what it says
 * is to be changed there. Written down in the store in use first, for it lifts a policy.
 */
export const forgetStore = async (
  screen: Screen,
  backend: OpenBackend,
  { store: text, noPrompt }: { readonly store: string; readonly noPrompt: boolean }
): Promise<void> => {
  const [gone] = parseBackends(text, { dataDir: screen.config.dataDir, cwd: process.cwd() });
  if (gone === undefined) throw new Error('A store without a place was accepted.');
  const name = printable(gone.name);
  const parts = await systemParts(backend);
  await authorize({ action: 'forget a store', org: { name: gone.name, policies: {} }, actor: actor() }, parts);
  const recorded = await backend.owners.recorded(gone.path);
  const problem = await whyNotGone(gone, recorded, backend.account.userId);
  if (problem !== undefined) throw messages.createError('storeNotGone', [name, problem]);
  const { known } = backend;
  const noted = await known.namesOf(gone.name);
  if (noted.length === 0) {
    screen.log(messages.getMessage('storeUnknown', [name]));
    return;
  }
  if (!mayForget(recorded, backend.account.userId, await backend.readRoles(undefined))) {
    const said = [name, userLabel(recorded), backend.account.folder].map(printable);
    throw messages.createError('notYourStore', said, said, EXIT.refused);
  }
  const orgs = printable(noted.map(({ orgId }) => orgId).join(', '));
  if (!noPrompt) {
    if (!canAsk(screen)) {
      throw messages.createError('forgetNotAsked', [name, orgs], [shellWord(gone.name)].map(printable), EXIT.usage);
    }
    const message = messages.getMessage('confirmForget', [name, orgs]);
    const isSure = await agrees(screen, message);
    if (!isSure) throw messages.createError('notForgotten');
  }
  const record = {
    at: parts.clock.now().toISOString(),
    actor: actor(),
    from: origin('policy audit'),
    action: 'store forgotten',
    detail: { store: gone.name, orgs: noted.map(({ orgId, policies }) => ({ orgId, policies: { ...policies } })) },
  };
  try {
    await parts.store.audit(record);
    await checkAudit(record, parts.store);
    const { at, from, detail } = record;
    await backend.forgotten.note({ at, from, actor: record.actor, ...detail });
  } catch (error) {
    const reason = redact(printable(error instanceof Error ? error.message : String(error)));
    throw elementsError('backendUnavailable', [backend.url, messages.getMessage('forgetNotWritten', [reason])]);
  }
  for (const one of noted) await known.forget(one.name);
  screen.logSuccess(messages.getMessage('storeForgotten', [name, orgs]));
};

/**
 * Undefined where nothing is at the path, or something that can't be the store: it is none, and belongs to somebody else
 * than the store did, who may have put it there so that nothing can be forgotten. A link of the owner counts as something,
 * and so does what can't be looked at.
 */
const whyNotGone = async (
  store: Backend,
  recorded: number | undefined,
  userId: number | undefined
): Promise<string | undefined> => {
  try {
    const found = await lstat(store.path);
    const isStrangers = recorded !== undefined && ![recorded, userId, 0].includes(found.uid);
    if (isStrangers && !(found.isFile() && (await isStore(store)))) return undefined;
    return messages.getMessage('storeIsThere');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : messages.getMessage('storeNotLooked', [code]);
  }
};

const isStore = (store: Backend): Promise<boolean> =>
  readStoredPolicies(store).then(
    (policies) => policies !== undefined,
    () => false
  );
