import { isElementsError } from '../errors.ts';
import type { Trigger } from '../store/records.ts';
import type { Preflight } from '../sync/preflightOrg.ts';
import { unknownOrg } from './unknownOrg.ts';
import { chooseLogin } from './chooseLogin.ts';
import type { EndedLogins } from './endLogins.ts';
import { knownOrg } from './knownOrg.ts';
import { systemParts } from './systemParts.ts';
import type { OpenBackend } from './withBackend.ts';

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
    import('../org/resolveTarget.ts'),
    import('../sync/authorize.ts'),
    import('../sync/preflightOrg.ts'),
    import('../org/preflight/preflight.ts'),
  ]);
  const target = await resolveTarget(question.target);
  const { text, username, alias } = target;
  if (username === undefined) throw await unknownOrg(text);
  const name = alias ?? username;
  const { org, isRecorded } = await knownOrg(backend, target, username);
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
