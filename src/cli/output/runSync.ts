import type { SfError } from '@salesforce/core/sfError';
import type { SyncRequest } from '../../engine/contract.ts';
import { orgLabel } from '../../model/names/orgLabel.ts';
import type { SyncOutcome } from '../../engine/outcome.ts';
import { viewMessage } from '../../messages.ts';
import { printable } from '../../redact.ts';
import type { RunRecord, ComponentCounts, OrgRecord } from '../../store/records.ts';
import { keepHeapSmall } from '../../sync/run/smallHeap.ts';
import type { Repetition } from '../../sync/run/syncRepeatedly.ts';
import type { SyncCollaborators } from '../../sync/syncCollaborators.ts';
import { formatDuration, shorten } from '../../view/format.ts';
import { newsOf, type SyncNews } from '../../view/syncNews.ts';
import { syncResult, type SyncResult, NO_COMPONENTS } from '../../view/syncResult.ts';
import { countsText, syncSummary, typeTable } from '../../view/syncSummary.ts';
import type { OpenBackend } from '../backend/openBackend.ts';
import { endSessionsOnExit } from '../login/endSessionsOnExit.ts';
import { LONGEST_WARNING, showTable, type Screen } from './screen.ts';

/** Long enough for the largest orgs on a slow day; a call that hangs is given up much earlier. */
export const TIMEOUT_MINUTES = 240;

/** Syncs an org and shows the progress. */
export const runSync = async (
  backend: OpenBackend,
  request: SyncRequest,
  options: {
    readonly jsonEnabled: boolean;
    readonly apiVersion?: string | undefined;
    /** How long the sync may take, tries and waits together. */
    readonly timeoutMinutes?: number | undefined;
    readonly warn: (sentence: string) => unknown;
    /** How to log in, where it is not by what the sf CLI stores. */
    readonly connect?: SyncCollaborators['connect'] | undefined;
    /** Ends the program after Ctrl-C; the run is interrupted then, and the last complete model stands. */
    readonly interrupted: () => void;
  }
): Promise<SyncOutcome> => {
  keepHeapSmall();
  const [{ syncProgress }, { syncRepeatedly }, { syncCollaborators }, { removalFor }, { contextOf }] =
    await Promise.all([
      import('../../view/syncProgress.ts'),
      import('../../sync/run/syncRepeatedly.ts'),
      import('../../sync/syncCollaborators.ts'),
      import('../../connections/removalFor.ts'),
      import('../../engine/authorize.ts'),
    ]);
  const { store, guard } = backend;
  const { jsonEnabled, apiVersion } = options;
  const progress = await syncProgress({ orgName: orgLabel(request.org), jsonEnabled });
  const { reporter } = progress;
  const collaborators: SyncCollaborators = {
    ...syncCollaborators({ store, guard, reporter, apiVersion }),
    owed: backend.owed,
    told: ({ username }) => options.warn(viewMessage('sync.loginRemoved', [printable(username)])),
  };
  const removal = removalFor(
    { orgKey: request.org.key, startedAt: collaborators.clock.now().toISOString(), actor: request.actor },
    contextOf(request),
    collaborators
  );
  const logins = endSessionsOnExit({
    told: () => progress.error(),
    interrupted: options.interrupted,
    warn: options.warn,
    jsonEnabled,
  });
  const logIn = options.connect ? logins.watch(options.connect) : logins.watch(collaborators.connect, removal);
  // Each try begins with the record as it is by then, in which somebody may have put another login meanwhile.
  const named = async (username: string): Promise<OrgRecord> => ({
    ...((await store.org(request.org.key)) ?? request.org),
    username,
  });
  const connect: typeof collaborators.connect = async (username, signal) => {
    // A person who names a login has chosen it.
    if (options.connect === undefined && request.username === undefined)
      await backend.logins.check(await named(username));
    // Not before: a sync that is refused, or that another one is ahead of, has nothing to show. After a login in the
    // browser: its words would be drawn over.
    if (options.connect === undefined) progress.start();
    const session = await logIn(username, signal);
    progress.start();
    return session;
  };
  try {
    const repetition = {
      minutes: options.timeoutMinutes ?? TIMEOUT_MINUTES,
      random: Math.random,
      onRepeat: ({ attempt, delayMs, error }) => {
        progress.again();
        options.warn(viewMessage('again', [error.message, formatDuration(delayMs), String(attempt)]));
      },
    } satisfies Repetition;
    const outcome = await syncRepeatedly(request, repetition, { ...collaborators, connect });
    if (outcome.kind === 'published') progress.stop();
    else progress.error();
    return outcome;
  } catch (error) {
    progress.error();
    throw error;
  } finally {
    await logins.done();
  }
};

/** A sync that published: all of it, and what of it is new since the one before. */
export type FinishedSync = { readonly result: SyncResult; readonly news: SyncNews };

export const finishedSync = (
  { run, previous }: { readonly run: RunRecord; readonly previous?: RunRecord },
  { url }: Pick<OpenBackend, 'url'>
): FinishedSync => ({ result: syncResult(run, url), news: newsOf(run, previous) });

/** The error of a sync that published nothing. What the run knows of itself, if one began, is in its `data`. */
export const outcomeError = (
  { run, error }: Exclude<SyncOutcome, { kind: 'published' }>,
  { url }: Pick<OpenBackend, 'url'>
): SfError => {
  if (run) error.setData(syncResult(run, url));
  return error;
};

/** A terminal is no place for a thousand warnings; `--json` has them all. */
const SHOWN_WARNINGS = 10;

/** The summary of a finished sync, what is new of its warnings and problems, and what to do next. */
export const showSync = (screen: Screen, org: OrgRecord, { result, news }: FinishedSync): void => {
  const name = printable(orgLabel(org));
  showWarnings(screen, news.warnings);
  screen.log();
  const types = typeTable(news);
  if (result.state !== 'partial')
    screen.logSuccess(succeededText(name, news.losses ? result.components : NO_COMPONENTS));
  else screen.warn(viewMessage(types === undefined ? 'synced.partialWarned' : 'synced.partial', [name]));
  screen.log();
  for (const line of syncSummary({ ...result, types: [...news.types] })) screen.log(line);
  if (types !== undefined) showTable(screen, types);
  screen.log(viewMessage('synced.next', [name]));
};

/** What the org can't give makes no sync partial; that it is not in the model is said all the same. */
const succeededText = (name: string, { notFetched, unavailable }: ComponentCounts): string =>
  notFetched + unavailable === 0
    ? viewMessage('synced.succeeded', [name])
    : viewMessage('synced.except', [name, countsText({ ...NO_COMPONENTS, notFetched, unavailable })]);

const showWarnings = (screen: Screen, warnings: readonly string[]): void => {
  const shown = screen.jsonEnabled() ? warnings : warnings.slice(0, SHOWN_WARNINGS);
  for (const warning of shown)
    screen.warn(screen.jsonEnabled() ? warning : shorten(printable(warning), LONGEST_WARNING));
  if (shown.length < warnings.length)
    screen.warn(viewMessage('warnings.more', [String(warnings.length - shown.length)]));
};
