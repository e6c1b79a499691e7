import { expect } from 'chai';
import type { RunRecord } from '../../src/store/records.ts';
import type { When } from '../../standin/control.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { changesOf } from './changesOf.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

const FOR_EVER = { times: null } as const;

const VALUE_SETS = ['Industry', 'LeadSource', 'OpportunityStage', 'TaskStatus'];

const CLASSES = Array.from({ length: 8 }, (_, index) => `Many${String(index)}`);

const FILES = Object.fromEntries([
  ...['Sales', 'Loose'].map((name): [string, string] => [
    `force-app/main/default/reports/${name}.reportFolder-meta.xml`,
    `<ReportFolder xmlns="http://soap.sforce.com/2006/04/metadata"><name>${name}</name></ReportFolder>`,
  ]),
  ...VALUE_SETS.map((name): [string, string] => [
    `force-app/main/default/standardValueSets/${name}.standardValueSet-meta.xml`,
    '<StandardValueSet xmlns="http://soap.sforce.com/2006/04/metadata"><sorted>false</sorted></StandardValueSet>',
  ]),
  ...CLASSES.flatMap((name): Array<[string, string]> => [
    [`force-app/main/default/classes/${name}.cls`, `public class ${name} {}\n`],
    [
      `force-app/main/default/classes/${name}.cls-meta.xml`,
      '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"/>',
    ],
  ]),
]);

