import type { SfError } from '@salesforce/core';
import { expect } from 'chai';
import type { SyncRequest } from '../../../src/engine/contract.ts';
import { createGuard } from '../../../src/policy/createGuard.ts';
import type { RunRecord } from '../../../src/store/records.ts';
import { syncRepeatedly } from '../../../src/sync/run/syncRepeatedly.ts';
import type { SyncCollaborators } from '../../../src/sync/syncCollaborators.ts';
import { tinyProject, type TinyProject } from '../../../standin/tinyProject.ts';
import { wholeModel } from '../modelSignature.ts';
import { startSyncRig, type SyncRig } from '../syncRig.ts';
import { publishedRun } from '../publishedRun.ts';
import { corporateReadings } from '../../policy/corporateReadings.ts';

type Repeated = {
  readonly run?: RunRecord;
  readonly error?: SfError;
  readonly repeats: ReadonlyArray<{ readonly attempt: number; readonly delayMs: number }>;
  /** How long was waited between tries, in milliseconds. */
  readonly waits: readonly number[];
};

/** Longer than any wait of the session itself. */
const BETWEEN_TRIES = 10_000;

describe('a sync that fails', () => {
  let project: TinyProject;
  let rig: SyncRig;

  before(() => {
    project = tinyProject();
  });

  after(() => project.remove());

  beforeEach(async () => {
    rig = await startSyncRig({ project: project.path });
  });

  afterEach(() => rig.stop());

  /** Syncs with at most `minutes`; the deadline's own wait never ends. */
  const sync = async (
    options: {
      minutes?: number;
      random?: number;
      request?: Partial<SyncRequest>;
      change?: Partial<SyncCollaborators>;
      whileWaiting?: () => Promise<void> | void;
    } = {}
  ): Promise<Repeated> => {
    const { minutes = 240, random = 0.5, request = {}, change = {}, whileWaiting } = options;
    const repeats: Array<{ attempt: number; delayMs: number }> = [];
    const waits: number[] = [];
    const { clock } = rig.collaborators;
    const sleep: typeof clock.sleep = async (ms, signal) => {
      // The wait of the deadline: it is taken back.
      if (signal !== undefined) return new Promise(() => undefined);
      if (ms > BETWEEN_TRIES) {
        waits.push(ms);
        await whileWaiting?.();
      }
      return clock.sleep(ms);
    };
    const known = { org: rig.org, trigger: 'manual', actor: 'ada' } as const;
    const ended = await publishedRun(
      syncRepeatedly(
        { ...known, ...request },
        { minutes, random: () => random, onRepeat: ({ attempt, delayMs }) => repeats.push({ attempt, delayMs }) },
        { ...rig.collaborators, clock: { ...clock, sleep }, ...change }
      )
    ).then(
      (run) => ({ run }),
      (error: SfError) => ({ error })
    );
    return { ...ended, repeats, waits };
  };

  /** As often as one call is repeated inside a sync, so that so many syncs fail. */
  const failSyncs = (count: number): void =>
    rig.standin.control.fail(
      'query',
      { status: 503, code: 'SERVER_UNAVAILABLE' },
      { times: 4 * count, match: 'Organization' }
    );

  const states = async (): Promise<string[]> => (await rig.store.runs(rig.org.key)).map(({ state }) => state);

  it('of a passing trouble is tried again, as a run of its own', async () => {
    failSyncs(1);

    const { run, repeats, waits } = await sync();

    expect(run).to.include({ state: 'succeeded' });
    expect(repeats).to.deep.equal([{ attempt: 2, delayMs: 22_500 }]);
    expect(waits).to.deep.equal([22_500]);
    expect(await states()).to.deep.equal(['succeeded', 'failed']);
  });

  it('is tried three times at most, and ends with the last run', async () => {
    failSyncs(9);

    const { error, waits } = await sync();

    const [last] = await rig.store.runs(rig.org.key);
    expect(error).to.include({ name: 'SalesforceError' });
    expect(error?.data).to.include({ runId: last?.runId, state: 'failed' });
    expect(await states()).to.deep.equal(['failed', 'failed', 'failed']);
    expect(waits).to.deep.equal([22_500, 90_000]);
  });

  it('waits longer each time, and between half and all of it as it is drawn', async () => {
    failSyncs(6);

    const soonest = await sync({ random: 0 });
    const latest = await sync({ random: 0.999_999 });

    expect(soonest.waits).to.deep.equal([15_000, 60_000]);
    expect(latest.waits).to.deep.equal([30_000, 120_000]);
  });

  it('of what needs a person is not tried again', async () => {
    rig.standin.control.fail('query', { status: 403, code: 'INSUFFICIENT_ACCESS' }, { times: null });

    const { error, repeats } = await sync();

    expect(error).to.include({ name: 'MissingPermissionError' });
    expect(repeats).to.deep.equal([]);
    expect(await states()).to.deep.equal(['failed']);
  });

  it('is not tried again when the next try would begin after the deadline', async () => {
    failSyncs(9);

    const { repeats } = await sync({ minutes: 1, random: 0.999_999 });

    expect(repeats).to.deep.equal([{ attempt: 2, delayMs: 30_000 }]);
    expect(await states()).to.deep.equal(['failed', 'failed']);
  });

  it('is not tried again when it used a token for this one use', async () => {
    failSyncs(9);

    for (const credential of ['fresh', 'environment'] as const) {
      expect((await sync({ request: { credential } })).repeats).to.deep.equal([]);
    }
  });

  const corporate = createGuard(
    async () => corporateReadings({ where: 'a policy file', statement: { values: { 'manual-sync-only': true } } }),
    async () => ['manager']
  );

  it('is not tried again under Manual Sync Only, and says how to start it', async () => {
    failSyncs(9);

    const { error, repeats } = await sync({ request: { credential: 'fresh' }, change: { guard: corporate } });

    expect(error).to.include({ name: 'SalesforceError' });
    expect(error?.actions?.[0]).to.contain('sf elements sync --target-org sample --reauthenticate');
    expect(repeats).to.deep.equal([]);
    expect(await states()).to.deep.equal(['failed']);
  });

  it('is not tried again when the policy turned on while it ran', async () => {
    failSyncs(9);
    const turnOn: SyncCollaborators['connect'] = async (username, signal) => {
      await rig.store.saveOrg({ ...rig.org, policies: { 'manual-sync-only': true } });
      return rig.collaborators.connect(username, signal);
    };

    const { error, repeats } = await sync({ change: { connect: turnOn } });

    expect(error).to.include({ name: 'SalesforceError' });
    expect(repeats).to.deep.equal([]);
    expect(await states()).to.deep.equal(['failed']);
  });

  for (const [what, change] of [
    ['the policy turned on', { policies: { 'manual-sync-only': true } }],
    ['the org turned out to hold the marker', { marked: true }],
    ['the org was disconnected', { disconnectedAt: '2026-01-01T00:00:00.000Z' }],
    ['the record is about another org id', { orgId: '00D5g00000ZZZZZEAW' }],
  ] as const) {
    it(`is not tried again when ${what} while it waited`, async () => {
      failSyncs(9);

      const { error, repeats } = await sync({ whileWaiting: () => rig.store.saveOrg({ ...rig.org, ...change }) });

      expect(error).to.include({ name: 'SalesforceError' });
      expect(repeats).to.have.lengthOf(1);
      expect(await states()).to.deep.equal(['failed']);
    });
  }

  it('because another sync is under way is not tried again', async () => {
    await rig.sync();
    const [{ number: _number, sequence: _sequence, ...first }] = (await rig.store.runs(rig.org.key)) as [RunRecord];
    const leaseUntil = new Date(Date.parse(first.startedAt) + 5 * 60_000).toISOString();
    await rig.store.beginRun({ ...first, runId: 'other', state: 'running', leaseUntil }, () => false);

    const { error, repeats } = await sync();

    expect(error).to.include({ name: 'SyncRunningError' });
    expect(repeats).to.deep.equal([]);
  });
});

