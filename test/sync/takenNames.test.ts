import { expect } from 'chai';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { changesOf } from './changesOf.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

const FOR_EVER = { times: null } as const;

const FILES = Object.fromEntries(
  ['First', 'Second'].flatMap((name): Array<[string, string]> => [
    [`force-app/main/default/classes/${name}.cls`, `public class ${name} {}\n`],
    [
      `force-app/main/default/classes/${name}.cls-meta.xml`,
      '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"/>',
    ],
  ])
);

describe('a name that another component took', () => {
  let project: TinyProject;
  let rig: SyncRig;
  let second: string | undefined;

  before(() => {
    project = tinyProject(FILES);
  });

  after(() => project.remove());

  beforeEach(async () => {
    rig = await startSyncRig({ project: project.path });
    await rig.sync();
    second = (await rig.known()).get('ApexClass:second')?.ownHash;
  });

  afterEach(() => rig.stop());

  const takeName = (): void => {
    rig.standin.control.delete('ApexClass', 'First');
    rig.standin.control.rename('ApexClass', 'Second', 'First');
  };

  const swapNames = (): void => {
    rig.standin.control.rename('ApexClass', 'First', 'Third');
    rig.standin.control.rename('ApexClass', 'Second', 'First');
    rig.standin.control.rename('ApexClass', 'Third', 'Second');
  };

  const isWholeOnceHealed = async (): Promise<void> => {
    rig.standin.control.heal();
    await rig.sync();
    expect([...(await rig.known()).values()].filter(({ missing }) => missing)).to.deep.equal([]);
    expect(changesOf(await rig.sync())).to.deep.equal({});
  };

  it('is the name of the renamed one, and the other is deleted', async () => {
    takeName();

    expect(changesOf(await rig.sync())).to.deep.equal({ renamed: 1, deleted: 1 });
  });

  it('is so for a user who lost a permission too', async () => {
    takeName();
    rig.standin.control.revokePermissions(rig.standin.adminUsername, ['ManageSharing']);

    expect(changesOf(await rig.sync())).to.deep.equal({ renamed: 1, deleted: 1 });
  });

  for (const silent of [true, false]) {
    it(`is so when the renamed one does not come, ${silent ? 'without' : 'with'} a message`, async () => {
      takeName();
      const effect = { kind: 'leaveOut', member: 'ApexClass:First', ...(silent && { silent }) } as const;
      rig.standin.control.plan('retrieve', effect, FOR_EVER);

      const { components } = await rig.sync();

      expect(components).to.include({ deleted: 1, [silent ? 'notFetched' : 'unavailable']: 1 });
      expect((await rig.known()).get('ApexClass:first')).to.deep.include({ ownHash: second });
      await isWholeOnceHealed();
    });
  }

  it('goes with its own content when two swap theirs, and one of them does not come', async () => {
    swapNames();
    const effect = { kind: 'leaveOut', member: 'ApexClass:First', silent: true } as const;
    rig.standin.control.plan('retrieve', effect, FOR_EVER);

    expect(changesOf(await rig.sync())).to.deep.equal({ renamed: 1, notFetched: 1 });
    const first = (await rig.known()).get('ApexClass:first');
    expect(first).to.include({ ownHash: second });
    expect(first).to.have.property('missing');
    await isWholeOnceHealed();
  });
});
