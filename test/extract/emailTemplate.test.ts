import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

const template = (content: string, body: string, fullName = 'Sales/Hello') =>
  extractFrom('EmailTemplate', fullName, content, body);

describe('extracting an e-mail template', () => {
  it('gives kind, subject and attachments of a classic one, and the fields it merges in', () => {
    const extraction = template(
      `<attachedDocuments>Brand/Terms.pdf</attachedDocuments><available>true</available><description>First</description>
       <encodingKey>UTF-8</encodingKey><letterhead>Blue</letterhead><name>Hello there</name><style>freeForm</style>
       <subject>About {!Order__c.Name}</subject><textOnly>{!Task.Due__c}</textOnly><type>html</type><uiType>Aloha</uiType>`,
      'Dear {!Contact.FirstName}, {!$Label.Bye}\n'
    );

    expect(component(extraction, 'EmailTemplate')).to.deep.include({
      label: 'Hello there',
      description: 'First',
      attributes: {
        type: 'html',
        uiType: 'Aloha',
        style: 'freeForm',
        available: true,
        subject: 'About {!Order__c.Name}',
        encodingKey: 'UTF-8',
        letterhead: 'Blue',
        attachedDocuments: ['Brand/Terms.pdf'],
        lines: 1,
        length: 41,
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'belongs to EmailFolder:Sales',
      'reads CustomField:Activity.Due__c',
      'reads CustomField:Contact.FirstName',
      'reads CustomField:Order__c.Name',
      'reads CustomLabel:Bye',
      'refers to Document:Brand/Terms.pdf',
      'refers to Letterhead:Blue',
    ]);
  });

  it('knows the fields of a Lightning one', () => {
    const extraction = template(
      '<relatedEntityType>Order__c</relatedEntityType><type>custom</type><uiType>SFX</uiType>',
      '{{{Order__c.Account__r.Name}}}',
      'unfiled$public/Hello'
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'reads CustomField:Order__c.Account__r.Name',
      'runs on CustomObject:Order__c',
    ]);
  });

  it('knows the records behind a Visualforce one', () => {
    const extraction = template(
      '<type>visualforce</type>',
      `<messaging:emailTemplate recipientType="Contact" relatedToType="Order__c"><c:Footer/>
       {!relatedTo.Total__c} {!recipient.Email}</messaging:emailTemplate>`,
      'unfiled$public/Hello'
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'displays ApexComponent:Footer',
      'reads CustomField:Contact.Email',
      'reads CustomField:Order__c.Total__c',
      'runs on CustomObject:Order__c',
    ]);
  });
});
