import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

const attributesOf = (fullName: string, content: string) =>
  component(extractFrom('CustomObject', fullName, content), 'CustomObject').attributes;

describe('extracting an object', () => {
  for (const [fullName, content, kind] of [
    ['Account', '', 'standard object'],
    ['Thing__c', '', 'custom object'],
    ['ns__Thing__c', '', 'custom object'],
    ['Setting__c', '<customSettingsType>Hierarchy</customSettingsType>', 'custom setting'],
    ['Rule__mdt', '', 'custom metadata type'],
    ['Event__e', '', 'platform event'],
    ['Archive__b', '', 'big object'],
    ['Remote__x', '', 'external object'],
    ['Odd__Name', '', 'standard object'],
  ] as const) {
    it(`tells that ${fullName} ${content && 'with a settings type '}is a ${kind}`, () => {
      expect(attributesOf(fullName, content)).to.include({ kind });
    });
  }

  it('tells what it allows, and nothing that the document does not say', () => {
    const attributes = attributesOf(
      'Thing__c',
      `<pluralLabel>Things</pluralLabel><sharingModel>Private</sharingModel><deploymentStatus>Deployed</deploymentStatus>
       <enableReports>true</enableReports><enableFeeds>false</enableFeeds>
       <nameField><label>No.</label><type>AutoNumber</type><displayFormat>T-{0}</displayFormat></nameField>
       <actionOverrides><actionName>View</actionName><type>Default</type></actionOverrides>`
    );

    expect(attributes).to.deep.equal({
      kind: 'custom object',
      pluralLabel: 'Things',
      sharingModel: 'Private',
      deploymentStatus: 'Deployed',
      nameField: { label: 'No.', type: 'AutoNumber', displayFormat: 'T-{0}' },
      features: ['enableReports'],
    });
  });

  it('names pages that override actions, its compact layout and fields of its search layouts', () => {
    const extraction = extractFrom(
      'CustomObject',
      'Thing__c',
      `<actionOverrides><actionName>New</actionName><type>Visualforce</type><content>NewThing</content></actionOverrides>
       <actionOverrides><actionName>View</actionName><type>Flexipage</type><content>Thing_Page</content></actionOverrides>
       <compactLayoutAssignment>Short</compactLayoutAssignment>
       <searchLayouts>
         <searchResultsAdditionalFields>NAME</searchResultsAdditionalFields>
         <searchResultsAdditionalFields>Size__c</searchResultsAdditionalFields>
         <listViewButtons>Mass_Close</listViewButtons>
       </searchLayouts>`
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'displays ApexPage:NewThing',
      'displays CompactLayout:Thing__c.Short',
      'displays CustomField:Thing__c.Size__c',
      'displays FlexiPage:Thing_Page',
      'displays WebLink:Thing__c.Mass_Close',
    ]);
  });

  it('takes the system compact layout for no component', () => {
    const extraction = extractFrom('CustomObject', 'A', '<compactLayoutAssignment>SYSTEM</compactLayoutAssignment>');

    expect(mentionsIn(extraction)).to.deep.equal([]);
  });
});
