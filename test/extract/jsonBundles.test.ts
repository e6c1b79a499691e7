import { expect } from 'chai';
import { extractFiles } from './extractFiles.ts';
import { component, mentionsIn } from './extractFrom.ts';

const shown = (...definitions: string[]): string =>
  JSON.stringify({ contentBody: { component: { children: definitions.map((definition) => ({ definition })) } } });

describe('extracting a workspace of a site', () => {
  const FILES = {
    'Shop1.digitalExperience-meta.xml': '<description>Sells</description><label>Shop</label>',
    'sfdc_cms__appPage/mainAppPage/content.json':
      '{"contentBody":{"isLockerServiceEnabled":true,"isRelaxedCSPLevel":false}}',
    'sfdc_cms__image/logo/logo.png': 2_000,
    'sfdc_cms__site/Shop1/content.json': '{"contentBody":{"authenticationType":"AUTHENTICATED"}}',
    'sfdc_cms__view/home/_meta.json': '{"apiName":"home"}',
    'sfdc_cms__view/home/content.json': shown('c:finder', 'community_builder:htmlEditor', 'c:finder'),
    'sfdc_cms__view/home/mobile/mobile.json': '{}',
    'sfdc_cms__view/order/content.json': shown('c:orderForm'),
  };

  it('gives its kind, how people sign in and what it holds', () => {
    const extraction = extractFiles('DigitalExperienceBundle', 'site/Shop1', FILES);

    expect(extraction.warnings).to.deep.equal([]);
    expect(component(extraction, 'DigitalExperienceBundle')).to.deep.include({
      fullName: 'site/Shop1',
      label: 'Shop',
      description: 'Sells',
      attributes: {
        workspaceType: 'site',
        authenticationType: 'AUTHENTICATED',
        isRelaxedCSPLevel: false,
        isLockerServiceEnabled: true,
        contents: { sfdc_cms__appPage: 1, sfdc_cms__image: 1, sfdc_cms__site: 1, sfdc_cms__view: 2 },
      },
    });
  });

  it("names the org's own components on its pages, and where", () => {
    const { mentions } = extractFiles('DigitalExperienceBundle', 'site/Shop1', FILES);

    expect(mentions.map(({ kind, fullName, place }) => [kind, fullName, place])).to.deep.equal([
      ['displays', 'finder', 'sfdc_cms__view/home/content.json'],
      ['displays', 'orderForm', 'sfdc_cms__view/order/content.json'],
    ]);
  });

  it('gives what it can of files that are no JSON, or nested without end', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const extraction = extractFiles('DigitalExperienceBundle', 'content/Media', {
      'Media.digitalExperience-meta.xml':
        '<label>Media</label><modules><module><fullyQualifiedName>sfdc_cms__media</fullyQualifiedName></module></modules>',
      'sfdc_cms__view/broken/content.json': '{',
      'sfdc_cms__view/deep/content.json': deep,
    });

    expect(component(extraction, 'DigitalExperienceBundle').attributes).to.deep.equal({
      workspaceType: 'content',
      modules: ['sfdc_cms__media'],
      contents: { sfdc_cms__view: 2 },
    });
    expect(mentionsIn(extraction)).to.deep.equal([]);
  });
});

describe('extracting a Lightning type', () => {
  const extracted = (schema: object, more: Readonly<Record<string, string>> = {}) =>
    extractFiles('LightningTypeBundle', 'quote', { ...more, 'schema.json': JSON.stringify(schema) });

  it('takes name and description from its schema, which is its main file', () => {
    const extraction = extracted(
      { title: 'Quote', description: 'A price', 'lightning:type': '@apexClassType/c__Quotes$Output' },
      {
        'lightningDesktopGenAi/renderer.json': '{"renderer":{"componentOverrides":{"$":{"definition":"c/quoteCard"}}}}',
      }
    );

    expect(extraction.warnings).to.deep.equal([]);
    expect(component(extraction, 'LightningTypeBundle')).to.deep.include({
      label: 'Quote',
      description: 'A price',
      attributes: {
        lightningType: '@apexClassType/c__Quotes$Output',
        channels: ['lightningDesktopGenAi'],
        files: ['lightningDesktopGenAi/renderer.json', 'schema.json'],
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'displays LightningComponentBundle:quoteCard',
      'refers to ApexClass:Quotes',
    ]);
  });

  it('names classes of packages and other types, but none of Salesforce', () => {
    const extraction = extracted({
      'lightning:type': 'lightning__objectType',
      properties: {
        total: { 'lightning:type': 'lightning__numberType' },
        address: { 'lightning:type': 'c__address' },
        parts: { items: { 'lightning:type': '@apexClassType/ns__Part' } },
      },
    });

    expect(mentionsIn(extraction)).to.deep.equal([
      'refers to ApexClass:ns__Part',
      'refers to LightningTypeBundle:address',
    ]);
  });

  it('says so when its schema did not come', () => {
    const { warnings } = extractFiles('LightningTypeBundle', 'quote', { 'enhancedWebChat/editor.json': '{}' });

    expect(warnings).to.deep.equal(['LightningTypeBundle:quote came without its source file.']);
  });
});
