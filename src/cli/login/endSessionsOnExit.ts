import { ux } from '@oclif/core/ux';
import type { Collaborators } from '../../engine/contract.ts';
import { harmless } from '../../redact.ts';
import { unrevokedText } from '../../salesforce/login/endTokens.ts';
import type { OrgSession, StoredRemoval } from '../../salesforce/session/orgSession.ts';

type Connect = Collaborators['connect'];

/** The logins of a command, none of which must outlive the program. */
export type EndedLogins = {
  /**
   * Logs in the same way, and is watched: told to end, the program gives up what is under way, a login in its middle
   * too, and waits until its token is revoked. With `stored`, a login that the sf CLI keeps: it is not waited for.
   */
  watch(connect: Connect, stored?: StoredRemoval): Connect;
  /**
   * To be called at the command's end, whatever that is: ends the last session, and waits for what nobody waits for. Then
   * it is told what could not be revoked: a warning in the middle would be drawn over by the progress.
   */
  done(): Promise<void>;
  /** Tells what could not be revoked, where something else ends the program before `done`. */
  tellAtOnce(): void;
};

/**
 * `told` is called at once when the program is told to end, `interrupted` when its logins have ended. Pressing Ctrl-C again
 * does not wait for that.
 */
export const endSessionsOnExit = (program: {
  readonly told?: () => void;
  readonly interrupted: () => unknown;
  /** Told of each token that could not be revoked. */
  readonly warn: (sentence: string) => unknown;
  readonly jsonEnabled: boolean;
}): EndedLogins => {
  const unrevoked: string[] = [];
  const tellUnrevoked = (): void => unrevoked.splice(0).forEach((sentence) => program.warn(sentence));
  // A program that is ended prints no JSON, in which a warning would stand.
  const tellAtOnce = (): void =>
    program.jsonEnabled ? unrevoked.splice(0).forEach((sentence) => ux.stderr(harmless(sentence))) : tellUnrevoked();
  const stop = new AbortController();
  let opening: Promise<unknown> = Promise.resolve();
  let end: () => Promise<readonly string[]> = () => Promise.resolve([]);
  let ending: Promise<unknown> | undefined;
  const ignoreEndings = onExitSignal(() => {
    program.told?.();
    const ended = end();
    stop.abort(new Error('interrupted'));
    // What was opened at the last moment is ended after that.
    ending = Promise.all([ended, opening])
      .then(() => end())
      .then((problems) => {
        // Of a sync's stored login: its outcome, which would say so, is not shown any more.
        unrevoked.push(...problems.map(unrevokedText));
        tellAtOnce();
        return program.interrupted();
      });
  });
  return {
    watch: (connect, stored) => async (username, signal) => {
      const signals = signal === undefined ? stop.signal : AbortSignal.any([stop.signal, signal]);
      const login: Promise<OrgSession> = connect(username, stored ? signal : signals, (sentence) => {
        unrevoked.push(sentence);
      }).then((session) => {
        end = () => session.end(stored);
        return session;
      });
      // A login that fails, or is given up, revokes its token by itself.
      if (!stored) opening = login.catch(() => undefined);
      return login;
    },
    done: async () => {
      await ending;
      await opening;
      await end();
      tellUnrevoked();
      ignoreEndings();
    },
    tellAtOnce,
  };
};

/** What ends a program that still lives to see it: Ctrl-C, a polite kill, the terminal closed. */
const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Has `end` called instead of everybody else's listeners when the program is told to end: the sf CLI's own one throws at
 * once, which would end in a stack trace before anything can be put right. A second signal ends the program as it is.
 * Returns what puts the others' listeners back.
 */
const onExitSignal = (end: () => void): (() => void) => {
  const others = ENDINGS.map((signal) => [signal, process.listeners(signal)] as const);
  for (const [signal] of others) {
    process.removeAllListeners(signal);
    process.once(signal, end);
  }
  return () => {
    for (const [signal, listeners] of others) {
      process.off(signal, end);
      for (const listener of listeners) process.on(signal, listener);
    }
  };
};
