import { elementsError, isElementsError } from '../errors.ts';
import type { Target } from '../org/resolveTarget.ts';
import type { OrgRecord, Trigger } from '../store/records.ts';
import type { Preflight } from '../sync/preflightOrg.ts';
import { chooseLogin } from './chooseLogin.ts';
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
  screen: Parameters<typeof chooseLogin>[2]
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
  if (username === undefined) throw elementsError('noOrgFound', [text]);
  const name = alias ?? username;
  const { org, isConnected } = await orgOf(backend, target, username);
  // A token from the environment is for an org that is connected: its record says which one it must be.
  const environment = isConnected ? process.env : {};
  const choice = { org, target, reauthenticate, apiVersion, environment };
  const { credential, connect } = await chooseLogin(backend, choice, screen);
  const parts = await systemParts(backend, { apiVersion });
  const context = { trigger: question.trigger, credential };
  const { key: _none, ...unknown } = org;
  const guarded = { ...(isConnected ? org : unknown), name };
  await authorize({ action: 'check an org', org: guarded, actor, context }, parts);
  try {
    const session = await (connect ?? parts.connect)(username);
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

/**
 * Its record, also by another user of the org than the connected one, or when only its model was kept: its policy holds.
 * Of an org that has none, what the sf CLI noted.
 */
const orgOf = async (
  { store }: OpenBackend,
  { alias }: Target,
  username: string
): Promise<{ readonly org: OrgRecord; readonly isConnected: boolean }> => {
  const { storedLogin } = await import('../org/storedLogin.ts');
  const login = await storedLogin(username);
  const orgId = login?.orgId ?? '';
  const orgs = await store.orgs({ all: true });
  const found =
    orgs.find((org) => org.username === username) ??
    orgs.find((org) => orgId !== '' && org.orgId.slice(0, 15) === orgId.slice(0, 15));
  if (found) return { org: found, isConnected: true };
  const org: OrgRecord = {
    key: '',
    orgId,
    username,
    ...(alias === undefined ? {} : { alias }),
    name: alias ?? username,
    edition: '',
    isSandbox: false,
    instanceUrl: login?.instanceUrl ?? '',
    group: orgId,
    mode: 'default',
    linkTarget: 'lightning',
    policies: {},
    connectedAt: '',
  };
  return { org, isConnected: false };
};
