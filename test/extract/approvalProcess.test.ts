import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

const action = (name: string, type: string): string => `<action><name>${name}</name><type>${type}</type></action>`;

const extraction = extractFrom(
  'ApprovalProcess',
  'Rental__c.Discount',
  `<active>true</active><allowRecall>false</allowRecall>
   <allowedSubmitters><type>owner</type></allowedSubmitters>
   <allowedSubmitters><submitter>Sales</submitter><type>roleSubordinates</type></allowedSubmitters>
   <approvalPageFields><field>Name</field><field>Discount__c</field></approvalPageFields>
   <approvalStep>
     <allowDelegate>true</allowDelegate><approvalActions>${action('Half', 'FieldUpdate')}</approvalActions>
     <assignedApprover><approver><name>Pricing</name><type>queue</type></approver><whenMultipleApprovers>Unanimous</whenMultipleApprovers></assignedApprover>
     <entryCriteria><criteriaItems><field>Rental__c.Total__c</field><operation>greaterThan</operation><value>10</value></criteriaItems></entryCriteria>
     <ifCriteriaNotMet>ApproveRecord</ifCriteriaNotMet><label>First</label><name>Step_1</name>
     <rejectBehavior><type>RejectRequest</type></rejectBehavior>
   </approvalStep>
   <description>Big ones</description><emailTemplate>Sales/Ask</emailTemplate>
   <entryCriteria><formula>Discount__c &gt; 5</formula></entryCriteria>
   <finalApprovalActions>${action('Approved', 'FieldUpdate')}</finalApprovalActions><finalApprovalRecordLock>true</finalApprovalRecordLock>
   <finalRejectionActions>${action('Sorry', 'Alert')}</finalRejectionActions><finalRejectionRecordLock>false</finalRejectionRecordLock>
   <label>Discount</label><nextAutomatedApprover><userHierarchyField>Manager</userHierarchyField></nextAutomatedApprover>
   <processOrder>2</processOrder><recordEditability>AdminOnly</recordEditability>`
);

describe('extracting an approval process', () => {
  it('gives who may submit what, the steps, and what is done', () => {
    const { label, description, attributes } = component(extraction, 'ApprovalProcess');

    expect([label, description]).to.deep.equal(['Discount', 'Big ones']);
    expect(attributes).to.deep.equal({
      active: true,
      processOrder: 2,
      entryCriteria: { formula: 'Discount__c > 5' },
      submitters: [{ type: 'owner' }, { type: 'roleSubordinates', name: 'Sales' }],
      steps: [
        {
          name: 'Step_1',
          label: 'First',
          entryCriteria: { criteria: [{ field: 'Rental__c.Total__c', operation: 'greaterThan', value: '10' }] },
          ifCriteriaNotMet: 'ApproveRecord',
          approvers: [{ type: 'queue', name: 'Pricing' }],
          whenMultipleApprovers: 'Unanimous',
          allowDelegate: true,
          rejectBehavior: 'RejectRequest',
          approvalActions: [{ type: 'FieldUpdate', name: 'Half' }],
        },
      ],
      nextAutomatedApprover: 'Manager',
      recordEditability: 'AdminOnly',
      allowRecall: false,
      emailTemplate: 'Sales/Ask',
      pageFields: ['Name', 'Discount__c'],
      finalApprovalActions: [{ type: 'FieldUpdate', name: 'Approved' }],
      finalApprovalRecordLock: true,
      finalRejectionActions: [{ type: 'Alert', name: 'Sorry' }],
      finalRejectionRecordLock: false,
    });
  });

  it("names its object, what it asks and does, and the object's workflow actions", () => {
    expect(mentionsIn(extraction)).to.deep.equal([
      'belongs to CustomObject:Rental__c',
      'calls WorkflowAlert:Rental__c.Sorry',
      'calls WorkflowFieldUpdate:Rental__c.Approved',
      'calls WorkflowFieldUpdate:Rental__c.Half',
      'displays CustomField:Rental__c.Discount__c',
      'filters CustomField:Rental__c.Total__c',
      'refers to EmailTemplate:Sales/Ask',
      'refers to Queue:Pricing',
      'refers to Role:Sales',
    ]);
  });
});
