import { expect } from 'chai';
import { componentKey } from '../../src/model/names/componentName.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { changesOf } from './changesOf.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

const LAYOUT = '<Layout xmlns="http://soap.sforce.com/2006/04/metadata"><layoutSections/></Layout>';

describe('a name', () => {
  let project: TinyProject;
  let rig: SyncRig;

  before(async () => {
    project = tinyProject();
    rig = await startSyncRig({ project: project.path });
    await rig.sync();
  });

  after(async () => {
    await rig.stop();
    project.remove();
  });

  for (const own of [
    'Sales / Service',
    'a:b:c',
    'with "quotes" and \'apostrophes\'',
    '100% & <more>',
    '%2F is no slash',
    'bare % and %zz',
    '駐輪許可証 レイアウト',
    'Zürich – Ärger',
    '😀 (emoji)',
    '.. and ../..',
    'back\\slash',
  ]) {
    it(`comes through and back as it is: ${own}`, async () => {
      const fullName = `Account-${own}`;
      rig.standin.control.add('Layout', fullName, LAYOUT);
      const key = componentKey({ type: 'Layout', fullName });

      expect(changesOf(await rig.sync())).to.deep.include({ added: 1 });

      expect(await rig.store.component(rig.org.key, key)).to.include({ fullName });
      rig.standin.control.edit('Layout', fullName, LAYOUT.replace('/>', '><label>x</label></layoutSections>'));
      expect(changesOf(await rig.sync())).to.include({ updated: 1 });
      rig.standin.control.delete('Layout', fullName);
      expect(changesOf(await rig.sync())).to.include({ deleted: 1 });
    });
  }

  it('is looked up by its composed form and goes back as it was listed', async () => {
    const listed = 'Account-Zu\u0308rich A\u030angstro\u0308m';
    rig.standin.control.add('Layout', listed, LAYOUT);
    rig.standin.forgetRequests();

    expect(changesOf(await rig.sync())).to.deep.equal({ added: 1 });

    const asked = rig.standin.requests().flatMap(({ operation, detail }) => (operation === 'retrieve' ? detail : []));
    expect(asked.flatMap((manifest) => (manifest as { Layout?: string[] }).Layout ?? [])).to.include(listed);
    for (const fullName of [listed, listed.normalize('NFC'), listed.normalize('NFC').toUpperCase()]) {
      expect(await rig.store.component(rig.org.key, componentKey({ type: 'Layout', fullName }))).to.include({
        fullName: listed,
        path: `layouts/${listed.normalize('NFC')}.layout`,
      });
    }
    expect(changesOf(await rig.sync())).to.deep.equal({});
    rig.standin.control.rename('Layout', listed, listed.normalize('NFC'));
    expect(changesOf(await rig.sync())).to.deep.equal({ renamed: 1 });
    rig.standin.control.delete('Layout', listed.normalize('NFC'));
    expect(changesOf(await rig.sync())).to.deep.equal({ deleted: 1 });
  });
});
