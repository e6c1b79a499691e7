import { expect } from 'chai';
import { openSession } from '../../src/salesforce/session/openSession.ts';
import { answerSize, type AnswerSize } from '../../src/salesforce/transport/answerSize.ts';
import type { SyncCollaborators } from '../../src/sync/syncCollaborators.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { modelSignature } from './modelSignature.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

describe('a sync whose answers are too large', () => {
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

  /** Sessions that take so many bytes for one operation. */
  const taking = (operation: string, most: number): Partial<SyncCollaborators> => ({
    connect: (username, signal) =>
      openSession(username, {
        apiVersion: '67.0',
        sleep: rig.collaborators.clock.sleep,
        random: () => 0.5,
        sizeOf: (name): AnswerSize => (name === operation ? { most, alone: most } : answerSize(name)),
        ...(signal ? { signal } : {}),
      }),
  });

  const modelNow = (): Promise<unknown> => modelSignature(rig.store, rig.org.key);

  it('retrieves less at once, and still gets all', async () => {
    const run = await rig.sync(taking('checkRetrieveStatus', 6000));

    expect(run.state, run.warnings.join('\n')).to.equal('succeeded');
    expect(rig.standin.calls()['retrieve']).to.be.above(3);
    const synced = await modelNow();
    const other = await startSyncRig({ project: project.path });
    await other.sync();
    expect(synced).to.deep.equal(await modelSignature(other.store, other.org.key));
    await other.stop();
  });

  for (const [operation, most] of [
    ['listMetadata', 1000],
    ['describeMetadata', 1000],
    ['query', 100],
    ['describeSObject', 100],
    ['limits', 10],
    ['retrieve', 10],
  ] as const) {
    it(`ends with a named error where nothing smaller can be asked for (${operation})`, async () => {
      await rig.sync();
      const before = await modelNow();
      rig.standin.control.edit('ApexClass', 'OrderService', 'public class OrderService { Integer more; }\n');

      const error = await rig.syncFails(taking(operation, most));

      expect(error.name, error.message).to.equal('AnswerTooLargeError');
      expect(error.message).to.contain(operation);
      expect(await modelNow()).to.deep.equal(before);
    });
  }

  it('takes a retrieve with megabytes of messages for what it is', async () => {
    const problem = `Something is to be said. ${'And it is long. '.repeat(400_000)}`;
    rig.standin.control.plan('retrieve', {
      kind: 'leaveOut',
      member: 'Layout:acme__Thing__c-acme__Thing Layout',
      problem,
    });

    const run = await rig.sync();

    expect(['succeeded', 'partial']).to.include(run.state);
    expect(run.components?.added).to.be.above(20);
  });
});
