import { SfError } from '@salesforce/core/sfError';
import type { RunRecord } from '../store/records.ts';
import type { Collaborators, SyncRequest } from '../sync/contract.ts';
import type { Repetition } from '../sync/syncRepeatedly.ts';
import { formatDuration } from '../view/format.ts';
import { viewMessage } from '../view/viewMessage.ts';
import { syncResult, type SyncResult } from '../view/syncResult.ts';
import { endLogins } from './endLogins.ts';
import type { OpenBackend } from './withBackend.ts';

/** Long enough for the largest orgs on a slow day; a call that hangs is given up much earlier. */
export const TIMEOUT_MINUTES = 240;

export type FinishedSync = { readonly result: SyncResult; readonly warnings: readonly string[] };

/** Syncs an org and shows the progress. What a failed sync knows of itself is in the error's `data`, as a `SyncResult`. */
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
    readonly connect?: Collaborators['connect'] | undefined;
    /** Ends the program after Ctrl-C; the run is interrupted then, and the last complete model stands. */
    readonly interrupted: () => void;
  }
): Promise<FinishedSync> => {
  const [{ syncProgress }, { syncRepeatedly }, { systemCollaborators }, { removalFor }, { contextOf }] =
    await Promise.all([
      import('../view/syncProgress.ts'),
      import('../sync/syncRepeatedly.ts'),
      import('../sync/collaborators.ts'),
      import('../sync/removalFor.ts'),
      import('../sync/refuse.ts'),
    ]);
  const { store, guard } = backend;
  const { jsonEnabled, apiVersion } = options;
  const progress = await syncProgress({ orgName: request.org.alias ?? request.org.username, jsonEnabled });
  const { reporter } = progress;
  const collaborators = systemCollaborators({ store, guard, reporter, ...(apiVersion ? { apiVersion } : {}) });
  const removal = removalFor(
    { orgKey: request.org.key, startedAt: collaborators.clock.now().toISOString() },
    contextOf(request),
    { guard, store }
  );
  const logins = endLogins({ told: () => progress.error(), interrupted: options.interrupted });
  const logIn = options.connect ? logins.watch(options.connect) : logins.watch(collaborators.connect, removal);
  const connect: typeof collaborators.connect = async (username, signal) => {
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
    const run = await syncRepeatedly(request, repetition, { ...collaborators, connect });
    progress.stop();
    return { result: syncResult(run, backend.url), warnings: run.warnings };
  } catch (error) {
    progress.error();
    if (error instanceof SfError && isRun(error.data)) error.setData(syncResult(error.data, backend.url));
    throw error;
  } finally {
    await logins.done();
  }
};

const isRun = (data: unknown): data is RunRecord =>
  typeof data === 'object' && data !== null && 'runId' in data && 'orgKey' in data;
