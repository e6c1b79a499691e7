import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

describe('extracting OmniStudio components', () => {
  for (const type of ['OmniScript', 'OmniIntegrationProcedure']) {
    it(`gives version and elements of an ${type}, those inside others included`, () => {
      const { label, attributes } = component(
        extractFrom(
          type,
          'Claim_New_English_2',
          `<isActive>true</isActive><language>English</language><name>New claim</name>
           <omniProcessElements><childElements><name>Who</name><type>Text</type></childElements><name>One</name><type>Step</type></omniProcessElements>
           <omniProcessElements><name>Two</name><type>Step</type></omniProcessElements>
           <subType>New</subType><type>Claim</type><versionNumber>2.0</versionNumber>`
        ),
        type
      );

      expect(label).to.equal('New claim');
      expect(attributes).to.deep.equal({
        type: 'Claim',
        subType: 'New',
        language: 'English',
        versionNumber: 2,
        active: true,
        elements: { Step: 2, Text: 1 },
      });
    });
  }

  it('gives kind and objects of a data transform', () => {
    const extraction = extractFrom(
      'OmniDataTransform',
      'Load_1',
      `<active>false</active><name>Load it</name>
       <omniDataTransformItem><inputObjectName>json</inputObjectName><lookupObjectName>Contact</lookupObjectName><outputObjectName>Case</outputObjectName></omniDataTransformItem>
       <preprocessorClassName>Before</preprocessorClassName><type>Load</type><versionNumber>1</versionNumber>`
    );

    expect(component(extraction, 'OmniDataTransform')).to.deep.include({
      label: 'Load it',
      attributes: { type: 'Load', active: false, versionNumber: 1, items: 1 },
    });
    expect(mentionsIn(extraction)).to.include.members([
      'calls ApexClass:Before',
      'reads CustomObject:Contact',
      'writes CustomObject:Case',
    ]);
  });

  it('gives the data source of a card', () => {
    const { label, attributes } = component(
      extractFrom(
        'OmniUiCard',
        'Card_1',
        `<authorName>Us</authorName><dataSourceConfig>{&quot;dataSource&quot;:{&quot;type&quot;:&quot;SOQL&quot;,&quot;value&quot;:{}}}</dataSourceConfig>
         <isActive>true</isActive><name>Card</name><omniUiCardType>Parent</omniUiCardType><versionNumber>1</versionNumber>`
      ),
      'OmniUiCard'
    );

    expect(label).to.equal('Card');
    expect(attributes).to.deep.equal({
      type: 'Parent',
      active: true,
      versionNumber: 1,
      author: 'Us',
      dataSourceType: 'SOQL',
    });
  });
});
