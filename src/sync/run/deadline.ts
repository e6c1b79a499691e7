import type { SfError } from '@salesforce/core/sfError';
import type { Clock, Collaborators } from '../../engine/contract.ts';
import type { SyncStage } from '../../engine/reporter.ts';
import { elementsError } from '../../errors.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import type { HttpAnswer } from '../../salesforce/transport/httpTransport.ts';

/** An end that a sync must not outlive. */
export type Deadline = {
  /** Fires when time is up; its reason is the `DeadlineError`. */
  readonly signal: AbortSignal;
  /** Collaborators of which every wait for the org ends with the deadline, and that start no stage after it. */
  bound<C extends Collaborators>(collaborators: C): C;
  /** Takes the deadline back: the sync has ended. */
  stop(): void;
};

/** A deadline `ms` milliseconds from now. `orgName` and `minutes` are for the error's words. */
export const startDeadline = (
  clock: Clock,
  timeout: { readonly orgName: string; readonly ms: number; readonly minutes: number }
): Deadline => {
  const over = new AbortController();
  const done = new AbortController();
  let stage: SyncStage = 'Check';
  const error = (): SfError => elementsError('deadline', [timeout.orgName, String(timeout.minutes), stage]);
  clock.sleep(timeout.ms, done.signal).then(
    () => {
      if (!done.signal.aborted) over.abort(error());
    },
    // The wait was taken back.
    () => undefined
  );
  const { signal } = over;
  return {
    signal,
    stop: () => done.abort(),
    bound: (collaborators) => ({
      ...collaborators,
      reporter: {
        ...collaborators.reporter,
        stage: (reached) => {
          signal.throwIfAborted();
          stage = reached;
          collaborators.reporter.stage(reached);
        },
      },
      connect: async (username) =>
        boundSession(await within(signal, () => collaborators.connect(username, signal)), signal),
    }),
  };
};

const boundSession = (session: OrgSession, signal: AbortSignal): OrgSession => ({
  ...session,
  get: (path, operation) => within(signal, () => session.get(path, operation)),
  postSoap: async (envelope, operation) => {
    const answer = await within(signal, () => session.postSoap(envelope, operation));
    return { ...answer, body: boundBody(answer.body, signal) };
  },
  renew: () => within(signal, () => session.renew()),
  withConnection: (operation, use) => within(signal, () => session.withConnection(operation, use)),
  sleep: (ms) => within(signal, () => session.sleep(ms)),
});

const boundBody = async function* (body: HttpAnswer['body'], signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await within(signal, () => chunks.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // What is not read to its end is broken off; nobody waits for that.
    chunks.return?.().catch(() => undefined);
  }
};

/** What `work` gives, or the signal's reason as soon as it fires; then what `work` comes to is nobody's business any more. */
const within = async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
  signal.throwIfAborted();
  let end = (): void => undefined;
  const over = new Promise<never>((_resolve, reject) => {
    end = () => reject(signal.reason as Error);
    signal.addEventListener('abort', end, { once: true });
  });
  const working = work();
  working.catch(() => undefined);
  try {
    return await Promise.race([working, over]);
  } catch (error) {
    // A call that the signal broke off says so in its own words; the reason is what happened.
    throw signal.aborted ? (signal.reason as Error) : error;
  } finally {
    signal.removeEventListener('abort', end);
  }
};
