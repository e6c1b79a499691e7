import { expect } from 'chai';
import { omitUndefined } from '../../src/model/omitUndefined.ts';

describe('leaving out what is undefined', () => {
  it('leaves no key of it, and everything else as it is', () => {
    const given = { none: undefined, empty: '', zero: 0, no: false, nothing: null, list: [undefined] };

    expect(omitUndefined(given)).to.deep.equal({ empty: '', zero: 0, no: false, nothing: null, list: [undefined] });
    expect(Object.keys(omitUndefined(given))).to.not.include('none');
  });
});
