import { expect } from 'chai';
import type { RunRecord, TypeOutcome } from '../../src/store/records.ts';
import { messageFinder, subjectOf } from '../../src/sync/retrieve/retrieveMessages.ts';
import { changesOf } from '../sync/changesOf.ts';
import { startCaseRig, xmlOf, type CaseRig } from './startCaseRig.ts';

const FOR_EVER = { times: null } as const;
const MATCH = { match: 'ApexClass:OrderService', ...FOR_EVER };

const FILES = { 'reports/Loose.reportFolder-meta.xml': xmlOf('ReportFolder', '<name>Loose</name>') };

describe('special cases of retrieves that fail', () => {
  let rig: CaseRig;
  /** Jobs of a sync in which nothing fails. */
  let usual: number;

  beforeEach(async () => {
    rig = await startCaseRig(FILES);
    await rig.sync();
    rig.standin.control.edit('ApexClass', 'OrderService', 'public class OrderService { Integer more; }\n');
    rig.standin.control.edit('Layout', 'Account-Account (Sales) Layout', '<Layout><label>New</label></Layout>');
    usual = calls('retrieve');
    rig.standin.forgetRequests();
  });

  afterEach(() => rig.stop());

  const outcome = (run: RunRecord, type: string): TypeOutcome | undefined =>
    run.types.find((candidate) => candidate.type === type);
  const calls = (operation: string): number => rig.standin.calls()[operation] ?? 0;

  /** Every other component comes, and the model keeps what it has of the one that does not. */
  const costsOnlyItself = (run: RunRecord): void => {
    expect(run.components).to.include({ updated: 1, deleted: 0 });
  };

  describe('special case 28: no access to one entity', () => {
    for (const code of ['INSUFFICIENT_ACCESS', 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY']) {
      it(`costs only that entity, which is then unavailable (${code})`, async () => {
        rig.standin.control.fail('retrieveJob', { code, message: 'insufficient access rights on entity' }, MATCH);

        const run = await rig.sync();

        costsOnlyItself(run);
        expect(run).to.include({ state: 'succeeded' });
        expect(run.components).to.include({ unavailable: 1, notFetched: 0 });
        expect(outcome(run, 'ApexClass')?.problem).to.contain(code);
      });
    }
  });

  describe('special case 29: LIMIT_EXCEEDED', () => {
    it('halves what was too much', async () => {
      rig.standin.control.setLimits({ retrieveFiles: 10 });

      expect(changesOf(await rig.sync())).to.deep.equal({ updated: 2 });
      expect(calls('retrieve')).to.be.greaterThan(2);
    });

    it('costs a component that is too large by itself only that one', async () => {
      rig.standin.control.fail('retrieveJob', { code: 'LIMIT_EXCEEDED' }, MATCH);

      const run = await rig.sync();

      costsOnlyItself(run);
      expect(run).to.include({ state: 'partial' });
      expect(outcome(run, 'ApexClass')?.problem).to.contain('LIMIT_EXCEEDED');
    });
  });

  describe('special case 30: UNKNOWN_EXCEPTION', () => {
    it('is tried once more as it is', async () => {
      rig.standin.control.fail('retrieveJob', { code: 'UNKNOWN_EXCEPTION' });

      expect(changesOf(await rig.sync())).to.deep.equal({ updated: 2 });
      expect(calls('retrieve')).to.equal(usual + 1);
    });

    it('is hunted down to each of several components among many', async () => {
      const layouts = Array.from({ length: 1_000 }, (_, index) => `Account-L${String(index).padStart(3, '0')}`);
      for (const name of layouts) rig.standin.control.add('Layout', name, xmlOf('Layout'));
      const culprits = layouts.filter((_, index) => index % 150 === 75);
      for (const name of culprits) {
        rig.standin.control.fail(
          'retrieveJob',
          { code: 'UNKNOWN_EXCEPTION' },
          { match: `Layout:${name}`, ...FOR_EVER }
        );
      }

      const run = await rig.sync();

      expect(culprits).to.have.lengthOf(7);
      expect(run).to.include({ state: 'partial' });
      expect(run.components).to.include({ notFetched: culprits.length, updated: 2, deleted: 0 });
    });

    it('is then hunted down to its component, whose reason keeps the id of the error', async () => {
      const message = 'UNKNOWN_EXCEPTION: An unexpected error occurred. ErrorId: 1234567-89012 (-345678901)';
      rig.standin.control.fail('retrieveJob', { code: 'UNKNOWN_EXCEPTION', message }, MATCH);

      const run = await rig.sync();

      costsOnlyItself(run);
      expect(run).to.include({ state: 'partial' });
      expect(outcome(run, 'ApexClass')?.problem).to.contain('ErrorId: 1234567-89012 (-345678901)');
    });
  });

  describe('special case 31: messages of a retrieve that succeeded', () => {
    const improper =
      'Metadata API received improper input. Please ensure file name and capitalization is correct. Load of metadata from db failed for metadata of type:ApexClass and file name:OrderService.';
    for (const [message, type, name] of [
      [
        "Entity of type 'Layout' named 'Account-It''s %28here%29' cannot be found",
        'Layout',
        "Account-It''s %28here%29",
      ],
      ["Entity of type 'Report' named 'a 'quoted' b' cannot be found", 'Report', "a 'quoted' b"],
      ["Entity type 'FlowTest' is not available in this api version", 'FlowTest', undefined],
      ["Entity type: 'FlowTest' is unknown", 'FlowTest', undefined],
      [improper, 'ApexClass', 'OrderService'],
      ['Load of metadata from db failed for metadata of type:Settings and file name:v1.2 x', 'Settings', 'v1.2 x'],
    ] as const) {
      it(`is about ${name === undefined ? `all of ${type}` : `${type} ${name}`}: ${message}`, () => {
        expect(subjectOf(message)).to.deep.equal({ type, ...(name === undefined ? {} : { name }) });
      });
    }

    for (const message of ['Need to specify full name', '', 'You do not have the proper permissions to access Foo.']) {
      it(`is about nothing that can be told: "${message}"`, () => {
        expect(subjectOf(message)).to.equal(undefined);
      });
    }

    it('is found by its component, by type and name, else by type, else by its name in quotes', () => {
      const find = messageFinder([
        "Entity of type 'ApexClass' named 'Report' cannot be found",
        "Entity type: 'FlowTest' is unknown",
        "You may not see 'Loose One'",
      ]);

      expect(find({ type: 'ApexClass', names: ['report'] })).to.contain('ApexClass');
      expect(find({ type: 'CustomObject', names: ['Report'] })).to.equal(undefined);
      expect(find({ type: 'FlowTest', names: ['Any'] })).to.contain('is unknown');
      expect(find({ type: 'Layout', names: ['Loose%20One', 'Loose One'] })).to.contain('may not see');
      expect(find({ type: 'Layout', names: ['Other'] })).to.equal(undefined);
    });

    for (const [what, problem] of [
      ['was not found', undefined],
      ['could not be loaded', improper],
      ['has a type that this version does not know', "Entity type 'ApexClass' is not available in this api version"],
    ] as const) {
      it(`gives a component its state and reason when it ${what}`, async () => {
        rig.standin.control.plan('retrieve', {
          kind: 'leaveOut',
          member: 'ApexClass:OrderService',
          ...(problem === undefined ? {} : { problem }),
        });

        const run = await rig.sync();

        costsOnlyItself(run);
        expect(run).to.include({ state: 'succeeded' });
        expect(run.components).to.include({ unavailable: 1, notFetched: 0 });
        expect(outcome(run, 'ApexClass')?.problem).to.contain(
          problem ?? "Entity of type 'ApexClass' named 'OrderService' cannot be found"
        );
      });
    }

    it('blocks nobody but the component without a name when the whole retrieve fails by it', async () => {
      rig.standin.control.fail('retrieveJob', { code: 'INVALID', message: 'Need to specify full name' }, MATCH);

      const run = await rig.sync();

      costsOnlyItself(run);
      expect(outcome(run, 'ApexClass')?.problem).to.contain('Need to specify full name');
    });
  });

  describe('special case 32: codes that nobody has seen', () => {
    for (const [code, state] of [
      ['ENTITY_TYPE_CANNOT_BE_RETRIEVED', 'succeeded'],
      ['SOMETHING_ALTOGETHER_NEW', 'partial'],
    ] as const) {
      it(`cost only the component that they are about: ${code}`, async () => {
        rig.standin.control.fail('retrieveJob', { code }, MATCH);

        const run = await rig.sync();

        costsOnlyItself(run);
        expect(run).to.include({ state });
        expect(outcome(run, 'ApexClass')?.problem).to.contain(code);
      });
    }
  });

  describe('special case 33: a job that is unknown while it leaves Pending', () => {
    it('is looked at again (INVALID_CROSS_REFERENCE_KEY)', async () => {
      const fault = { code: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id' };
      rig.standin.control.fail('checkRetrieveStatus', fault, { times: 3 });

      expect(changesOf(await rig.sync())).to.deep.equal({ updated: 2 });
      expect(calls('retrieve')).to.equal(usual);
    });

    it('is looked at again (an HTTP 500 that is neither XML nor JSON)', async () => {
      const page = { kind: 'answer', status: 500, contentType: 'application/json', body: 'invalid id' } as const;
      rig.standin.control.plan('checkRetrieveStatus', page, { times: 3 });

      expect(changesOf(await rig.sync())).to.deep.equal({ updated: 2 });
      expect(calls('retrieve')).to.equal(usual);
    });

    it('is given up in the end, and retrieved once more rather than split', async () => {
      const fault = { code: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id' };
      rig.standin.control.fail('checkRetrieveStatus', fault, FOR_EVER);

      const error = await rig.syncFails();

      expect(error).to.include({ name: 'RetrieveFailedError' });
      expect(calls('retrieve')).to.equal(2);
    });
  });

  describe('special case 34: a zip is given out once', () => {
    it('is waited for without it, and then taken', async () => {
      rig.standin.control.setLimits({ retrieveMs: 30 });

      await rig.sync();

      const looks = rig.standin
        .requests()
        .filter(({ operation }) => operation === 'checkRetrieveStatus')
        .map(({ detail }) => (detail as { includeZip: boolean }).includeZip);
      expect(looks.length).to.be.greaterThan(1);
      expect(looks.filter(Boolean)).to.have.lengthOf(usual);
      expect(looks.at(-1)).to.equal(true);
    });

    it('is retrieved anew when it got lost on the way', async () => {
      rig.standin.control.plan('checkRetrieveStatus', { kind: 'cut', keep: 0.5 }, { match: 'with zip' });

      expect(changesOf(await rig.sync())).to.deep.equal({ updated: 2 });
      expect(calls('retrieve')).to.equal(usual + 1);
    });
  });
});
