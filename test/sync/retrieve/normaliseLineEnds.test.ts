import { expect } from 'chai';
import fc from 'fast-check';
import { normaliseLineEnds } from '../../../src/sync/retrieve/cleanPart.ts';

describe('normalising line ends', () => {
  it('returns the very same buffer when there is nothing to do', () => {
    const bytes = Buffer.from('one\ntwo\n');

    expect(normaliseLineEnds(bytes)).to.equal(bytes);
  });

  it('turns CRLF and lone CR into LF', () => {
    expect(normaliseLineEnds(Buffer.from('a\r\nb\rc\r\r\nd\r')).toString()).to.equal('a\nb\nc\n\nd\n');
  });

  it('drops a byte order mark', () => {
    expect(normaliseLineEnds(Buffer.from('\uFEFF<a/>\r\n')).toString()).to.equal('<a/>\n');
  });

  it('gives the same for a text whatever its line ends were', () => {
    const lines = fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll(/[\r\n]/g, '')));
    fc.assert(
      fc.property(lines, fc.constantFrom('\r\n', '\r'), (each, end) => {
        const normalised = normaliseLineEnds(Buffer.from(each.join(end)));
        expect(normalised.equals(normaliseLineEnds(Buffer.from(each.join('\n'))))).to.equal(true);
      })
    );
  });
});
