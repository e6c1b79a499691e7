import { expect } from 'chai';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { changesOf } from './changesOf.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

const FOR_EVER = { times: null } as const;
const STYLE = 'force-app/main/default/lwc/orderList/orderList.css';

describe('a component of which some files do not come', () => {
  let project: TinyProject;
  let rig: SyncRig;

  before(() => {
    project = tinyProject({ [STYLE]: '.order { color: red }\n' });
  });

  after(() => project.remove());

  beforeEach(async () => {
    rig = await startSyncRig({ project: project.path });
  });

  afterEach(() => rig.stop());

  const lose = (path: string, when = {}): void =>
    rig.standin.control.plan('retrieve', { kind: 'missingFiles', path }, when);

  const jobs = (): number => rig.standin.requests().filter(({ operation }) => operation === 'retrieve').length;

  for (const path of ['OrderService.cls-meta.xml', 'OrderService.cls', 'orderList.css', 'orderList.js']) {
    it(`is asked for once more, and is as it was: ${path}`, async () => {
      await rig.sync();
      const model = await rig.known();
      lose(path);

      const run = await rig.sync();

      expect(changesOf(run)).to.deep.equal({});
      expect(run).to.include({ state: 'succeeded' });
      expect(await rig.known()).to.deep.equal(model);
    });
  }

  it('keeps its content when its companion does not come again, and is not fetched', async () => {
    await rig.sync();
    const model = await rig.known();
    lose('OrderService.cls-meta.xml', FOR_EVER);

    const run = await rig.sync();

    expect(changesOf(run)).to.deep.equal({ notFetched: 1 });
    expect(run).to.include({ state: 'partial' });
    expect(run.types.find(({ type }) => type === 'ApexClass')?.problem).to.contain('its -meta.xml file did not come');

    rig.standin.control.heal();
    expect(changesOf(await rig.sync())).to.deep.equal({});
    expect(await rig.known()).to.deep.equal(model);
  });

  it('does not pass for whole in a first sync', async () => {
    lose('OrderService.cls-meta.xml', FOR_EVER);

    const run = await rig.sync();

    expect(run.components).to.include({ notFetched: 1 });
    expect(run).to.include({ state: 'partial' });
  });

  it('lost a file of its bundle when that does not come when it is asked for again', async () => {
    await rig.sync();
    rig.standin.forgetRequests();
    await rig.sync();
    const usual = jobs();
    rig.standin.org.files.delete('lwc/orderList/orderList.css');
    rig.standin.forgetRequests();

    expect(changesOf(await rig.sync())).to.deep.equal({ updated: 1 });
    expect(jobs()).to.equal(usual + 1);

    rig.standin.forgetRequests();
    expect(changesOf(await rig.sync())).to.deep.equal({});
    expect(jobs()).to.equal(usual);
  });
});
