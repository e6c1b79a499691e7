import { expect } from 'chai';
import fc from 'fast-check';
import { createZipFileScanner } from '../../src/salesforce/calls/zipFileScanner.ts';

const scan = (answer: string, cuts: readonly number[] = []): { zip: Buffer | undefined; rest: string } => {
  const bytes = Buffer.from(answer);
  const scanner = createZipFileScanner();
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  for (const [index, end] of [...places, bytes.length].entries()) {
    scanner.push(bytes.subarray(places[index - 1] ?? 0, end));
  }
  const { zip, rest } = scanner.end();
  return { zip, rest: rest.toString() };
};

const answerWith = (base64: string): string =>
  `<?xml version="1.0"?><Envelope><result><id>09Sé</id><zipFile>${base64}</zipFile><messages>駐</messages></result></Envelope>`;

describe('taking the zip out of an answer', () => {
  it('decodes it and gives the answer without it', () => {
    const zip = Buffer.from('anything at all');

    expect(scan(answerWith(zip.toString('base64')))).to.deep.equal({ zip, rest: answerWith('') });
  });

  it('takes line breaks inside for nothing', () => {
    const zip = Buffer.from('anything at all, but longer');
    const broken = zip.toString('base64').replaceAll(/.{5}/g, '$&\r\n');

    expect(scan(answerWith(broken)).zip).to.deep.equal(zip);
  });

  it('knows the element in any namespace', () => {
    expect(scan('<m:zipFile>QUJD</m:zipFile>')).to.deep.equal({
      zip: Buffer.from('ABC'),
      rest: '<m:zipFile></m:zipFile>',
    });
  });

  it('gives an answer without a zip as it is', () => {
    for (const answer of ['', '<a/>', '<result><done>true</done></result>', '<zipFile xsi:nil="true"/>']) {
      expect(scan(answer), answer).to.deep.equal({ zip: undefined, rest: answer });
    }
  });

  it('gives the same however the answer was cut on its way', () => {
    const zips = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(zips, fc.array(fc.nat(400), { maxLength: 30 }), (zip, cuts) => {
        expect(scan(answerWith(zip.toString('base64')), cuts)).to.deep.equal({ zip, rest: answerWith('') });
      })
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.nat(100)), (text, cuts) => {
        expect(scan(text.replaceAll('zipFile>', ''), cuts).rest).to.equal(text.replaceAll('zipFile>', ''));
      })
    );
  });
});
