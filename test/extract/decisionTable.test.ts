import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

describe('extracting a decision table', () => {
  const column = (usage: string, field: string, more = ''): string =>
    `<decisionTableParameters><fieldName>${field}</fieldName>${more}<usage>${usage}</usage></decisionTableParameters>`;

  it('gives its columns and conditions, not how its data were refreshed', () => {
    const extraction = extractFrom(
      'DecisionTable',
      'Rates',
      `<conditionCriteria>1</conditionCriteria><conditionType>All</conditionType><dataSourceType>SingleSobject</dataSourceType>
       ${column('INPUT', 'Class__c')}${column('OUTPUT', 'Rate__c')}${column('ROWCRITERIA', 'Old__c')}
       <decisionTableSourceCriterias><operator>Equals</operator><sequenceNumber>1</sequenceNumber><sourceFieldName>Active__c</sourceFieldName>
         <value>true</value><valueType>Literal</valueType></decisionTableSourceCriterias>
       <description>By class</description><filterResultBy>FirstMatch</filterResultBy><hasIncrementalSyncFailed>true</hasIncrementalSyncFailed>
       <lastSyncDate>2026-01-01</lastSyncDate><refreshStatus>Completed</refreshStatus>
       <setupName>The rates</setupName><sourceObject>Bike__c</sourceObject><status>Active</status><type>LowVolume</type><usageType>Bre</usageType>`
    );

    expect(component(extraction, 'DecisionTable')).to.deep.include({
      label: 'The rates',
      description: 'By class',
      attributes: {
        status: 'Active',
        type: 'LowVolume',
        usageType: 'Bre',
        dataSourceType: 'SingleSobject',
        sourceObject: 'Bike__c',
        filterResultBy: 'FirstMatch',
        conditionType: 'All',
        conditionCriteria: '1',
        inputs: ['Class__c'],
        outputs: ['Rate__c'],
        rowCriteria: ['Old__c'],
        sourceCriteria: [{ sequence: 1, field: 'Active__c', operator: 'Equals', value: 'true', valueType: 'Literal' }],
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'filters CustomField:Bike__c.Active__c',
      'filters CustomField:Bike__c.Class__c',
      'reads CustomField:Bike__c.Old__c',
      'reads CustomField:Bike__c.Rate__c',
      'reads CustomObject:Bike__c',
    ]);
  });

  it('takes a path for the field, with or without its object in front', () => {
    const extraction = extractFrom(
      'DecisionTable',
      'Rates',
      `<dataSourceType>MultipleSobjects</dataSourceType><sourceObject>Bike__c</sourceObject>
       ${column('INPUT', 'A', '<domainObject>Depot__c</domainObject><fieldPath>Depot__c.City__c</fieldPath>')}
       ${column('OUTPUT', 'B', '<domainObject>Depot__c</domainObject><fieldPath>Name</fieldPath>')}${column('INPUT', 'Unclear__c')}`
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'filters CustomField:Depot__c.City__c',
      'reads CustomField:Depot__c.Name',
      'reads CustomObject:Bike__c',
      'reads CustomObject:Depot__c',
    ]);
  });

  it('names nothing where its rows came from a file', () => {
    const extraction = extractFrom(
      'DecisionTable',
      'Rates',
      `<dataSourceType>CsvUpload</dataSourceType><sourceObject>CSV</sourceObject>${column('INPUT', 'region')}`
    );

    expect(mentionsIn(extraction)).to.deep.equal([]);
  });
});
