import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

const item = (instance: string): string => `<itemInstances>${instance}</itemInstances>`;
const placed = (name: string, properties = '', rule = ''): string =>
  item(`<componentInstance>${properties}<componentName>${name}</componentName>${rule}</componentInstance>`);
const property = (name: string, value: string): string =>
  `<componentInstanceProperties><name>${name}</name><value>${value}</value></componentInstanceProperties>`;
const shownIf = (left: string): string =>
  `<visibilityRule><criteria><leftValue>${left}</leftValue><operator>EQUAL</operator></criteria></visibilityRule>`;

const page = (items: string, object = '<sobjectType>Case</sobjectType>') =>
  extractFrom(
    'FlexiPage',
    'Case_Page',
    `<flexiPageRegions>${items}<name>main</name><type>Region</type></flexiPageRegions><masterLabel>Case Page</masterLabel>
     ${object}<template><name>flexipage:oneColumn</name></template><type>RecordPage</type>`
  );

describe('extracting a Lightning page', () => {
  it('gives what it is for and what stands on it', () => {
    const { label, attributes } = component(
      page(
        placed('force:detailPanel') +
          placed('map') +
          placed('map') +
          item('<fieldInstance><fieldItem>Record.Kind__c</fieldItem></fieldInstance>')
      ),
      'FlexiPage'
    );

    expect(label).to.equal('Case Page');
    expect(attributes).to.deep.equal({
      type: 'RecordPage',
      object: 'Case',
      template: 'flexipage:oneColumn',
      regions: 1,
      components: ['force:detailPanel', 'map'],
      fields: ['Record.Kind__c'],
    });
  });

  it("names the org's own components, fields, and what decides about visibility", () => {
    const extraction = page(
      placed('c:map', '', shownIf('{!Record.Owner.Name}')) +
        placed('force:detailPanel', '', shownIf('{!$Permission.CustomPermission.Boss}')) +
        item(`<fieldInstance><fieldItem>Record.Kind__c</fieldItem>${shownIf('{!$User.Profile.Name}')}</fieldInstance>`)
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'displays AuraDefinitionBundle:map',
      'displays CustomField:Case.Kind__c',
      'displays LightningComponentBundle:map',
      'filters CustomField:Case.Owner.Name',
      'filters CustomField:User.Profile.Name',
      'reads CustomPermission:Boss',
      'runs on CustomObject:Case',
    ]);
  });

  it("names what Salesforce's own components are told to show", () => {
    const extraction = page(
      placed('flowruntime:interview', property('flowName', 'Wizard')) +
        placed('flexipage:filterListCard', property('entityName', 'Case') + property('filterName', 'Mine')) +
        placed(
          'force:highlightsPanel',
          `<componentInstanceProperties><name>actionNames</name><valueList>
             <valueListItems><value>Case.Escalate</value></valueListItems></valueList></componentInstanceProperties>`
        ),
      ''
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'displays Flow:Wizard',
      'displays ListView:Case.Mine',
      'displays QuickAction:Case.Escalate',
    ]);
  });

  it('says nothing of record fields where it is not for an object', () => {
    expect(mentionsIn(page(placed('force:x', '', shownIf('{!Record.Status}')), ''))).to.deep.equal([]);
  });
});
