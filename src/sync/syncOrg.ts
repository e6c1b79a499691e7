import { removalFor } from '../connections/removalFor.ts';
import { contextOf, guarded, refusalOf } from '../engine/authorize.ts';
import type { Clock, SyncRequest } from '../engine/contract.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import type { SyncOutcome } from '../engine/outcome.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import { isLive } from '../engine/runState.ts';
import { elementsError } from '../errors.ts';
import { allExtractorVersions } from '../extract/extractorVersion.ts';
import type { Guard, Refusal } from '../policy/guard.ts';
import { nameFault } from '../salesforce/faults/nameFault.ts';
import { addUnrevoked, unrevokedText } from '../salesforce/login/endTokens.ts';
import type { OrgSession } from '../salesforce/session/orgSession.ts';
import { isServed } from '../schedule/dueRun.ts';
import type { NewRun, OrgRecord, RunRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { runPipeline } from './pipeline.ts';
import { startDeadline, type Deadline } from './run/deadline.ts';
import { keepLease, leaseUntil } from './run/lease.ts';
import type { SyncCollaborators } from './syncCollaborators.ts';

/**
 * Guard, run record and lease around the pipeline: whatever happens inside, the run's record tells the truth, and the
 * model is either the old one or the new one.
 */
export const syncOrg = async (request: SyncRequest, collaborators: SyncCollaborators): Promise<SyncOutcome> => {
  const { store, clock, reporter } = collaborators;
  reporter.stage('Check');
  const context = contextOf(request);
  const question = { action: 'sync', org: guarded(request.org), actor: request.actor, context } as const;
  const refusal = await refusalOf(question, collaborators);
  if (refusal) return { kind: 'refused', reason: refusal.reason, error: refusal.error };

  const beginning = await begin(request, collaborators);
  if ('running' in beginning) return alreadyRunning(request.org, beginning.running);
  const run = beginning.begun;
  const lease = keepLease(store, run, clock);
  let session: OrgSession | undefined;
  let ended = false;
  const connect: SyncCollaborators['connect'] = async (username, signal) => {
    session = await collaborators.connect(username, signal);
    // The sync did not wait for it: there is nobody left to say what becomes of it but who gave `tellUnrevoked`.
    if (ended) await session.end();
    return session;
  };
  const deadline = deadlineOf(request, clock);
  const guard = watchGuard(collaborators.guard);
  const working = { ...collaborators, connect, guard };
  let outcome: SyncOutcome;
  let problems: readonly string[] = [];
  try {
    const previous = await store.lastPublished(request.org.key);
    const published = await runPipeline(request, run, lease.isLost, deadline?.bound(working) ?? working);
    outcome = { kind: 'published', run: published, ...omitUndefined({ previous }) };
  } catch (thrown) {
    const error = nameFault(thrown, orgLabel(request.org));
    const failed = await saveFailure({ ...run, apiCalls: session?.apiCalls() ?? {} }, error, collaborators);
    const reason = guard.reasonOf(error);
    outcome = reason ? { kind: 'refused', reason, error, run: failed } : { kind: 'failed', run: failed, error };
  } finally {
    ended = true;
    deadline?.stop();
    problems = (await session?.end(removalFor(run, context, collaborators))) ?? [];
    lease.stop();
  }
  if (outcome.kind === 'published') return { ...outcome, run: withWarnings(outcome.run, problems.map(unrevokedText)) };
  addUnrevoked(outcome.error, problems);
  return outcome;
};

/** The guard, which can say afterwards why it refused what an error is about; undefined for any other error. */
const watchGuard = (guard: Guard): Guard & { reasonOf(error: Error): Refusal['reason'] | undefined } => {
  let refusal: Refusal | undefined;
  return {
    allow: async (...question) => {
      const decision = await guard.allow(...question);
      if (!decision.allowed) refusal = decision;
      return decision;
    },
    reasonOf: (error) => (refusal?.error === error ? refusal.reason : undefined),
  };
};

const alreadyRunning = (org: OrgRecord, running: RunRecord): SyncOutcome => ({
  kind: 'alreadyRunning',
  running,
  error: elementsError('syncRunning', [orgLabel(org), running.startedAt, running.actor]),
});

const withWarnings = (run: RunRecord, warnings: readonly string[]): RunRecord =>
  warnings.length === 0 ? run : { ...run, warnings: [...run.warnings, ...warnings] };

const deadlineOf = ({ org, deadline }: SyncRequest, clock: Clock): Deadline | undefined =>
  deadline &&
  startDeadline(clock, {
    orgName: orgLabel(org),
    ms: Math.max(0, deadline.at.getTime() - clock.now().getTime()),
    minutes: deadline.minutes,
  });

const begin = async (
  request: SyncRequest,
  { store, clock, newId, process }: SyncCollaborators
): ReturnType<Store['beginRun']> => {
  const { org } = request;
  const run: NewRun = {
    runId: newId(),
    orgKey: org.key,
    orgId: org.orgId,
    trigger: request.trigger,
    actor: request.actor,
    username: request.username ?? org.username,
    permissions: [],
    apiVersion: '',
    extractorVersion: allExtractorVersions(),
    state: 'running',
    full: true,
    startedAt: clock.now().toISOString(),
    types: [],
    warnings: [],
    apiCalls: {},
    listed: {},
    holder: process.holder,
    leaseUntil: leaseUntil(clock),
  };
  const { due } = request;
  return store.beginRun(
    run,
    (other) => isLive(other, (holder) => process.isAlive(holder), clock.now()),
    due && ((other) => isServed([other], due, clock.now()))
  );
};

/** The run as the store has it by now, ended as failed; a store that fails as well must not hide the first error. */
const saveFailure = async (run: RunRecord, error: Error, { store, clock }: SyncCollaborators): Promise<RunRecord> => {
  const current = await store.run(run.orgKey, run.runId).catch(() => undefined);
  const failed: RunRecord = {
    ...(current ?? run),
    apiCalls: run.apiCalls,
    state: 'failed',
    finishedAt: clock.now().toISOString(),
    error: { name: error.name, message: error.message },
  };
  if (current === undefined || current.state === 'running') await store.saveRun(failed).catch(() => undefined);
  return failed;
};