describe('the deadline of a sync', () => {
  let project: TinyProject;
  let rig: SyncRig;

  before(() => {
    project = tinyProject();
  });

  after(() => project.remove());

  beforeEach(async () => {
    rig = await startSyncRig({ project: project.path });
    await rig.sync();
    rig.standin.control.edit('ApexClass', 'OrderService', 'public class OrderService { Integer more; }\n');
    rig.standin.forgetRequests();
  });

  afterEach(() => rig.stop());

  /** A sync whose time is up as soon as the stand-in was asked for `operation`. */
  const syncUntil = async (operation: string, change: Partial<SyncCollaborators> = {}): Promise<SfError> => {
    const { clock } = rig.collaborators;
    const asked = async (): Promise<void> => {
      while (rig.standin.calls()[operation] === undefined) await clock.sleep(0);
    };
    const sleep: typeof clock.sleep = (ms, signal) => (signal === undefined ? clock.sleep(ms) : asked());
    return publishedRun(
      syncRepeatedly(
        { org: rig.org, trigger: 'manual', actor: 'ada' },
        { minutes: 5, random: () => 0, onRepeat: () => undefined },
        { ...rig.collaborators, clock: { ...clock, sleep }, ...change }
      )
    ).then(
      (run) => {
        throw new Error(`the sync was to fail, but it ${run.state}`);
      },
      (error: SfError) => error
    );
  };

  for (const operation of ['query', 'describeMetadata', 'listMetadata', 'retrieve', 'checkRetrieveStatus']) {
    it(`ends it though "${operation}" never answers`, async () => {
      const before = await wholeModel(rig.store, rig.org.key);
      rig.standin.control.setDelay(operation, 3_600_000);

      const error = await syncUntil(operation);

      const [run] = await rig.store.runs(rig.org.key);
      expect(error).to.include({ name: 'DeadlineError', exitCode: 1 });
      expect(error.message).to.contain('sample').and.to.contain('5 minutes');
      expect(error.data).to.include({ runId: run?.runId, state: 'failed' });
      expect(run?.error?.name).to.equal('DeadlineError');
      expect(run?.finishedAt).to.be.a('string');
      expect(await wholeModel(rig.store, rig.org.key)).to.deep.equal(before);
    });
  }

  it('ends it though the connection is never made, and ends the session that comes too late', async () => {
    let open = (): void => undefined;
    const late = new Promise<void>((resolve) => (open = resolve));
    let ended = 0;
    const connect: SyncCollaborators['connect'] = async (username) => {
      const session = await rig.collaborators.connect(username);
      await session.get('/services/data', 'versions');
      await late;
      return {
        ...session,
        end: async () => {
          ended += 1;
          return [];
        },
      };
    };

    const error = await syncUntil('versions', { connect });
    open();
    await new Promise((resolve) => setTimeout(resolve));

    expect(error).to.include({ name: 'DeadlineError' });
    expect(ended).to.equal(1);
  });

  it('changes nothing of a sync that is done before', async () => {
    const { clock } = rig.collaborators;
    let isTakenBack = false;
    const sleep: typeof clock.sleep = (ms, signal) => {
      signal?.addEventListener('abort', () => (isTakenBack = true));
      return signal === undefined ? clock.sleep(ms) : new Promise(() => undefined);
    };

    const run = await publishedRun(
      syncRepeatedly(
        { org: rig.org, trigger: 'manual', actor: 'ada' },
        { minutes: 5, random: () => 0, onRepeat: () => undefined },
        { ...rig.collaborators, clock: { ...clock, sleep } }
      )
    );

    expect(run).to.include({ state: 'succeeded' });
    expect(isTakenBack).to.equal(true);
  });
});
