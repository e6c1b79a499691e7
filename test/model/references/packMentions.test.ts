import { expect } from 'chai';
import fc from 'fast-check';
import type { Mention } from '../../../src/model/extraction.ts';
import { packMentions, unpackMentions, type PackedMentions } from '../../../src/model/references/packMentions.ts';

const stored = (packed: PackedMentions): PackedMentions => JSON.parse(JSON.stringify(packed)) as PackedMentions;

const someMention = fc
  .record({
    from: fc.nat(2),
    kind: fc.constantFrom<Mention['kind']>('reads', 'writes', 'refers to'),
    type: fc.constantFrom('CustomField', 'ApexClass'),
    fullName: fc.string(),
    place: fc.constantFrom('', 'markup', 'row.js'),
    line: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    access: fc.option(fc.constantFrom<Mention['access']>('read', 'write'), { nil: undefined }),
  })
  .map(({ line, access, ...mention }): Mention => ({
    ...mention,
    ...(line === undefined ? {} : { line }),
    ...(access === undefined ? {} : { access }),
  }));

describe('packed mentions', () => {
  it('are the same again when they are unpacked, through JSON too', () => {
    fc.assert(
      fc.property(fc.array(someMention), (mentions) => {
        expect(unpackMentions(stored(packMentions(mentions)))).to.deep.equal(mentions);
      })
    );
  });

  it('share what they have in common, though each stands in another line', () => {
    const mentions = ['A', 'B', 'C'].map((fullName, index): Mention => ({
      from: 0,
      kind: 'calls',
      type: 'ApexClass',
      fullName,
      place: 'row.js',
      line: index + 1,
    }));

    expect(packMentions(mentions)).to.deep.equal({
      manners: [[0, 'calls', 'ApexClass', 'row.js']],
      names: [0, 'A', 0, 'B', 0, 'C'],
      lines: [1, 2, 3],
    });
  });

  it('say nothing of lines where there are none', () => {
    const mention: Mention = {
      from: 0,
      kind: 'reads',
      type: 'CustomField',
      fullName: 'A.B',
      place: 'f.g',
      access: 'read',
    };

    expect(packMentions([mention])).to.deep.equal({
      manners: [[0, 'reads', 'CustomField', 'f.g', 'read']],
      names: [0, 'A.B'],
    });
  });

  it('of a document that was stored before they had an access have none', () => {
    const old: PackedMentions = { manners: [[0, 'reads', 'CustomField', 'formula']], names: [0, 'Case.Due__c'] };

    expect(unpackMentions(stored(old))).to.deep.equal([
      { from: 0, kind: 'reads', type: 'CustomField', fullName: 'Case.Due__c', place: 'formula' },
    ]);
  });
});
