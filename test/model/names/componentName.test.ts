import { expect } from 'chai';
import fc from 'fast-check';
import {
  componentKey,
  decodeRawName,
  formatComponentName,
  nameKey,
  parseComponentName,
} from '../../../src/model/names/componentName.ts';

describe('a component name', () => {
  it('is split at the first colon, because full names may hold colons', () => {
    expect(parseComponentName('Layout:Rental__c-Rental: Trial')).to.deep.equal({
      type: 'Layout',
      fullName: 'Rental__c-Rental: Trial',
    });
  });

  for (const text of ['', 'Account', ':Account', 'CustomObject:']) {
    it(`is not "${text}"`, () => {
      expect(parseComponentName(text)).to.equal(undefined);
    });
  }

  it('is read back as it was written', () => {
    const name = fc.record({ type: fc.stringMatching(/^[A-Za-z]+$/), fullName: fc.string({ minLength: 1 }) });
    fc.assert(
      fc.property(name, (written) => {
        expect(parseComponentName(formatComponentName(written))).to.deep.equal({ ...written });
      })
    );
  });

  it('has a key that ignores the case of the full name, not of the type', () => {
    const key = componentKey({ type: 'CustomField', fullName: 'Account.Rating__c' });

    expect(key).to.equal(componentKey({ type: 'CustomField', fullName: 'ACCOUNT.rating__C' }));
    expect(key).to.not.equal(componentKey({ type: 'customfield', fullName: 'Account.Rating__c' }));
  });

  for (const [composed, decomposed] of [
    ['Zürich', 'Zu\u0308rich'],
    ['ÄRGER', 'A\u0308rger'],
    ['Việt', 'Vie\u0323\u0302t'],
    ['Ångström', '\u212bngstro\u0308m'],
    ['한국', '\u1112\u1161\u11ab\u1100\u116e\u11a8'],
    ['が', 'か\u3099'],
  ] as const) {
    it(`has one key however its letters are composed: ${composed}`, () => {
      const keys = [composed, decomposed, composed.toUpperCase(), decomposed.toLowerCase()].map((fullName) =>
        componentKey({ type: 'Profile', fullName })
      );

      expect(new Set(keys)).to.have.property('size', 1);
      expect(keys[0]).to.equal(keys[0]?.normalize('NFC'));
    });
  }

  it('has another key than a name that only looks alike', () => {
    // Fullwidth and Cyrillic letters, a ligature, a superscript: Unicode's NFKC would make one name of some.
    const names = ['file', '\ufb01le', '\uff46ile', 'fil\u0435', 'x2', 'x²', 'ss', 'ß'];

    expect(new Set(names.map((fullName) => componentKey({ type: 'Profile', fullName })))).to.have.property(
      'size',
      names.length
    );
  });

  it('has the key of its key, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (fullName) => {
        expect(nameKey(nameKey(fullName))).to.equal(nameKey(fullName));
        expect(nameKey(fullName.normalize('NFD'))).to.equal(nameKey(fullName));
      })
    );
  });
});

describe('decoding a raw name', () => {
  for (const [raw, decoded] of [
    ['Account-Account %28Sales%29 Layout', 'Account-Account (Sales) Layout'],
    ['Service %2F Repair', 'Service / Repair'],
    ['Force%2Ecom - Free User', 'Force.com - Free User'],
    ['%E9%A7%90%E8%BC%AA', '駐輪'],
    ['100%25 sure', '100% sure'],
    ['%252F', '%2F'],
    ['100% sure', '100% sure'],
    ['50%zz', '50%zz'],
    ['%E9%A7', '%E9%A7'],
    ['%', '%'],
    ['unfiled$public', 'unfiled$public'],
    ['', ''],
  ] as const) {
    it(`makes "${decoded}" of "${raw}"`, () => {
      expect(decodeRawName(raw)).to.equal(decoded);
    });
  }

  it('gives back what was encoded, and changes nothing without a percent sign', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(decodeRawName(encodeURIComponent(name))).to.equal(name);
        if (!name.includes('%')) expect(decodeRawName(name)).to.equal(name);
      })
    );
  });
});
