import { SfError } from '@salesforce/core/sfError';
import type { RunRecord } from '../store/records.ts';
import type { SyncRequest } from '../sync/contract.ts';
import type { Repetition } from '../sync/syncRepeatedly.ts';
import { formatDuration } from '../view/format.ts';
import { viewMessage } from '../view/viewMessage.ts';
import { syncResult, type SyncResult } from '../view/syncResult.ts';
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
    /** Ends the program after Ctrl-C; the run is interrupted then, and the last complete model stands. */
    readonly interrupted: () => void;
  }
): Promise<FinishedSync> => {
  const [{ syncProgress }, { syncRepeatedly }, { systemCollaborators }] = await Promise.all([
    import('../view/syncProgress.ts'),
    import('../sync/syncRepeatedly.ts'),
    import('../sync/collaborators.ts'),
  ]);
  const { store, guard } = backend;
  const { jsonEnabled, apiVersion } = options;
  const progress = await syncProgress({ orgName: request.org.alias ?? request.org.username, jsonEnabled });
  const { reporter } = progress;
  const collaborators = systemCollaborators({ store, guard, reporter, ...(apiVersion ? { apiVersion } : {}) });
  const connect: typeof collaborators.connect = async (username, signal) => {
    // Not before: a sync that is refused, or that another one is ahead of, has nothing to show.
    progress.start();
    return collaborators.connect(username, signal);
  };
  const interrupt = (): void => {
    progress.error();
    options.interrupted();
  };
  // Before the sf CLI's own listener, which throws: that would end in a stack trace.
  process.prependOnceListener('SIGINT', interrupt);
  process.prependOnceListener('SIGTERM', interrupt);
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
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
};

const isRun = (data: unknown): data is RunRecord =>
  typeof data === 'object' && data !== null && 'runId' in data && 'orgKey' in data;
