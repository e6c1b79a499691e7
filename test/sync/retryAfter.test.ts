import { expect } from 'chai';
import { openSession } from '../../src/salesforce/session/openSession.ts';
import type { SyncCollaborators } from '../../src/sync/syncCollaborators.ts';
import { syncOrg } from '../../src/sync/syncOrg.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

const busy = (seconds: number) =>
  ({
    kind: 'answer',
    status: 503,
    contentType: 'text/html',
    body: '<html>Down</html>',
    headers: { 'retry-after': String(seconds) },
  }) as const;

describe('a sync that a server asks to come back later', () => {
  let project: TinyProject;
  let rig: SyncRig;
  let waits: Array<{ readonly ms: number; readonly signal: AbortSignal | undefined }>;
  let onWait: (ms: number) => void;

  before(() => {
    project = tinyProject();
  });

  after(() => project.remove());

  beforeEach(async () => {
    rig = await startSyncRig({ project: project.path });
    waits = [];
    onWait = () => undefined;
  });

  afterEach(() => rig.stop());

  const connect: SyncCollaborators['connect'] = (username, signal) =>
    openSession(username, {
      apiVersion: '67.0',
      random: () => 0.5,
      sleep: async (ms, ended) => {
        waits.push({ ms, signal: ended });
        onWait(ms);
        await rig.collaborators.clock.sleep(ms);
      },
      ...(signal ? { signal } : {}),
    });

  for (const [door, operation] of [
    ['a query', 'query'],
    ['a call of the Metadata API', 'listMetadata'],
    ['the start of a retrieve', 'retrieve'],
    ['the state of a retrieve', 'checkRetrieveStatus'],
  ] as const) {
    it(`waits as long as ${door} says`, async () => {
      rig.standin.control.plan(operation, busy(7));

      expect(await rig.sync({ connect })).to.include({ state: 'succeeded' });
      expect(waits.map(({ ms }) => ms)).to.include(7000);
    });
  }

  for (const operation of ['versions', 'query', 'listMetadata', 'retrieve', 'checkRetrieveStatus']) {
    it(`waits as long as ${operation} says, though its page breaks off`, async () => {
      await rig.logins.saveSession(rig.standin);
      rig.standin.control.plan(operation, busy(7));
      rig.standin.control.plan(operation, { kind: 'cut', keep: 0.5 });

      expect(await rig.sync({ connect })).to.include({ state: 'succeeded' });
      expect(waits.map(({ ms }) => ms)).to.include(7000);
    });
  }

  it('does not wait past its deadline, and leaves no timer behind', async () => {
    rig.standin.control.plan('listMetadata', busy(3600), { times: null });
    let timeIsUp = (): void => undefined;
    const { clock } = rig.collaborators;
    const sleep: typeof clock.sleep = () => new Promise<void>((resolve) => (timeIsUp = resolve));
    onWait = (ms) => {
      if (ms === 60_000) timeIsUp();
    };
    const deadline = { at: new Date(clock.now().getTime() + 600_000), minutes: 10 };

    const outcome = await syncOrg(
      { org: rig.org, trigger: 'manual', actor: 'ada', deadline },
      { ...rig.collaborators, connect, clock: { ...clock, sleep } }
    );

    expect(outcome).to.have.property('error').with.property('name', 'DeadlineError');
    const { ms, signal } = waits.at(-1) ?? {};
    expect(ms).to.equal(60_000);
    expect(signal?.aborted).to.equal(true);
  });
});
