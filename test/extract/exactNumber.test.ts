import { expect } from 'chai';
import fc from 'fast-check';
import { exactNumber, number } from '../../src/extract/attributes.ts';
import { customMetadata } from '../../src/extract/types/objects/records.ts';
import { parseXml } from '../../src/xml/parseXml.ts';

describe('numbers in documents', () => {
  for (const [written, value] of [
    ['18', 18],
    ['66.0', 66],
    ['1.10', 1.1],
    ['-12.50', -12.5],
    ['0.15', 0.15],
    ['0', 0],
    ['0.0', 0],
    ['1.0E7', 10_000_000],
    ['1.2345678901234567E8', 123456789.01234567],
    ['9007199254740991', 9007199254740991],
    [' 5 ', 5],
  ] as const) {
    it(`are numbers where no digit is lost: ${written}`, () => {
      expect(exactNumber(written)).to.equal(value);
    });
  }

  for (const written of [
    '9007199254740993',
    '123456789012345678',
    '0.12345678901234567890',
    '1234567890123456.78',
    '0.1000000000000000055511151231257827',
    '1e400',
    '007',
    '00.5',
    '0x1F',
    '1_000',
    'Infinity',
    'NaN',
    'INF',
    '12 May',
    '1.2.3',
    '--1',
  ]) {
    it(`stay text where one would be: ${written}`, () => {
      expect(exactNumber(written)).to.equal(written);
    });
  }

  it('say the same as their text, whatever the text', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 25 });
    /** In units of the 60th place behind the point. */
    const exact = (decimal: string): bigint => {
      const [, whole = '', fraction = '', exponent = '0'] = /^(\d+)(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(decimal) ?? [];
      return BigInt(whole + fraction) * 10n ** BigInt(60 + Number(exponent) - fraction.length);
    };
    fc.assert(
      fc.property(digits, fc.option(digits), (whole, fraction) => {
        const written = fraction === null ? whole : `${whole}.${fraction}`;
        const read = exactNumber(written);
        expect(typeof read === 'string' ? read : exact(String(read))).to.equal(
          typeof read === 'string' ? written : exact(written)
        );
      })
    );
  });

  it('are text in attributes and records too, and in JSON of them', () => {
    const document = parseXml(
      `<CustomMetadata xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><length>123456789012345678</length><values><field>Id__c</field><value xsi:type="xsd:double">123456789012345678.0</value></values></CustomMetadata>`
    );
    const subject = { type: 'CustomMetadata', fullName: 'A.B', element: document, body: '', parts: [] };
    const attributes = customMetadata.attributes?.(subject);

    expect(number('length')(document)).to.equal('123456789012345678');
    expect(JSON.stringify(attributes)).to.include('"Id__c":"123456789012345678.0"');
  });
});
