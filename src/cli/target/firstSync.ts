import { Messages } from '@salesforce/core/messages';
import { SfError } from '@salesforce/core/sfError';
import type { SfCommand } from '@salesforce/sf-plugins-core';
import { EXIT } from '../../errors.ts';
import { orgLabel } from '../../model/names/orgLabel.ts';
import { omitUndefined } from '../../model/omitUndefined.ts';
import { shellWord } from '../../model/names/shellWord.ts';
import { printable } from '../../redact.ts';
import { syncResult, type SyncResult } from '../../view/syncResult.ts';
import { actor, systemParts } from '../backend/caller.ts';
import type { OpenBackend } from '../backend/openBackend.ts';
import { finishedSync, runSync, showSync } from '../output/runSync.ts';
import type { Connected } from './connectTarget.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('sf-plugin-elements', 'elements.org.connect');

type FirstSync = {
  /** What the command knows by then; it goes with the error of a sync that fails. */
  readonly connected: object;
  readonly apiVersion: string | undefined;
  /** Ends the program after Ctrl-C. */
  readonly interrupted: () => void;
};

/**
 * The sync that follows a connection. Undefined when a policy wants a person to start each sync: the org is connected all
 * the same. Throws the error of a sync that failed, with what is known as its `data`.
 */
export const firstSync = async (
  screen: SfCommand<unknown>,
  backend: OpenBackend,
  { org, context, session, marked = org.marked }: Connected,
  { connected, apiVersion, interrupted }: FirstSync
): Promise<SyncResult | undefined> => {
  const { guarded, refusalOf } = await import('../../engine/authorize.ts');
  const known = { ...org, ...omitUndefined({ marked }) };
  const question = { action: 'sync', org: guarded(known), actor: actor(), context } as const;
  const refusal = await refusalOf(question, await systemParts(backend));
  if (refusal) {
    screen.warn(messages.getMessage('notSynced', [refusal.error.message, shellWord(printable(orgLabel(org)))]));
    const { lackingUser } = await import('../../connections/preflight/preflight.ts');
    const lacking = marked === undefined ? undefined : lackingUser(marked, org.mode);
    for (const step of lacking?.actions ?? []) screen.warn(printable(step));
    return undefined;
  }
  const notSynced = (error: unknown, known: object): never => {
    screen.warn(messages.getMessage('connectedNotSynced', [printable(orgLabel(org))]));
    if (error instanceof SfError) error.setData(known);
    throw error;
  };
  // The login that the person has just named.
  const request = { org, username: org.username, ...context, actor: actor() };
  const outcome = await runSync(backend, request, {
    jsonEnabled: screen.jsonEnabled(),
    apiVersion,
    connect: session && (() => Promise.resolve(session)),
    warn: (sentence) => screen.warn(sentence),
    interrupted,
  }).catch((error: unknown) => notSynced(error, connected));
  if (outcome.kind !== 'published') {
    const sync = outcome.run && syncResult(outcome.run, backend.url);
    return notSynced(outcome.error, { ...connected, ...omitUndefined({ sync }) });
  }
  const finished = finishedSync(outcome, backend);
  showSync(screen, org, finished);
  if (finished.result.state === 'partial') process.exitCode = EXIT.partial;
  return finished.result;
};
