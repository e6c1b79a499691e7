import type { SyncOutcome } from '../../../src/engine/outcome.ts';
import { connectOrg } from '../../../src/connections/connectOrg.ts';
import { openSession } from '../../../src/salesforce/session/openSession.ts';
import { createMemoryStore } from '../../store/memory/memoryStore.ts';
import type { Store } from '../../../src/store/store.ts';
import type { SyncCollaborators } from '../../../src/sync/syncCollaborators.ts';
import { syncOrg } from '../../../src/sync/syncOrg.ts';
import { collaboratorsFor, startSyncRig } from '../syncRig.ts';
import { changeOrg, faultOrg } from './faultOrg.ts';
import { exitCodeOf, judge, outcomeText } from './judge.ts';
import { cellName, effectOf, type Cell } from './matrix.ts';
import { modelState } from './modelState.ts';
import { isOf } from './operations.ts';
import { recordedStore } from './recordedStore.ts';

/** What came of one cell. */
export type Verdict = {
  readonly outcome: string;
  readonly exitCode: number;
  /** What is wrong, a line each. */
  readonly wrong: readonly string[];
};

export type FaultRig = { readonly run: (cell: Cell) => Promise<Verdict>; readonly stop: () => Promise<void> };

/** Enough for every answer of the stand-in, which comes from the same process; only where a call hangs. */
const SHORT_ANSWER = { once: 400, always: 80 } as const;

/** Moves by what is slept, so that an hour's waiting takes no time. */
const sleepingClock = (start: number): SyncCollaborators['clock'] => {
  let now = start;
  return {
    now: () => new Date((now += 1000)),
    sleep: (ms) => {
      now += ms;
      return new Promise((resolve) => setImmediate(resolve));
    },
  };
};

const SANDBOX = { orgId: '00D5g00000SBX01EAG', username: 'sandbox@standin.example', isSandbox: true };

/**
 * An org that was synced and has changed since, and as many stores as there are cells to run: each begins with the model
 * of the first sync (or with none), meets one fault, and is synced once more when all is well again.
 */
export const startFaultRig = async (): Promise<FaultRig> => {
  const project = faultOrg();
  const recorded = recordedStore();
  const rig = await startSyncRig({ project: project.path, store: recorded.store });
  const { standin, org, logins } = rig;
  await recorded.store.saveOrg({ ...org, ...SANDBOX, key: 'sandbox', group: SANDBOX.orgId });
  const nothing = recorded.copy();
  await rig.sync();
  const copies = { nothing, model: recorded.copy() };
  const states = {
    nothing: await modelState(await nothing(), org.key),
    model: await modelState(recorded.store, org.key),
  };
  changeOrg(standin.control);
  let night = Date.UTC(2026, 1, 1);

  const sync = (store: Store, cell?: Cell): Promise<SyncOutcome> => {
    const clock = sleepingClock((night += 86_400_000));
    const askVersion = cell?.operation.needs === 'the API version';
    const connect: SyncCollaborators['connect'] = (username, signal) =>
      openSession(username, {
        sleep: clock.sleep,
        random: () => 0.5,
        ...(askVersion ? {} : { apiVersion: '67.0' }),
        ...(cell?.fault.name === 'hang' ? { answerTimeout: SHORT_ANSWER[cell.often] } : {}),
        ...(signal ? { signal } : {}),
      });
    return syncOrg({ org, trigger: 'manual', actor: 'ada' }, { ...collaboratorsFor(store, clock), connect });
  };

  const fresh = createMemoryStore();
  const again = await connectOrg({ username: standin.adminUsername, actor: 'ada' }, collaboratorsFor(fresh));
  const first = await syncOrg({ org: again, trigger: 'manual', actor: 'ada' }, collaboratorsFor(fresh));
  if (first.kind !== 'published') throw first.error;
  const truth = await modelState(fresh, again.key);

  /** Makes the org and the login such that the call is made. */
  const prepare = async ({ operation, fault }: Cell): Promise<void> => {
    standin.control.setLimits({ queryRows: operation.needs === 'short pages' ? 2 : 2000, apiCallsUsed: 0 });
    const renews = operation.needs === 'an ended session' || fault.name === 'dead sess.';
    if (renews) await logins.saveRenewable(standin);
    else if (operation.needs === 'the API version') await logins.saveSession(standin);
    if (operation.needs === 'an ended session') standin.control.revokeSessions();
  };

  const settle = async (cell: Cell): Promise<void> => {
    standin.control.heal();
    const { operation, fault } = cell;
    if (operation.needs === 'an ended session' || fault.name === 'dead sess.') await logins.saveSession(standin);
  };

  const run = async (cell: Cell): Promise<Verdict> => {
    const { operation, fault, often, from } = cell;
    const effect = effectOf(cell);
    if (typeof effect === 'string') throw new Error(`${cellName(cell)}: ${effect}`);
    const store = await copies[from]();
    await prepare(cell);
    standin.forgetRequests();
    const { match } = operation;
    const when = { times: often === 'once' ? 1 : null, ...(match === undefined ? {} : { match }) };
    standin.control.plan(operation.call, effect, when);
    const faulty = await sync(store, cell);
    const made = standin.requests().filter((request) => isOf(request, operation));
    const after = await modelState(store, org.key);
    await settle(cell);
    const good = await sync(store);
    const healed = await modelState(store, org.key);
    standin.control.setLimits({ queryRows: 2000 });
    const isSaid =
      operation.call !== 'listMetadata' &&
      (fault.isSaid === 'always' || (fault.isSaid === 'at first' && from === 'nothing'));
    const trial = {
      faulty,
      good,
      before: states[from],
      after,
      healed,
      truth,
      usualWarnings: first.run.warnings,
      isSaid,
      isMarker: operation.name === 'listMetadata: marker',
    };
    return {
      outcome: outcomeText(faulty),
      exitCode: exitCodeOf(faulty),
      wrong: [...(made.length > 0 ? [] : ['the call was not made']), ...judge(trial)],
    };
  };

  return {
    run,
    stop: async () => {
      await rig.stop();
      project.remove();
    },
  };
};
