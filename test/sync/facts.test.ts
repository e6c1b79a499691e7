import { expect } from 'chai';
import { startCaseRig, xmlOf, type CaseRig } from '../specialCases/startCaseRig.ts';
import { changesOf } from './changesOf.ts';

const FILES = {
  'reports/Sales/Loss.report-meta.xml': xmlOf('Report', '<name>Loss</name>'),
  'flows/acme__Scan.flow-meta.xml': xmlOf(
    'Flow',
    '<description>Scans things</description><label>Scan</label><status>Active</status>'
  ),
};

const RAN = new Date('2026-03-04T05:06:07.000Z');

describe('facts that queries say', () => {
  let rig: CaseRig;

  beforeEach(async () => {
    rig = await startCaseRig(FILES, { packageNames: { acme: 'Acme Things' } });
    rig.standin.control.runReport('Sales/Pipeline', RAN);
    await rig.sync();
  });

  afterEach(() => rig.stop());

  const facts = async (key: string): Promise<unknown> => (await rig.known()).get(key)?.facts;

  describe('of reports', () => {
    it('are when each was run for the last time', async () => {
      expect(await facts('Report:sales/pipeline')).to.deep.equal({ lastRun: RAN.toISOString() });
      expect(await facts('Report:sales/loss')).to.equal(undefined);
    });

    it('are read in one query, whatever the number of reports', () => {
      const asked = rig.standin.requests().filter(({ subject }) => subject.includes('FROM Report '));

      expect(asked).to.have.lengthOf(1);
    });

    it('move with each run, which is no change of the report', async () => {
      const later = new Date(RAN.getTime() + 1000);
      rig.standin.control.runReport('Sales/Pipeline', later);
      const run = await rig.sync();

      expect(changesOf(run)).to.deep.equal({});
      expect(await facts('Report:sales/pipeline')).to.deep.equal({ lastRun: later.toISOString() });
    });

    it('stay, in a run that is partial, when they can not be read', async () => {
      rig.standin.control.fail('query', { status: 500, code: 'X' }, { match: 'FROM Report ', times: null });
      const run = await rig.sync();

      expect(run).to.include({ state: 'partial' });
      expect(run.warnings.join('\n')).to.contain('When reports were run could not be read');
      expect(await facts('Report:sales/pipeline')).to.deep.equal({ lastRun: RAN.toISOString() });
    });

    it('are not asked where the org does not say that its reports tell', async () => {
      rig.standin.forgetRequests();
      rig.standin.control.fail('describe', { status: 404, code: 'NOT_FOUND' }, { match: 'Report', times: null });
      await rig.sync();

      expect(rig.standin.requests().filter(({ subject }) => subject.includes('FROM Report '))).to.deep.equal([]);
      expect(await facts('Report:sales/pipeline')).to.deep.equal({ lastRun: RAN.toISOString() });
    });
  });

  describe('of packages', () => {
    it('name each package, and what it installed', async () => {
      const known = await rig.known();

      expect(known.get('InstalledPackage:acme')?.label).to.equal('Acme Things');
      expect(known.get('CustomObject:acme__thing__c')?.facts).to.deep.equal({ package: 'Acme Things' });
      expect(known.get('ApexClass:acme__secret')?.facts).to.deep.equal({ package: 'Acme Things' });
      expect(known.get('ApexClass:orderservice')?.facts).to.equal(undefined);
    });

    it('stay, with a warning, when the names can not be read', async () => {
      rig.standin.control.fail(
        'toolingQuery',
        { status: 400, code: 'INVALID_TYPE' },
        { match: 'InstalledSubscriberPackage', times: null }
      );
      const run = await rig.sync();

      expect(changesOf(run)).to.deep.equal({});
      expect(run.warnings.join('\n')).to.contain('The names of packages could not be read');
      expect((await rig.known()).get('InstalledPackage:acme')?.label).to.equal('Acme Things');
      expect(await facts('ApexClass:acme__secret')).to.deep.equal({ package: 'Acme Things' });
    });
  });

  it('give packaged flows, which have no document, their labels and descriptions', async () => {
    const flow = (await rig.known()).get('Flow:acme__scan');

    expect(flow).to.include({ label: 'Scan', description: 'Scans things', packaged: true });
    expect(flow?.path).to.equal(undefined);
    expect(flow?.facts).to.include({ package: 'Acme Things', active: true });
    expect(flow?.facts).to.not.have.property('documentVersion');
  });
});
