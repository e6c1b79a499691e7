import { expect } from 'chai';
import { startSyncRig } from '../sync/syncRig.ts';

describe('the record of an org', () => {
  it('says after a sync what the org says of itself now, and keeps its policies', async () => {
    const rig = await startSyncRig();
    await rig.store.saveOrg({ ...rig.org, namespace: 'former', policies: { 'access-token-sync': true } });
    rig.standin.org.name = 'Renamed';

    await rig.sync();

    const org = await rig.store.org(rig.org.key);
    expect(org).to.deep.include({ key: rig.org.key, name: 'Renamed', policies: { 'access-token-sync': true } });
    expect(org).not.to.have.property('namespace');
    await rig.stop();
  });
});
