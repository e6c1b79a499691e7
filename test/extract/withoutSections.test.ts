import { expect } from 'chai';
import fc from 'fast-check';
import { withoutSections } from '../../src/extract/sections.ts';
import { parseXml } from '../../src/xml/parseXml.ts';

const cut = (text: string, paths: readonly string[]): string =>
  withoutSections(Buffer.from(text), parseXml(text), paths).toString();

/** Writes as the Metadata API does: one element a line, four blanks a level. */
const write = (name: string, content: string | readonly string[], level = 1): string => {
  const indent = '    '.repeat(level);
  return typeof content === 'string'
    ? `${indent}<${name}>${content}</${name}>`
    : [`${indent}<${name}>`, ...content, `${indent}</${name}>`].join('\n');
};
const documentOf = (root: string, lines: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, lines, 0)}\n`;

const sections = {
  classAccesses: write('classAccesses', [write('apexClass', 'Ünïcode'), write('enabled', 'true')]),
  fieldPermissions: write('fieldPermissions', [write('field', 'A.B__c', 2)]),
  tabVisibilities: write('tabVisibilities', []),
  newInNextRelease: write('newInNextRelease', 'x'),
};
const kept = [
  write('custom', 'false'),
  write('userLicense', 'Salesforce'),
  write('userPermissions', [write('name', 'ApiEnabled', 2)]),
];

/** The kept lines in order, with any number of sections before, between and behind them. */
const mixed = fc
  .array(fc.tuple(fc.constantFrom(...Object.values(sections)), fc.integer({ min: 0, max: kept.length })), {
    maxLength: 12,
  })
  .map((extras) =>
    [...kept.keys(), kept.length].flatMap((at) => [
      ...extras.filter(([, place]) => place === at).map(([line]) => line),
      ...kept.slice(at, at + 1),
    ])
  );

describe('leaving sections out', () => {
  it('gives the same text whatever sections were there, by what goes', () => {
    const expected = documentOf('Profile', kept);

    fc.assert(
      fc.property(mixed, (lines) => {
        expect(cut(documentOf('Profile', lines), Object.keys(sections))).to.equal(expected);
      })
    );
  });

  it('gives the same text whatever sections were there, by what stays', () => {
    const expected = documentOf('Profile', kept);

    fc.assert(
      fc.property(mixed, (lines) => {
        expect(cut(documentOf('Profile', lines), ['!custom', '!userLicense', '!userPermissions'])).to.equal(expected);
      })
    );
  });

  it('cuts inside of elements, and only there', () => {
    const picklists = [write('picklistValues', [write('picklist', 'Rating', 3)], 2), write('picklistValues', 'x', 2)];
    const recordType = (inner: readonly string[]): string =>
      write('recordTypes', [write('fullName', 'Big', 2), ...inner]);
    const outside = write('picklistValues', 'stays');

    const text = cut(documentOf('CustomObject', [outside, recordType(picklists), recordType([])]), [
      'recordTypes.picklistValues',
    ]);

    expect(text).to.equal(documentOf('CustomObject', [outside, recordType([]), recordType([])]));
  });

  it('returns the very text where there is nothing to cut', () => {
    const text = documentOf('Profile', kept);

    expect(cut(text, ['classAccesses'])).to.equal(text);
    expect(cut(text, [])).to.equal(text);
  });

  it('works on a document in one line', () => {
    expect(cut('<a><b>1</b><c/><b>2</b><d>3</d></a>', ['b'])).to.equal('<a><c/><d>3</d></a>');
  });
});
