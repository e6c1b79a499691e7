import { expect } from 'chai';
import type { JsonValue } from '../../src/model/extraction.ts';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

describe('extracting what says little more than its name', () => {
  it('names the classes of a test suite', () => {
    const extraction = extractFrom(
      'ApexTestSuite',
      'Smoke',
      '<testClassName>A</testClassName><testClassName>B</testClassName>'
    );

    expect(component(extraction, 'ApexTestSuite').attributes).to.deep.equal({ testClasses: ['A', 'B'] });
    expect(mentionsIn(extraction)).to.deep.equal(['calls ApexClass:A', 'calls ApexClass:B']);
  });

  it('names the flows of a category', () => {
    const extraction = extractFrom(
      'FlowCategory',
      'Depot',
      `<description>Day by day</description><flowCategoryItems><flow>Extend</flow></flowCategoryItems>
       <flowCategoryItems><flow>Close</flow></flowCategoryItems><masterLabel>At the depot</masterLabel>`
    );

    expect(component(extraction, 'FlowCategory')).to.deep.include({
      label: 'At the depot',
      description: 'Day by day',
      attributes: { flows: ['Extend', 'Close'] },
    });
    expect(mentionsIn(extraction)).to.deep.equal(['refers to Flow:Close', 'refers to Flow:Extend']);
  });

  it('gives who gets mail about exceptions', () => {
    const notified = (content: string) =>
      component(extractFrom('ApexEmailNotifications', 'apexEmailNotifications', content), 'ApexEmailNotifications')
        .attributes;

    expect(
      notified(`<apexEmailNotification><user>ada@acme.example</user></apexEmailNotification>
        <apexEmailNotification><email>on-call@acme.example</email></apexEmailNotification>`)
    ).to.deep.equal({ users: ['ada@acme.example'], emails: ['on-call@acme.example'] });
    expect(notified('')).to.deep.equal({});
  });

  it('gives the version of a package as it is written, and no password', () => {
    const { attributes } = component(
      extractFrom(
        'InstalledPackage',
        'kit',
        '<activateRSS>false</activateRSS><password>geheim</password><versionNumber>1.10</versionNumber>'
      ),
      'InstalledPackage'
    );

    expect(attributes).to.deep.equal({ versionNumber: '1.10', activateRSS: false });
  });

  it('gives the language of translations', () => {
    const object = extractFrom('CustomObjectTranslation', 'Bike__c-pt_BR', '');

    expect(component(extractFrom('Translations', 'de', ''), 'Translations').attributes).to.deep.equal({
      language: 'de',
    });
    expect(component(object, 'CustomObjectTranslation').attributes).to.deep.equal({
      object: 'Bike__c',
      language: 'pt_BR',
    });
    expect(mentionsIn(object)).to.deep.equal(['belongs to CustomObject:Bike__c']);
  });

  it('gives every translated text, by whatever names, and none that is empty', () => {
    const names = ['__proto__', 'constructor', ...Array.from({ length: 20_000 }, (_, at) => `Label_${at}`)];
    const labels = names.map((name) => `<customLabels><label>${name}!</label><name>${name}</name></customLabels>`);
    const content = `${labels.join('')}<customLabels><label> </label><name>Empty</name></customLabels>
      <flowDefinitions><flows><flowChoices><choiceText>Ja</choiceText><name>Yes</name></flowChoices>
      <fullName>Ask-1</fullName></flows><fullName>Ask</fullName></flowDefinitions>`;

    const { attributes } = component(extractFrom('Translations', 'de', content), 'Translations');

    const found = attributes['customLabels'] as { readonly [name: string]: JsonValue };
    expect(Object.entries(found)).to.deep.equal(names.map((name) => [name, { label: `${name}!` }]));
    expect(attributes['flowDefinitions']).to.deep.equal({
      Ask: { flows: { 'Ask-1': { flowChoices: { Yes: { choiceText: 'Ja' } } } } },
    });
  });
});
