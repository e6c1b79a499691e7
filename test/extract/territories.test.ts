import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

describe('extracting territories', () => {
  it('reads a model and a type', () => {
    const model = extractFrom(
      'Territory2Model',
      'FY26',
      '<name>Year 26</name><userRecordAccess>Read</userRecordAccess>'
    );
    const type = extractFrom('Territory2Type', 'Geo', '<name>By region</name><priority>100</priority>');

    expect(component(model, 'Territory2Model')).to.deep.include({
      label: 'Year 26',
      attributes: { userRecordAccess: 'Read' },
    });
    expect(component(type, 'Territory2Type')).to.deep.include({ label: 'By region', attributes: { priority: 100 } });
  });

  it('reads a territory, which names the others of its model without the model', () => {
    const extraction = extractFrom(
      'Territory2',
      'FY26.Bavaria',
      `<accountAccessLevel>Edit</accountAccessLevel><caseAccessLevel>Read</caseAccessLevel><name>Bavaria</name>
       <objectAccessLevels><accessLevel>Read</accessLevel><objectType>Lead</objectType></objectAccessLevels>
       <parentTerritory>Germany</parentTerritory><ruleAssociations><inherited>true</inherited><ruleName>By_ZIP</ruleName></ruleAssociations>
       <territory2Type>Geo</territory2Type>`
    );

    expect(component(extraction, 'Territory2')).to.deep.include({
      fullName: 'FY26.Bavaria',
      label: 'Bavaria',
      attributes: {
        territory2Type: 'Geo',
        parentTerritory: 'Germany',
        accountAccessLevel: 'Edit',
        caseAccessLevel: 'Read',
        objectAccessLevels: [{ object: 'Lead', accessLevel: 'Read' }],
        rules: [{ name: 'By_ZIP', inherited: true }],
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'belongs to Territory2:FY26.Germany',
      'belongs to Territory2Model:FY26',
      'calls Territory2Rule:FY26.By_ZIP',
      'refers to CustomObject:Lead',
      'refers to Territory2Type:Geo',
    ]);
  });

  it('reads an assignment rule of a model', () => {
    const extraction = extractFrom(
      'Territory2Rule',
      'FY26.By_ZIP',
      `<active>true</active><booleanFilter>1 OR 2</booleanFilter><name>By ZIP code</name><objectType>Account</objectType>
       <ruleItems><field>BillingPostalCode</field><operation>startsWith</operation><value>8</value></ruleItems>
       <ruleItems><field>Account.Tier__c</field><operation>equals</operation><value>Gold</value></ruleItems>`
    );

    expect(component(extraction, 'Territory2Rule')).to.deep.include({
      label: 'By ZIP code',
      attributes: {
        active: true,
        object: 'Account',
        criteria: [
          { field: 'BillingPostalCode', operation: 'startsWith', value: '8' },
          { field: 'Account.Tier__c', operation: 'equals', value: 'Gold' },
        ],
        booleanFilter: '1 OR 2',
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'belongs to Territory2Model:FY26',
      'filters CustomField:Account.BillingPostalCode',
      'filters CustomField:Account.Tier__c',
      'refers to CustomObject:Account',
    ]);
  });
});
