import type { SfError } from '@salesforce/core/sfError';
import type { Check } from '../../connections/preflight/facts.ts';
import type { Preflight } from '../../connections/preflight/preflight.ts';
import type { ConnectRequest } from '../../engine/contract.ts';
import { isElementsError } from '../../errors.ts';
import { omitUndefined } from '../../model/omitUndefined.ts';
import type { GuardContext, Marker, Refusal } from '../../policy/guard.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import type { OrgRecord } from '../../store/records.ts';
import type { OpenBackend } from '../backend/openBackend.ts';
import { prepareTarget, type PreparedTarget, type TargetLogin, type TargetQuestion } from './prepareTarget.ts';

/** An org that is found wanting is connected all the same: what to mend is in the checks. */
export type Connected = Preflight & {
  readonly kind: 'connected';
  readonly org: OrgRecord;
  readonly context: GuardContext;
  /** Of the org, as it said itself; undefined where it was not asked, or did not say. */
  readonly marked?: Marker;
  /** A session by a login for this use, which the first sync may go on with; `logins` ends it. */
  readonly session?: OrgSession;
};

/** `checks` of an org that is not connected: where its answer decides one. */
export type ConnectOutcome =
  Connected | { readonly kind: 'notConnected'; readonly error: SfError; readonly checks?: Check[] };

type Question = TargetQuestion & {
  readonly request: Omit<ConnectRequest, 'actor' | 'username' | 'alias' | 'noted' | 'context'>;
};

/**
 * Connects the org that `--target-org` means and checks it with the same session. Under Manual Sync Only a stored login is
 * not used: without a login for this use the org is recorded as the sf CLI noted it, and nothing is known of the checks.
 */
export const connectTarget = async (
  backend: OpenBackend,
  question: Question,
  login: TargetLogin
): Promise<ConnectOutcome> => {
  // Logs in as the user who is to be connected, who may be another one than before.
  const target = await prepareTarget(backend, question, { ...login, asTarget: true });
  const { username, alias, refusal, context } = target;
  const request = { ...question.request, actor: question.actor, username, context, ...omitUndefined({ alias }) };
  const mode = request.mode ?? target.named.org.mode;
  try {
    const outcome = await (refusal ? connectUnasked(request, target, refusal, mode) : connectAsked(request, target));
    if (outcome.kind === 'connected' && outcome.org.username === username) await backend.logins.chosen(outcome.org);
    return outcome;
  } catch (thrown) {
    if (!(thrown instanceof Error && isElementsError(thrown))) throw thrown;
    const { refusedPreflight } = await import('../../connections/preflight/preflight.ts');
    return { kind: 'notConnected', ...(refusedPreflight(thrown, mode) ?? { error: thrown }) };
  }
};

const connectUnasked = async (
  request: ConnectRequest,
  { username, context, parts }: PreparedTarget,
  { reason, error }: Refusal,
  mode: OrgRecord['mode']
): Promise<ConnectOutcome> => {
  const [{ notedIdentity }, { connectOrg }, { unknownChecks }] = await Promise.all([
    import('../../salesforce/login/notedIdentity.ts'),
    import('../../connections/connectOrg.ts'),
    import('../../connections/preflight/preflight.ts'),
  ]);
  const noted = await notedIdentity(username);
  if (reason !== 'manual sync only' || context.credential !== 'stored' || !noted) {
    return { kind: 'notConnected', error };
  }
  try {
    const org = await connectOrg({ ...request, noted }, parts);
    return { kind: 'connected', org, context, checks: unknownChecks(mode, error.message) };
  } catch (thrown) {
    // Agreeing does not help where the org can't be asked: what does is said by the refusal.
    const isRefreshed = thrown instanceof Error && thrown.name === 'SandboxRefreshedError';
    if (isRefreshed && request.acceptRefresh) return { kind: 'notConnected', error };
    throw thrown;
  }
};

const connectAsked = async (request: ConnectRequest, target: PreparedTarget): Promise<Connected> => {
  const [{ identifyOrg, recordOrg }, { preflightOrg, unknownChecks }] = await Promise.all([
    import('../../connections/connectOrg.ts'),
    import('../../connections/preflight/preflight.ts'),
  ]);
  const { name, context, parts, isForOneUse } = target;
  let session: OrgSession | undefined;
  const connect: typeof target.connect = async (...asked) => (session = await target.connect(...asked));
  const collaborators = { ...parts, connect };
  try {
    const identified = await identifyOrg(request, collaborators);
    const { mode } = identified.record;
    const { identity, marked, refusal } = identified.found;
    const check = async (): Promise<Preflight> => {
      if (refusal) return { checks: unknownChecks(mode, refusal.error.message) };
      return session ? preflightOrg(session, { name, mode, now: parts.clock.now(), identity }) : { checks: [] };
    };
    const checked = await check();
    const org = await recordOrg(identified, collaborators);
    const kept = omitUndefined({ marked, session: isForOneUse ? session : undefined });
    return { ...checked, kind: 'connected', org, context, ...kept };
  } catch (error) {
    await session?.end();
    throw error;
  }
};
