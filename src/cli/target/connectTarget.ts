import type { Preflight } from '../../connections/preflight/preflight.ts';
import type { Collaborators, ConnectRequest } from '../../engine/contract.ts';
import { isElementsError } from '../../errors.ts';
import type { GuardContext } from '../../policy/guard.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import type { Trigger } from '../../store/records.ts';
import { systemParts } from '../backend/caller.ts';
import type { OpenBackend } from '../backend/withBackend.ts';
import { chooseLogin } from '../login/chooseLogin.ts';
import type { EndedLogins } from '../login/endSessionsOnExit.ts';
import { unknownOrg, recordedOrNotedOrg } from './resolveOrg.ts';

export type Connected = Preflight & {
  readonly org: Awaited<ReturnType<typeof recordedOrNotedOrg>>['org'];
  readonly context: GuardContext;
  /** A session by a login for this use, which the first sync may go on with; `logins` ends it. */
  readonly session?: OrgSession;
};

type Question = {
  readonly target: string | undefined;
  readonly trigger: Trigger;
  readonly reauthenticate: boolean;
  readonly apiVersion: string | undefined;
  readonly request: Omit<ConnectRequest, 'username' | 'alias' | 'noted' | 'inspect'>;
};

/**
 * Connects the org that `--target-org` means and checks it with the same session. An org that is found wanting is
 * connected all the same: what to mend is in the checks. One that could not be asked is not; the error's `data` holds the
 * checks, where its answer decides one. Under Manual Sync Only a stored login is not used: without a login for this
 * use the org is recorded as the sf CLI noted it, and nothing is known of the checks.
 */
export const connectTarget = async (
  backend: OpenBackend,
  { target: text, trigger, reauthenticate, apiVersion, request: wish }: Question,
  screen: Parameters<typeof chooseLogin>[2],
  logins: EndedLogins
): Promise<Connected> => {
  const [
    { resolveTarget },
    { connectOrg },
    { preflightOrg },
    { refusedChecks, unknownChecks },
    { notedIdentity },
    { authorize },
  ] = await Promise.all([
    import('../../salesforce/login/resolveTarget.ts'),
    import('../../connections/connectOrg.ts'),
    import('../../connections/preflight/preflight.ts'),
    import('../../connections/preflight/preflight.ts'),
    import('../../salesforce/login/notedIdentity.ts'),
    import('../../engine/authorize.ts'),
  ]);
  const target = await resolveTarget(text);
  const { username, alias } = target;
  if (username === undefined) throw await unknownOrg(target.text);
  const name = alias ?? username;
  const { org, isRecorded } = await recordedOrNotedOrg(backend, target, username);
  // Logs in as the user who is to be connected, who may be another one than before.
  const expected = { ...org, username };
  const environment = isRecorded ? process.env : {};
  const choice = { org: expected, target, reauthenticate, apiVersion, environment };
  const { credential, connect } = await chooseLogin(backend, choice, screen);
  const context: GuardContext = { trigger, credential };
  const parts = await systemParts(backend, { apiVersion });
  const { key: _none, ...unrecorded } = org;
  const guarded = { ...(isRecorded ? org : unrecorded), name };
  const refusal = await refusalOf(
    authorize({ action: 'check an org', org: guarded, actor: wish.actor, context }, parts)
  );
  const request: ConnectRequest = { ...wish, username, ...(alias === undefined ? {} : { alias }) };

  const noted = refusal && (await notedIdentity(username));
  if (refusal) {
    if (credential !== 'stored' || refusal.name !== 'ManualSyncOnlyError' || !noted) throw refusal;
    const mode = wish.mode ?? org.mode;
    return {
      org: await connectOrg({ ...request, noted }, parts),
      context,
      checks: unknownChecks(mode, refusal.message),
    };
  }

  let session: OrgSession | undefined;
  const logIn = connect ? logins.watch(connect) : parts.connect;
  const open: Collaborators['connect'] = async (...asked) => (session = await logIn(...asked));
  let preflight: Preflight = { checks: [] };
  const inspect: ConnectRequest['inspect'] = async (asked, { mode }) => {
    preflight = await preflightOrg(asked, { name, mode, now: parts.clock.now() });
  };
  try {
    const connected = await connectOrg({ ...request, inspect }, { ...parts, connect: open });
    return { ...preflight, org: connected, context, ...(connect && session ? { session } : {}) };
  } catch (error) {
    await session?.end();
    const named = error instanceof Error && isElementsError(error) ? error : undefined;
    const checks = named && refusedChecks(named, wish.mode ?? 'default');
    if (checks) named.setData({ checks });
    throw error;
  }
};

const refusalOf = (answer: Promise<void>): Promise<Error | undefined> =>
  answer.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error : new Error(String(error)))
  );
