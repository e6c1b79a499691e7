import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

const items = (content: string): string =>
  `<layoutSections><layoutColumns><layoutItems>${content}</layoutItems></layoutColumns></layoutSections>`;

describe('extracting a layout', () => {
  it('takes object and label from its name', () => {
    const layout = component(extractFrom('Layout', 'Thing__c-Thing - big', ''), 'Layout');

    expect(layout.label).to.equal('Thing - big');
    expect(layout.attributes).to.include({ object: 'Thing__c' });
  });

  it('knows the layouts that are not named after their object', () => {
    const object = (fullName: string) => mentionsIn(extractFrom('Layout', fullName, ''));

    expect(object('CaseClose-Close Case')).to.deep.equal(['belongs to CustomObject:Case']);
    expect(object('UserAlt-User Profile')).to.deep.equal(['belongs to CustomObject:User']);
    expect(object('Global-Global Layout')).to.deep.equal([]);
  });

  it('counts what it shows', () => {
    const { attributes } = component(
      extractFrom(
        'Layout',
        'A-B',
        `${items('<field>Name</field>')}${items('<page>P</page>')}
         <relatedLists><relatedList>RelatedNoteList</relatedList></relatedLists>
         <quickActionList><quickActionListItems><quickActionName>A.Go</quickActionName></quickActionListItems></quickActionList>
         <platformActionList><platformActionListItems><actionName>Go</actionName><actionType>QuickAction</actionType></platformActionListItems>
         <platformActionListItems><actionName>Edit</actionName><actionType>StandardButton</actionType></platformActionListItems></platformActionList>`
      ),
      'Layout'
    );

    expect(attributes).to.deep.equal({
      object: 'A',
      sections: 2,
      fields: 1,
      customButtons: 0,
      relatedLists: ['RelatedNoteList'],
      quickActions: 2,
    });
  });

  it('names fields, pages, links, buttons and actions', () => {
    const extraction = extractFrom(
      'Layout',
      'Thing__c-Thing Layout',
      `<customButtons>Close</customButtons>
       ${items('<field>Size__c</field>')}${items('<page>P</page>')}${items('<customLink>Help</customLink>')}
       <miniLayout><fields>Name</fields></miniLayout><multilineLayoutFields>Note__c</multilineLayoutFields>
       <platformActionList>
         <platformActionListItems><actionName>Thing__c.Send</actionName><actionType>QuickAction</actionType></platformActionListItems>
         <platformActionListItems><actionName>Reopen</actionName><actionType>CustomButton</actionType></platformActionListItems>
         <platformActionListItems><actionName>Delete</actionName><actionType>StandardButton</actionType></platformActionListItems>
       </platformActionList>
       <quickActionList><quickActionListItems><quickActionName>Global_Note</quickActionName></quickActionListItems></quickActionList>`
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'belongs to CustomObject:Thing__c',
      'displays ApexPage:P',
      'displays CustomField:Thing__c.Name',
      'displays CustomField:Thing__c.Note__c',
      'displays CustomField:Thing__c.Size__c',
      'displays QuickAction:Global_Note',
      'displays QuickAction:Thing__c.Send',
      'displays WebLink:Thing__c.Close',
      'displays WebLink:Thing__c.Help',
      'displays WebLink:Thing__c.Reopen',
    ]);
  });

  it('names the lookup behind a related list, and its columns and buttons as those of the child', () => {
    const extraction = extractFrom(
      'Layout',
      'Thing__c-Thing Layout',
      `<relatedLists><customButtons>Add</customButtons><fields>NAME</fields><fields>Amount__c</fields>
         <relatedList>Line__c.Thing__c</relatedList><sortField>Rank__c</sortField></relatedLists>
       <relatedLists><fields>Opportunity.Stage__c</fields><fields>Loose__c</fields><relatedList>RelatedOpportunityList</relatedList></relatedLists>`
    );

    expect(mentionsIn(extraction).filter((mention) => !mention.startsWith('belongs'))).to.deep.equal([
      'displays CustomField:Line__c.Amount__c',
      'displays CustomField:Line__c.Rank__c',
      'displays CustomField:Line__c.Thing__c',
      'displays CustomField:Opportunity.Stage__c',
      'displays WebLink:Line__c.Add',
    ]);
  });
});
