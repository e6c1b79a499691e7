import { expect } from 'chai';
import fc from 'fast-check';
import { widenId } from '../../../src/model/names/salesforceValues.ts';

describe('widening an id', () => {
  for (const [short, long] of [
    ['001A0000006Vm9r', '001A0000006Vm9rIAC'],
    ['00D000000000062', '00D000000000062EAA'],
    ['00530000001aBCD', '00530000001aBCDAA2'],
    ['aaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaAAA'],
    ['ZZZZZZZZZZZZZZZ', 'ZZZZZZZZZZZZZZZ555'],
  ] as const) {
    it(`makes ${long} of ${short}`, () => {
      expect(widenId(short)).to.equal(long);
    });
  }

  it('leaves an id of 18 characters as it is, and mends its suffix', () => {
    expect(widenId('001A0000006Vm9rIAC')).to.equal('001A0000006Vm9rIAC');
    expect(widenId('001A0000006Vm9riac')).to.equal('001A0000006Vm9rIAC');
  });

  for (const text of [undefined, '', '000000000000000', '000000000000000AAA', '001A0000006Vm9', '001A0000006Vm9r!AC']) {
    it(`takes ${String(text)} for no id`, () => {
      expect(widenId(text)).to.equal(undefined);
    });
  }

  it('tells ids that differ in case alone apart, whatever the case of who compares', () => {
    const letter = fc.constantFrom('a', 'b', 'c', 'x', 'A', 'B', 'C', 'X', '0', '5');
    const id = fc.string({ unit: letter, minLength: 14, maxLength: 14 }).map((rest) => `a${rest}`);
    fc.assert(
      fc.property(id, id, (one, other) => {
        const same = widenId(one)?.toLowerCase() === widenId(other)?.toLowerCase();
        expect(same).to.equal(one === other);
      })
    );
    fc.assert(
      fc.property(id, (one) => {
        const twin = one.replace(/[a-z]/i, (c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase()));
        expect(widenId(twin)?.toLowerCase()).to.not.equal(widenId(one)?.toLowerCase());
      })
    );
  });
});
