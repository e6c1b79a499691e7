import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

describe('extracting value sets', () => {
  it('gives the values of a global one', () => {
    const { label, description, attributes } = component(
      extractFrom(
        'GlobalValueSet',
        'Region',
        `<customValue><fullName>North</fullName><color>#FFF</color><default>true</default><label>The North</label></customValue>
         <customValue><fullName>South</fullName><default>false</default><isActive>false</isActive><label>South</label></customValue>
         <description>Where</description><masterLabel>Regions</masterLabel><sorted>false</sorted>`
      ),
      'GlobalValueSet'
    );

    expect([label, description]).to.deep.equal(['Regions', 'Where']);
    expect(attributes).to.deep.equal({
      sorted: false,
      values: [
        { name: 'North', label: 'The North', default: true },
        { name: 'South', label: 'South', default: false, active: false },
      ],
    });
  });

  it('gives what the values of a standard one mean', () => {
    const { attributes } = component(
      extractFrom(
        'StandardValueSet',
        'OpportunityStage',
        `<sorted>true</sorted>
         <standardValue><fullName>Won</fullName><closed>true</closed><default>false</default>
           <forecastCategory>Closed</forecastCategory><label>Won</label><probability>100</probability><won>true</won></standardValue>`
      ),
      'StandardValueSet'
    );

    expect(attributes).to.deep.equal({
      sorted: true,
      values: [
        {
          name: 'Won',
          label: 'Won',
          default: false,
          closed: true,
          won: true,
          probability: 100,
          forecastCategory: 'Closed',
        },
      ],
    });
  });
});

describe('extracting custom metadata records', () => {
  const value = (field: string, type: string, text: string): string =>
    `<values><field>${field}</field><value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xsd:${type}">${text}</value></values>`;

  it('gives each value in its type, and leaves out empty fields', () => {
    const { label, attributes } = component(
      extractFrom(
        'CustomMetadata',
        'Rule.Winter',
        `<label>Winter</label><protected>true</protected>${value('Rate__c', 'double', '12.50')}${value('On__c', 'boolean', 'false')}
         ${value('Since__c', 'date', '2026-01-01')}${value('Text__c', 'string', '007')}
         <values><field>None__c</field><value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></values>`
      ),
      'CustomMetadata'
    );

    expect(label).to.equal('Winter');
    expect(attributes).to.deep.equal({
      object: 'Rule__mdt',
      protected: true,
      values: { Rate__c: 12.5, On__c: false, Since__c: '2026-01-01', Text__c: '007' },
    });
  });

  it('belongs to its type, also to one of a package, and assigns its fields', () => {
    const mentions = mentionsIn(extractFrom('CustomMetadata', 'ns__Rule.Winter', value('ns__Rate__c', 'double', '1')));

    expect(mentions).to.deep.equal([
      'assigns CustomField:ns__Rule__mdt.ns__Rate__c',
      'belongs to CustomObject:ns__Rule__mdt',
    ]);
  });
});
