import { expect } from 'chai';
import { sliceApplication, sliceObjectTranslation, sliceTranslations } from './soap/sliceTranslation.ts';

const asking =
  (...names: readonly string[]) =>
  (type: string, fullName: string): boolean =>
    names.includes(`${type}:${fullName}`);

const file = (root: string, inside: string): Buffer => Buffer.from(`<${root}>${inside}</${root}>`);

/** Names of the root's elements that are left. */
const left = (content: Buffer): string[] =>
  [...content.toString().matchAll(/<(\w+)><(?:name|layout)>/g)].map(([, name]) => name ?? '');

describe('translations that the stand-in gives', () => {
  const language = file(
    'Translations',
    '<customLabels><name>Hi</name></customLabels><customTabs><name>Map</name></customTabs><prompts><name>P</name></prompts>'
  );
  const object = file(
    'CustomObjectTranslation',
    '<fields><name>Color__c</name></fields><layouts><layout>Main %28A%29</layout></layouts><quickActions><name>Call</name></quickActions>'
  );

  it('are those of what is in the same request', () => {
    expect(left(sliceTranslations(language, asking()))).to.deep.equal([]);
    expect(left(sliceTranslations(language, asking('CustomLabels:CustomLabels')))).to.deep.equal(['customLabels']);
    expect(left(sliceTranslations(language, asking('CustomTab:Map')))).to.deep.equal(['customTabs']);
  });

  it('are, of an object, those of its parts that were asked for', () => {
    const given = (...names: readonly string[]): string[] =>
      left(sliceObjectTranslation(object, 'Bike__c-de', asking(...names)));

    expect(given()).to.deep.equal([]);
    expect(given('CustomObject:Bike__c')).to.deep.equal(['fields']);
    expect(given('Layout:Bike__c-Main (A)', 'QuickAction:Bike__c.Call')).to.deep.equal(['layouts', 'quickActions']);
  });

  it('leave an app its pages only for profiles of the same request', () => {
    const app = file('CustomApplication', '<profileActionOverrides><profile>Admin</profile></profileActionOverrides>');

    expect(sliceApplication(app, asking()).toString()).to.not.contain('Admin');
    expect(sliceApplication(app, asking('Profile:Admin')).toString()).to.contain('Admin');
  });
});
