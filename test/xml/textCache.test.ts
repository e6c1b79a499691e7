import { expect } from 'chai';
import fc from 'fast-check';
import { asciiText } from '../../src/xml/textCache.ts';

describe('texts that come again and again', () => {
  it('are what the bytes say, whatever was asked for before', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '_', '\n', '\0', '\x7f'), maxLength: 90 });

    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text)), (all) => {
        for (const [before, middle, behind] of all) {
          const bytes = Buffer.from(before + middle + behind);
          expect(asciiText(bytes, before.length, before.length + middle.length)).to.equal(middle);
        }
      })
    );
  });

  it('keep nothing of the bytes that they were read from', () => {
    const bytes = Buffer.from('Account');
    const text = asciiText(bytes, 0, 7);
    bytes.fill('x');

    expect(text).to.equal('Account');
    expect(asciiText(bytes, 0, 7)).to.equal('xxxxxxx');
  });
});
