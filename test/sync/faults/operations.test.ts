import { expect } from 'chai';
import { startSyncRig } from '../syncRig.ts';
import { faultOrg } from './faultOrg.ts';
import { isOf, OPERATIONS } from './operations.ts';

describe('the operations of the matrix of faults', () => {
  it('are all that a sync calls; of the listings some of each kind', async () => {
    const project = faultOrg();
    const rig = await startSyncRig({ project: project.path });
    try {
      rig.standin.forgetRequests();
      await rig.sync();
      const unknown = rig.standin
        .requests()
        .filter((request) => request.operation !== 'listMetadata')
        .filter((request) => !OPERATIONS.some((operation) => isOf(request, operation)));

      expect(unknown.map(({ operation, subject }) => `${operation} ${subject}`)).to.deep.equal([]);
    } finally {
      await rig.stop();
      project.remove();
    }
  });
});
