import { expect } from 'chai';
import { entryOf } from '../../src/catalogue/catalogue.ts';
import { parseXml } from '../../src/xml/parseXml.ts';
import { withoutSections } from '../../src/extract/sections.ts';

/** What is kept of a document of the type, white space left out. */
const kept = (type: string, content: string): string => {
  const text = `<${type}>${content}</${type}>`;
  const paths = entryOf(type)?.requestDependent ?? [];
  return withoutSections(Buffer.from(text), parseXml(text), paths).toString().replaceAll(/\s/g, '');
};

describe('what comes back only for companions of the same request', () => {
  for (const type of ['Translations', 'CustomObjectTranslation']) {
    it(`is everything in ${type}`, () => {
      const content = `<fields><label>Rad</label><name>Bike__c</name></fields>
        <customLabels><label>Hallo</label><name>Hi</name></customLabels>`;

      expect(kept(type, content)).to.equal(kept(type, ''));
    });
  }

  it('are the page overrides for profiles in an app, and nothing else', () => {
    const own = '<label>App</label><actionOverrides><content>P</content></actionOverrides>';

    const text = kept(
      'CustomApplication',
      `${own}<profileActionOverrides><profile>Admin</profile></profileActionOverrides>`
    );

    expect(text).to.equal(kept('CustomApplication', own)).and.to.include('actionOverrides');
  });
});
