import { expect } from 'chai';
import { salesforceId, toLongId } from './salesforceId.ts';

describe('ids of the stand-in', () => {
  it('gives ids that tools without upper and lower case can tell apart', () => {
    const id = salesforceId('001', 'Account:Acme');

    expect(id).to.match(/^001[A-Za-z0-9]{12}[A-Z0-5]{3}$/);
    expect(salesforceId('001', 'Account:Acme')).to.equal(id);
    expect(salesforceId('001', 'Account:Other')).not.to.equal(id);
  });

  it('end in the checksum of the fifteen before', () => {
    expect(toLongId('001A0000006Vm9r')).to.equal('001A0000006Vm9rIAC');
  });
});
