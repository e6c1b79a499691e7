import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

describe('extracting a quick action', () => {
  it('gives what a creating action makes, and which fields it shows and sets', () => {
    const extraction = extractFrom(
      'QuickAction',
      'Account.New_Order',
      `<fieldOverrides><field>Start__c</field><formula>TODAY()</formula></fieldOverrides><label>New order</label>
       <optionsCreateFeedItem>false</optionsCreateFeedItem>
       <quickActionLayout><layoutSectionStyle>TwoColumnsLeftToRight</layoutSectionStyle><quickActionLayoutColumns>
         <quickActionLayoutItems><field>Amount__c</field></quickActionLayoutItems>
         <quickActionLayoutItems><emptySpace>true</emptySpace></quickActionLayoutItems></quickActionLayoutColumns></quickActionLayout>
       <successMessage>Done.</successMessage><targetObject>Order__c</targetObject><targetParentField>Account__c</targetParentField>
       <targetRecordType>Order__c.Big</targetRecordType><type>Create</type>`
    );

    expect(component(extraction, 'QuickAction')).to.deep.include({
      label: 'New order',
      attributes: {
        object: 'Account',
        type: 'Create',
        targetObject: 'Order__c',
        targetParentField: 'Account__c',
        targetRecordType: 'Order__c.Big',
        createsFeedItem: false,
        successMessage: 'Done.',
        fields: 1,
        fieldOverrides: 1,
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'assigns RecordType:Order__c.Big',
      'belongs to CustomObject:Account',
      'displays CustomField:Order__c.Amount__c',
      'writes CustomField:Order__c.Account__c',
      'writes CustomField:Order__c.Start__c',
      'writes CustomObject:Order__c',
    ]);
  });

  it('shows the fields of its own object where it changes the record', () => {
    const shown =
      '<quickActionLayout><quickActionLayoutColumns><quickActionLayoutItems><field>Due__c</field></quickActionLayoutItems></quickActionLayoutColumns></quickActionLayout>';

    expect(mentionsIn(extractFrom('QuickAction', 'Task.Postpone', `${shown}<type>Update</type>`))).to.deep.equal([
      'belongs to CustomObject:Task',
      'displays CustomField:Activity.Due__c',
    ]);
    expect(mentionsIn(extractFrom('QuickAction', 'Strange', `${shown}<type>Create</type>`))).to.deep.equal([]);
  });

  it('names what it opens', () => {
    const opens = (content: string): string[] => mentionsIn(extractFrom('QuickAction', 'Open', content));

    expect(opens('<flowDefinition>Wizard</flowDefinition>')).to.deep.equal(['calls Flow:Wizard']);
    expect(opens('<lightningWebComponent>map</lightningWebComponent>')).to.deep.equal([
      'displays LightningComponentBundle:map',
    ]);
    expect(opens('<lightningComponent>c:Old</lightningComponent>')).to.deep.equal([
      'displays AuraDefinitionBundle:Old',
    ]);
    expect(opens('<page>Print</page>')).to.deep.equal(['displays ApexPage:Print']);
  });
});
