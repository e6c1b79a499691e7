import { expect } from 'chai';
import fc from 'fast-check';
import type { Mention } from '../../../src/model/extraction.ts';
import { componentKey, formatComponentName, type ComponentName } from '../../../src/model/names/componentName.ts';
import { resolveReferences } from '../../../src/model/references/resolveReferences.ts';

const named = (text: string): ComponentName => {
  const [type = '', fullName = ''] = text.split(':');
  return { type, fullName };
};

const mention = (text: string, changes: Partial<Mention> = {}): Mention => ({
  from: 0,
  kind: 'reads',
  place: 'formula',
  ...named(text),
  ...changes,
});

const symbolsOf = (...names: readonly string[]) => new Map(names.map(named).map((name) => [componentKey(name), name]));

const FROM = named('ValidationRule:Account.Rule');
const SYMBOLS = symbolsOf('CustomField:Account.Tier__c', 'CustomObject:Account', 'ValidationRule:Account.Rule');

const resolve = (...mentions: readonly Mention[]): string[] =>
  resolveReferences([{ from: FROM, mentions }], SYMBOLS).flatMap(({ to }) =>
    to.map((reference) => `${reference.kind} ${formatComponentName(reference.to)} at ${reference.place}`)
  );

describe('resolving mentions', () => {
  it('finds what a mention means, in the spelling of the org', () => {
    expect(resolve(mention('CustomField:ACCOUNT.tier__c'))).to.deep.equal([
      'reads CustomField:Account.Tier__c at formula',
    ]);
  });

  it('leaves out what the org does not have, and a type that is another', () => {
    expect(resolve(mention('CustomField:Account.Gone__c'), mention('CustomObject:Account.Tier__c'))).to.deep.equal([]);
  });

  describe('a name with a percent sign', () => {
    const symbols = symbolsOf(
      'Profile:Sales & Service',
      'Profile:100%',
      'Profile:100%25',
      'Layout:Account-50% off',
      'BusinessProcess:Lead.50% off',
      'ValidationRule:Account.Rule'
    );
    const meant = (text: string): string[] =>
      resolveReferences([{ from: FROM, mentions: [mention(text)] }], symbols).flatMap(({ to }) =>
        to.map((reference) => reference.to.fullName)
      );

    for (const [text, fullNames] of [
      ['Profile:Sales & Service', ['Sales & Service']],
      ['Profile:sales %26 service', ['Sales & Service']],
      ['Profile:100%', ['100%']],
      ['Profile:100%25', ['100%25']],
      ['Profile:100%2525', ['100%25']],
      ['Profile:100%252525', []],
      ['Profile:Gone %26 lost', []],
    ] as const) {
      it(`means the component of this name, else of the decoded one: ${text}`, () => {
        expect(meant(text)).to.deep.equal(fullNames);
      });
    }

    it('is decoded no second time where it was decoded when it was read', () => {
      expect(meant('Layout:Account-50% off')).to.deep.equal(['Account-50% off']);
      expect(meant('Layout:Account-50%25 off')).to.deep.equal([]);
      expect(meant('BusinessProcess:Lead.50%25 off')).to.deep.equal([]);
    });
  });

  it('finds a name however its letters are composed', () => {
    const symbols = symbolsOf('Profile:Zürich', 'ValidationRule:Account.Rule');
    const mentions = [mention('Profile:zu\u0308rich')];

    expect(resolveReferences([{ from: FROM, mentions }], symbols)[0]?.to.map(({ to }) => to.fullName)).to.deep.equal([
      'Zürich',
    ]);
  });

  it('leaves out what a component says of itself', () => {
    expect(resolve(mention('ValidationRule:account.RULE'))).to.deep.equal([]);
  });

  it('takes the same reference said twice for one, at the first place', () => {
    const again = mention('CustomField:Account.Tier__c', { place: 'message' });

    expect(resolve(mention('CustomField:Account.Tier__c'), again)).to.deep.equal([
      'reads CustomField:Account.Tier__c at formula',
    ]);
  });

  it('makes the same of a mention in whatever line it stands, so that lines may move', () => {
    const references = (...mentions: readonly Mention[]) => resolveReferences([{ from: FROM, mentions }], SYMBOLS);
    const named = mention('CustomField:Account.Tier__c');

    expect(references({ ...named, line: 7, access: 'read' }, { ...named, line: 8 })).to.deep.equal(references(named));
  });

  it('keeps different kinds apart', () => {
    const written = mention('CustomField:Account.Tier__c', { kind: 'writes' });

    expect(resolve(mention('CustomField:Account.Tier__c'), written)).to.have.lengthOf(2);
  });

  it('says who mentions nothing any more as well, so that old references go', () => {
    expect(resolveReferences([{ from: FROM, mentions: [] }], SYMBOLS)).to.deep.equal([{ from: FROM, to: [] }]);
  });

  it('does not care for the case of a mention, and never leads out of the org', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'B'), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(letters), fc.array(letters), (held, said) => {
        const symbols = symbolsOf(...held.map((name) => `ApexClass:${name}`));
        const references = (names: readonly string[]) =>
          resolveReferences([{ from: FROM, mentions: names.map((name) => mention(`ApexClass:${name}`)) }], symbols);
        const found = references(said);
        expect(references(said.map((name) => name.toUpperCase()))).to.deep.equal(found);
        for (const { to } of found.flatMap((set) => set.to)) expect(symbols.get(componentKey(to))).to.equal(to);
      })
    );
  });
});
