import { removalFor } from '../connections/removeLogins.ts';
import { contextOf, guarded, throwRefusal } from '../engine/authorize.ts';
import type { Clock, SyncRequest } from '../engine/contract.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import type { SyncCollaborators } from './syncCollaborators.ts';
import { isLive } from '../engine/runState.ts';
import { elementsError } from '../errors.ts';
import { extractorVersion } from '../extract/extract.ts';
import { loginMessage } from '../messages.ts';
import { redact } from '../redact.ts';
import { nameFault } from '../salesforce/faults/nameFault.ts';
import type { OrgSession } from '../salesforce/session/orgSession.ts';
import { isServed } from '../schedule/dueRun.ts';
import type { NewRun, RunRecord } from '../store/records.ts';
import { runPipeline } from './pipeline.ts';
import { startDeadline, type Deadline } from './run/deadline.ts';
import { keepLease, leaseUntil } from './run/lease.ts';

/**
 * Guard, run record and lease around the pipeline: whatever happens inside, the run's record tells the truth, and the
 * model is either the old one or the new one. Resolves with the run's record once it published (`succeeded` or
 * `partial`); rejects with a named error whose `data` is the failed run's record, or with the refusal of the guard.
 */
export const syncOrg = async (request: SyncRequest, collaborators: SyncCollaborators): Promise<RunRecord> => {
  const { guard, store, clock, reporter } = collaborators;
  reporter.stage('Check');
  const context = contextOf(request);
  const decision = await guard.allow('sync', guarded(request.org), context);
  if (!decision.allowed) return throwRefusal(decision.error, request, context, collaborators);

  const run = await begin(request, collaborators);
  const lease = keepLease(store, run.runId, clock);
  let session: OrgSession | undefined;
  let ended = false;
  const connect: SyncCollaborators['connect'] = async (username, signal) => {
    session = await collaborators.connect(username, signal);
    // The sync did not wait for it.
    if (ended) await session.end();
    return session;
  };
  const deadline = deadlineOf(request, clock);
  const bound = deadline?.bound({ ...collaborators, connect }) ?? { ...collaborators, connect };
  let published: RunRecord | undefined;
  let problems: readonly string[] = [];
  try {
    published = await runPipeline(request, run, lease.isLost, bound);
  } catch (thrown) {
    const error = nameFault(thrown, orgLabel(request.org));
    const failed = await saveFailure({ ...run, apiCalls: session?.apiCalls() ?? {} }, error, collaborators);
    error.setData(failed as unknown as Parameters<typeof error.setData>[0]);
    throw error;
  } finally {
    ended = true;
    deadline?.stop();
    problems = (await session?.end(removalFor(run, context, collaborators))) ?? [];
    lease.stop();
  }
  return problems.length === 0
    ? published
    : { ...published, warnings: [...published.warnings, ...problems.map(unrevoked)] };
};

const unrevoked = (problem: string): string => loginMessage('unrevoked', [redact(problem)]);

const deadlineOf = ({ org, deadline }: SyncRequest, clock: Clock): Deadline | undefined =>
  deadline &&
  startDeadline(clock, {
    orgName: orgLabel(org),
    ms: Math.max(0, deadline.at.getTime() - clock.now().getTime()),
    minutes: deadline.minutes,
  });

const begin = async (request: SyncRequest, { store, clock, newId, process }: SyncCollaborators): Promise<RunRecord> => {
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
    extractorVersion,
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
  const result = await store.beginRun(
    run,
    (other) => isLive(other, (holder) => process.isAlive(holder), clock.now()),
    due && ((other) => isServed([other], due))
  );
  if ('begun' in result) return result.begun;
  throw elementsError('syncRunning', [orgLabel(org), result.running.startedAt, result.running.actor]);
};

/** The run as the store has it by now, ended as failed; a store that fails as well must not hide the first error. */
const saveFailure = async (run: RunRecord, error: Error, { store, clock }: SyncCollaborators): Promise<RunRecord> => {
  const current = await store.run(run.runId).catch(() => undefined);
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
