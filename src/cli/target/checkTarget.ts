import type { Preflight } from '../../connections/preflight/preflight.ts';
import { isElementsError } from '../../errors.ts';
import type { Trigger } from '../../store/records.ts';
import { systemParts } from '../backend/caller.ts';
import type { OpenBackend } from '../backend/withBackend.ts';
import { chooseLogin } from '../login/chooseLogin.ts';
import type { EndedLogins } from '../login/endSessionsOnExit.ts';
import { unknownOrg, recordedOrNotedOrg } from './resolveOrg.ts';

type Question = {
  readonly target: string | undefined;
  readonly actor: string;
  readonly trigger: Trigger;
  readonly reauthenticate: boolean;
  readonly apiVersion: string | undefined;
};

/** Checks the org that `--target-org` means, connected or not, with the login that the sf CLI holds or one for this use. */
export const checkTarget = async (
  backend: OpenBackend,
  question: Question,
  screen: Parameters<typeof chooseLogin>[2],
  logins: EndedLogins
): Promise<Preflight & { readonly name: string }> => {
  const { actor, apiVersion, reauthenticate } = question;
  const [{ resolveTarget }, { authorize }, { preflightOrg }, { refusedChecks }] = await Promise.all([
    import('../../salesforce/login/resolveTarget.ts'),
    import('../../engine/authorize.ts'),
    import('../../connections/preflight/preflight.ts'),
    import('../../connections/preflight/preflight.ts'),
  ]);
  const target = await resolveTarget(question.target);
  const { text, username, alias } = target;
  if (username === undefined) throw await unknownOrg(text);
  const name = alias ?? username;
  const { org, isRecorded } = await recordedOrNotedOrg(backend, target, username);
  // A token from the environment is for an org that is connected: its record says which one it must be.
  const environment = isRecorded ? process.env : {};
  const choice = { org, target, reauthenticate, apiVersion, environment };
  const { credential, connect } = await chooseLogin(backend, choice, screen);
  const parts = await systemParts(backend, { apiVersion });
  const context = { trigger: question.trigger, credential };
  const { key: _none, ...unknown } = org;
  const guarded = { ...(isRecorded ? org : unknown), name };
  await authorize({ action: 'check an org', org: guarded, actor, context }, parts);
  try {
    const session = await (connect ? logins.watch(connect) : parts.connect)(username);
    try {
      return { name, ...(await preflightOrg(session, { name, mode: org.mode, now: parts.clock.now() })) };
    } finally {
      await session.end();
    }
  } catch (error) {
    // Opening the session asks the org already; its refusal may decide a check.
    const named = error instanceof Error && isElementsError(error) ? error : undefined;
    const checks = named && refusedChecks(named, org.mode);
    if (!checks) throw error;
    return { name, checks, error: named };
  }
};