describe('a zip that lacks files without a word', () => {
  let project: TinyProject;
  let rig: SyncRig;

  before(() => {
    project = tinyProject(FILES);
  });

  after(() => project.remove());

  beforeEach(async () => {
    rig = await startSyncRig({ project: project.path });
  });

  afterEach(() => rig.stop());

  const leaveOut = (member: string, when: When = {}): void =>
    rig.standin.control.plan('retrieve', { kind: 'leaveOut', member, silent: true }, when);

  /** One list of members a request. */
  const asked = (): string[] =>
    rig.standin.requests().flatMap(({ operation, subject }) => (operation === 'retrieve' ? [subject] : []));

  const outcome = (run: RunRecord, type: string) => run.types.find((other) => other.type === type);

  describe('of what came in an earlier run', () => {
    let before: Awaited<ReturnType<SyncRig['known']>>;

    beforeEach(async () => {
      await rig.sync();
      before = await rig.known();
      rig.standin.forgetRequests();
    });

    for (const [what, member, match] of [
      ['classes', 'ApexClass:*', 'ApexClass'],
      ['what no listing names', 'StandardValueSet:*', 'StandardValueSet'],
      ['one component', 'ApexClass:Many3', 'ApexClass'],
      ['an object', 'CustomObject:Line__c', 'CustomObject:Line__c'],
      ['a profile', 'Profile:*', 'Profile'],
      ['a folder', 'ReportFolder:Sales', 'Report:Sales'],
    ] as const) {
      it(`is asked for once more, in one job, and is as it was (${what})`, async () => {
        await rig.sync();
        const usual = asked().length;
        rig.standin.forgetRequests();
        leaveOut(member, { match });

        const run = await rig.sync();

        expect(changesOf(run)).to.deep.equal({});
        expect(run).to.include({ state: 'succeeded' });
        expect(asked()).to.have.lengthOf(usual + 1);
        expect(await rig.known()).to.deep.equal(before);
      });

      it(`is not fetched when it does not come again, and the run is partial (${what})`, async () => {
        leaveOut(member, FOR_EVER);

        const run = await rig.sync();

        expect(run.components).to.include({ deleted: 0, unavailable: 0 });
        expect(run.components?.notFetched).to.be.greaterThan(0);
        expect(run).to.include({ state: 'partial' });
        expect([...(await rig.known()).keys()].sort()).to.deep.equal([...before.keys()].sort());

        rig.standin.control.heal();
        expect(changesOf(await rig.sync())).to.deep.equal({});
        expect(await rig.known()).to.deep.equal(before);
      });
    }

    it('is asked for once more where a message speaks of no component', async () => {
      const effect = { kind: 'leaveOut', member: 'ApexClass:Many3', problem: 'Need to specify full name' } as const;
      rig.standin.control.plan('retrieve', effect, { match: 'ApexClass' });

      expect(changesOf(await rig.sync())).to.deep.equal({});
      expect(await rig.known()).to.deep.equal(before);
    });

    it('is split when the further job fails', async () => {
      leaveOut('ApexClass:*');
      // Only the further job asks for classes and for nothing else.
      rig.standin.control.fail('retrieveJob', { code: 'UNKNOWN_EXCEPTION' }, { match: 'ApexClass:Many5', ...FOR_EVER });

      const run = await rig.sync();

      expect(changesOf(run)).to.deep.equal({ notFetched: 1 });
      expect(outcome(run, 'ApexClass')).to.include({ state: 'partial' });
    });

    it('is asked for again when a whole zip is empty', async () => {
      rig.standin.control.plan('retrieve', { kind: 'emptyZip' });

      expect(changesOf(await rig.sync())).to.deep.equal({});
      expect(await rig.known()).to.deep.equal(before);
    });

    it('fails the sync when nothing comes at all', async () => {
      rig.standin.control.plan('retrieve', { kind: 'emptyZip' }, FOR_EVER);

      expect((await rig.syncFails()).name).to.equal('RetrieveFailedError');
      expect(await rig.known()).to.deep.equal(before);
    });
  });

  describe('of companions', () => {
    for (const [what, member] of [
      ['value sets of objects', 'StandardValueSet:Industry'],
      ['layouts of profiles', 'Layout:Account*'],
    ] as const) {
      it(`leaves what is whole only with them as it was, until they come again (${what})`, async () => {
        await rig.sync();
        const before = await rig.known();
        const accompanied = member.startsWith('Layout') ? 'Profile' : 'CustomObject';

        leaveOut(member, { match: accompanied });
        expect(changesOf(await rig.sync())).to.deep.equal({});

        leaveOut(member, { match: accompanied, ...FOR_EVER });
        const run = await rig.sync();
        expect(run.components).to.include({ updated: 0, deleted: 0 });
        expect(run).to.include({ state: 'partial' });
        expect(outcome(run, accompanied)?.problem).to.contain('did not come with it');

        rig.standin.control.heal();
        expect(changesOf(await rig.sync())).to.deep.equal({});
        expect(await rig.known()).to.deep.equal(before);
      });

      it(`does not pass for whole in a first sync (${what})`, async () => {
        const accompanied = member.startsWith('Layout') ? 'Profile' : 'CustomObject';
        leaveOut(member, { match: accompanied, ...FOR_EVER });

        expect(await rig.sync()).to.include({ state: 'partial' });
      });
    }
  });

  describe('of what no listing names', () => {
    beforeEach(() => rig.sync());

    const valueSets = async (): Promise<string[]> =>
      [...(await rig.known()).values()].flatMap(({ type, fullName }) =>
        type === 'StandardValueSet' ? [fullName] : []
      );

    it('deletes what Salesforce says that it can not find', async () => {
      rig.standin.control.delete('StandardValueSet', 'TaskStatus');

      expect(changesOf(await rig.sync())).to.deep.equal({ deleted: 1 });
    });

    it('deletes what does not come when it is asked for alone', async () => {
      leaveOut('StandardValueSet:TaskStatus', FOR_EVER);
      rig.standin.forgetRequests();

      expect(changesOf(await rig.sync())).to.deep.equal({ deleted: 1 });
      expect(asked().filter((members) => members === 'StandardValueSet:TaskStatus')).to.have.lengthOf(2);
    });

    it('keeps all when something that is listed does not come either', async () => {
      leaveOut('StandardValueSet:TaskStatus', FOR_EVER);
      leaveOut('ApexClass:Many1', FOR_EVER);

      const run = await rig.sync();

      expect(run.components).to.include({ deleted: 0, updated: 0 });
      expect(run).to.include({ state: 'partial' });
      expect(await valueSets()).to.have.members(VALUE_SETS);
    });

    for (const problem of [
      "Load of metadata from db failed for metadata of type:StandardValueSet and file name:'TaskStatus'.",
      "Entity type 'StandardValueSet' is not available in this api version",
    ]) {
      it(`keeps what a message does not say to be gone: ${problem.slice(0, 40)}`, async () => {
        const effect = { kind: 'leaveOut', member: 'StandardValueSet:TaskStatus', problem } as const;
        rig.standin.control.plan('retrieve', effect, FOR_EVER);

        const run = await rig.sync();

        expect(run.components?.deleted).to.equal(0);
        expect(run).to.include({ state: 'partial' });
        expect(await valueSets()).to.have.members(VALUE_SETS);
      });
    }
  });

  describe('of what no listing names, in a first sync', () => {
    it('is asked for once more', async () => {
      leaveOut('StandardValueSet:TaskStatus');

      const run = await rig.sync();

      expect(run).to.include({ state: 'succeeded' });
      expect([...(await rig.known()).keys()]).to.include('StandardValueSet:taskstatus');
    });

    it('is not taken for nothing when all of a type are missing', async () => {
      leaveOut('StandardValueSet:*', FOR_EVER);

      const run = await rig.sync();

      expect(run).to.include({ state: 'partial' });
      expect(outcome(run, 'StandardValueSet')).to.include({ state: 'failed' });

      rig.standin.control.heal();
      expect(changesOf(await rig.sync())).to.include({ added: VALUE_SETS.length });
    });
  });

  describe('of what two listings lack', () => {
    beforeEach(async () => {
      await rig.sync();
      const row = { kind: 'missingRow', fullName: 'Many3' } as const;
      rig.standin.control.plan('listMetadata', row, { match: 'ApexClass', ...FOR_EVER });
    });

    it('is asked for once more', async () => {
      const before = await rig.known();
      leaveOut('ApexClass:*');

      expect(changesOf(await rig.sync())).to.deep.equal({});
      expect(await rig.known()).to.deep.equal(before);
    });

    it('is kept when what is listed does not come either', async () => {
      leaveOut('ApexClass:*', FOR_EVER);

      const run = await rig.sync();

      expect(run).to.include({ state: 'partial' });
      expect(run.components).to.include({ deleted: 0 });
      expect([...(await rig.known()).keys()]).to.include('ApexClass:many3');
    });

    it('is deleted when everything else comes, twice', async () => {
      leaveOut('ApexClass:Many3', FOR_EVER);
      rig.standin.forgetRequests();

      expect(changesOf(await rig.sync())).to.deep.equal({ deleted: 1 });
      expect(asked().filter((members) => members.includes('ApexClass:Many3'))).to.have.lengthOf(2);
    });
  });

  describe('of what never came', () => {
    it('is asked for once more, and named once as what the org does not give', async () => {
      leaveOut('ApexClass:Many3', FOR_EVER);

      const first = await rig.sync();

      expect(first.components).to.include({ unavailable: 1, notFetched: 0 });
      expect(first).to.include({ state: 'succeeded' });
      expect(first.warnings.join('\n')).to.contain('ApexClass:Many3');
      expect(asked().filter((members) => members === 'ApexClass:Many3')).to.have.lengthOf(1);
      expect((await rig.known()).get('ApexClass:many3')?.missing).to.include({ unavailable: true });

      rig.standin.forgetRequests();
      const second = await rig.sync();

      expect(second.components).to.include({ unavailable: 1, notFetched: 0 });
      expect(second).to.include({ state: 'succeeded' });
      expect(second.warnings).to.deep.equal([]);
      expect(asked().filter((members) => members === 'ApexClass:Many3')).to.have.lengthOf(0);
      expect(outcome(second, 'ApexClass')?.problem).to.contain(
        '1 is listed, but the org does not give it (ApexClass:Many3)'
      );
    });

    it('is asked for anew when its date moves, and read when it comes', async () => {
      leaveOut('ApexClass:Many3', FOR_EVER);
      await rig.sync();
      rig.standin.control.touch('ApexClass', 'Many3');
      rig.standin.forgetRequests();

      const run = await rig.sync();

      expect(asked().filter((members) => members === 'ApexClass:Many3')).to.have.lengthOf(1);
      expect(run.warnings.join('\n')).to.contain('ApexClass:Many3');

      rig.standin.control.heal();
      expect(changesOf(await rig.sync())).to.deep.equal({ updated: 1 });
      expect((await rig.known()).get('ApexClass:many3')?.missing).to.equal(undefined);
    });

    it('stays what it is through a night in which it could not be listed', async () => {
      leaveOut('ApexClass:Many3', FOR_EVER);
      await rig.sync();
      rig.standin.control.fail('listMetadata', { code: 'INTERNAL_ERROR' }, { match: 'ApexClass', ...FOR_EVER });
      await rig.sync();
      rig.standin.control.heal('listMetadata');

      expect((await rig.sync()).warnings).to.deep.equal([]);
    });
  });
});
