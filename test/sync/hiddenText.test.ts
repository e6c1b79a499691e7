import { expect } from 'chai';
import { componentKey } from '../../src/model/names/componentName.ts';
import type { RunRecord } from '../../src/store/records.ts';
import { startCaseRig, xmlOf, type CaseRig } from '../specialCases/startCaseRig.ts';

const FILES = {
  'lwc/lastMile/lastMile.js': '(hidden)',
  'lwc/lastMile/lastMile.js-meta.xml': '(hidden)',
  'classes/Sealed.cls': '(hidden)',
  'classes/Sealed.cls-meta.xml': xmlOf('ApexClass', '<apiVersion>66.0</apiVersion><status>Active</status>'),
};

describe('syncing components that are hidden without being called packaged', () => {
  let rig: CaseRig;
  let run: RunRecord;

  before(async () => {
    rig = await startCaseRig(FILES);
    run = await rig.sync();
  });

  after(() => rig.stop());

  it('knows a bundle by its listing, and calls nothing failed', async () => {
    const bundle = (await rig.known()).get(componentKey({ type: 'LightningComponentBundle', fullName: 'lastMile' }));
    const outcome = run.types.find(({ type }) => type === 'LightningComponentBundle');

    expect(run.state).to.equal('succeeded');
    expect(run.warnings).to.deep.equal([]);
    expect(outcome).to.include({ state: 'complete', components: 2 });
    expect(outcome?.problem).to.contain('hides its text');
    expect(bundle).to.include({ fullName: 'lastMile' });
    expect(bundle?.origin).to.equal(undefined);
  });

  it('says nothing of the size of a hidden text', async () => {
    const key = componentKey({ type: 'ApexClass', fullName: 'Sealed' });

    expect((await rig.store.component(rig.org.key, key))?.attributes).to.deep.equal({
      apiVersion: 66,
      status: 'Active',
    });
  });
});
