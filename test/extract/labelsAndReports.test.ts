import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

describe('extracting labels', () => {
  it('gives each label by its own name, without its container in front', () => {
    const { components } = extractFrom(
      'CustomLabels',
      'CustomLabels',
      `<labels><fullName>Hi</fullName><categories>A, B</categories><language>en_US</language><protected>true</protected>
         <shortDescription>Greeting</shortDescription><value>Hello &lt;b&gt;you&lt;/b&gt;</value></labels>`
    );

    expect(components[1]).to.deep.include({
      fullName: 'Hi',
      label: 'Greeting',
      parent: { type: 'CustomLabels', fullName: 'CustomLabels' },
      attributes: { value: 'Hello <b>you</b>', language: 'en_US', protected: true, categories: ['A', 'B'] },
    });
  });
});

describe('extracting reports', () => {
  const content = `<name>Pipeline now</name><format>Matrix</format><reportType>Opportunity</reportType><scope>team</scope>
    <columns><field>OPPORTUNITY_NAME</field></columns><columns><field>Opportunity.Region__c</field></columns>
    <columns><field>Line__c$Amount__c</field></columns><columns><field>Opportunity.Account.Tier__c</field></columns>
    <groupingsDown><dateGranularity>Month</dateGranularity><field>CLOSE_DATE</field></groupingsDown>
    <groupingsAcross><field>Opportunity.Kind__c</field></groupingsAcross>
    <filter><booleanFilter>1</booleanFilter><criteriaItems><column>Opportunity.Big__c</column><operator>equals</operator><value>1</value></criteriaItems></filter>
    <timeFrameFilter><dateColumn>CLOSE_DATE</dateColumn><interval>INTERVAL_CURY</interval></timeFrameFilter>
    <chart><chartType>Funnel</chartType></chart>`;

  it('gives what a report shows', () => {
    const { label, attributes } = component(extractFrom('Report', 'Sales/Pipeline', content), 'Report');

    expect(label).to.equal('Pipeline now');
    expect(attributes).to.deep.equal({
      reportType: 'Opportunity',
      format: 'Matrix',
      columns: ['OPPORTUNITY_NAME', 'Opportunity.Region__c', 'Line__c$Amount__c', 'Opportunity.Account.Tier__c'],
      groupingsDown: [{ field: 'CLOSE_DATE', granularity: 'Month' }],
      groupingsAcross: [{ field: 'Opportunity.Kind__c' }],
      filters: [{ column: 'Opportunity.Big__c', operator: 'equals', value: '1' }],
      filterLogic: '1',
      timeFrame: { column: 'CLOSE_DATE', interval: 'INTERVAL_CURY' },
      scope: 'team',
      chart: 'Funnel',
    });
  });

  it('gives what a report computes, and what it asks of other tables', () => {
    const { attributes } = component(
      extractFrom(
        'Report',
        'Sales/Rates',
        `<aggregates><calculatedFormula>WON:SUM/CLOSED:SUM</calculatedFormula><developerName>FORMULA1</developerName><masterLabel>Rate</masterLabel></aggregates>
         <buckets><developerName>Bucket_1</developerName><masterLabel>Size</masterLabel></buckets>
         <crossFilters><criteriaItems><column>Stage__c</column><operator>equals</operator><value>New</value></criteriaItems>
           <operation>without</operation><primaryTableColumn>Account$Id</primaryTableColumn><relatedTable>Visit__c</relatedTable></crossFilters>
         <customDetailFormulas><calculatedFormula>TODAY()</calculatedFormula><developerName>CDF1</developerName><label>Now</label></customDetailFormulas>
         <sortColumn>AMOUNT</sortColumn>`
      ),
      'Report'
    );

    expect(attributes).to.deep.equal({
      crossFilters: [
        {
          operation: 'without',
          table: 'Visit__c',
          filters: [{ column: 'Stage__c', operator: 'equals', value: 'New' }],
        },
      ],
      summaryFormulas: [{ name: 'FORMULA1', label: 'Rate', formula: 'WON:SUM/CLOSED:SUM' }],
      rowFormulas: [{ name: 'CDF1', label: 'Now', formula: 'TODAY()' }],
      buckets: ['Size'],
      sortColumn: 'AMOUNT',
    });
  });

  it('names its folder and the custom fields that stand with their object', () => {
    expect(mentionsIn(extractFrom('Report', 'Sales/Europe/Pipeline', content))).to.deep.equal([
      'belongs to ReportFolder:Sales/Europe',
      'displays CustomField:Line__c.Amount__c',
      'displays CustomField:Opportunity.Kind__c',
      'displays CustomField:Opportunity.Region__c',
      'filters CustomField:Opportunity.Big__c',
    ]);
  });

  it('names no folder where a report is filed in none', () => {
    expect(mentionsIn(extractFrom('Report', 'unfiled$public/Pipeline', ''))).to.deep.equal([]);
  });

  it('names a custom report type, and none that Salesforce makes up', () => {
    const typeOf = (type: string) =>
      mentionsIn(extractFrom('Report', 'unfiled$public/R', `<reportType>${type}</reportType>`));

    expect(typeOf('Bikes_with_Rentals__c')).to.deep.equal(['refers to ReportType:Bikes_with_Rentals']);
    expect(typeOf('CustomEntity$Bike__c')).to.deep.equal([]);
    expect(typeOf('Opportunity')).to.deep.equal([]);
  });

  it('gives whom a folder is shared with, and the folder that it lies in', () => {
    const extraction = extractFrom(
      'ReportFolder',
      'Sales/Europe',
      `<name>Europe</name><accessType>Shared</accessType><publicFolderAccess>ReadOnly</publicFolderAccess>
       <folderShares><accessLevel>Manage</accessLevel><sharedTo>Bosses</sharedTo><sharedToType>Group</sharedToType></folderShares>`
    );

    expect(component(extraction, 'ReportFolder')).to.deep.include({
      label: 'Europe',
      attributes: {
        accessType: 'Shared',
        publicAccess: 'ReadOnly',
        sharedWith: [{ name: 'Bosses', kind: 'Group', access: 'Manage' }],
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal(['belongs to ReportFolder:Sales']);
  });
});
