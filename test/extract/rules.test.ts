import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

const item = (field: string): string =>
  `<criteriaItems><field>${field}</field><operation>equals</operation><value>1</value></criteriaItems>`;

describe('extracting rules', () => {
  it('reads an assignment rule entry by entry, and names queues but not people', () => {
    const extraction = extractFrom(
      'AssignmentRules',
      'Case',
      `<assignmentRule><fullName>Routing %26 more</fullName><active>true</active>
         <ruleEntry><assignedTo>Tier_1</assignedTo><assignedToType>Queue</assignedToType><booleanFilter>1</booleanFilter>
           ${item('Case.Origin')}<template>Support/Hello</template></ruleEntry>
         <ruleEntry><assignedTo>ada@x.example</assignedTo><assignedToType>User</assignedToType><formula>TRUE</formula></ruleEntry>
       </assignmentRule>`
    );

    expect(component(extraction, 'AssignmentRule')).to.deep.include({
      fullName: 'Case.Routing & more',
      attributes: {
        active: true,
        entries: [
          {
            criteria: [{ field: 'Case.Origin', operation: 'equals', value: '1' }],
            booleanFilter: '1',
            assignedTo: 'Tier_1',
            assignedToType: 'Queue',
            template: 'Support/Hello',
          },
          { formula: 'TRUE', assignedTo: 'ada@x.example', assignedToType: 'User' },
        ],
      },
    });
    expect(mentionsIn(extraction, 'AssignmentRules')).to.deep.equal(['belongs to CustomObject:Case']);
    expect(mentionsIn(extraction, 'AssignmentRule')).to.deep.equal([
      'filters CustomField:Case.Origin',
      'refers to EmailTemplate:Support/Hello',
      'refers to Queue:Tier_1',
    ]);
  });

  it('reads an auto-response rule', () => {
    const extraction = extractFrom(
      'AutoResponseRules',
      'Lead',
      `<autoResponseRule><fullName>Thanks</fullName><active>false</active><ruleEntry><senderEmail>x@x.example</senderEmail>
         <senderName>X</senderName><template>Sales/Thanks</template></ruleEntry></autoResponseRule>`
    );

    expect(component(extraction, 'AutoResponseRule').attributes).to.deep.equal({
      active: false,
      entries: [{ template: 'Sales/Thanks', senderName: 'X', senderEmail: 'x@x.example' }],
    });
    expect(mentionsIn(extraction, 'AutoResponseRules')).to.deep.equal(['belongs to CustomObject:Lead']);
  });

  it('reads an escalation rule with its actions', () => {
    const extraction = extractFrom(
      'EscalationRules',
      'Case',
      `<escalationRule><fullName>Late</fullName><active>true</active><ruleEntry>
         <businessHoursSource>Static</businessHoursSource><businessHours>EU</businessHours>
         <disableEscalationWhenModified>true</disableEscalationWhenModified><escalationStartTime>CaseCreation</escalationStartTime>
         <escalationAction><assignedTo>Tier_2</assignedTo><assignedToTemplate>Support/Yours</assignedToTemplate>
           <assignedToType>Queue</assignedToType><minutesToEscalation>120</minutesToEscalation><notifyCaseOwner>true</notifyCaseOwner>
           <notifyEmail>a@x.example</notifyEmail><notifyToTemplate>Support/Late</notifyToTemplate></escalationAction>
       </ruleEntry></escalationRule>`
    );

    expect(component(extraction, 'EscalationRule').attributes['entries']).to.deep.equal([
      {
        businessHours: 'EU',
        businessHoursSource: 'Static',
        escalationStartTime: 'CaseCreation',
        disableEscalationWhenModified: true,
        escalationActions: [
          {
            minutesToEscalation: 120,
            assignedTo: 'Tier_2',
            assignedToType: 'Queue',
            assignedToTemplate: 'Support/Yours',
            notifyCaseOwner: true,
            notifyToTemplate: 'Support/Late',
            notifyEmail: ['a@x.example'],
          },
        ],
      },
    ]);
    expect(mentionsIn(extraction, 'EscalationRule')).to.deep.equal([
      'refers to EmailTemplate:Support/Late',
      'refers to EmailTemplate:Support/Yours',
      'refers to Queue:Tier_2',
    ]);
  });

  it('reads a duplicate rule, and names the matching rules that it uses', () => {
    const extraction = extractFrom(
      'DuplicateRule',
      'Account.Same_VAT',
      `<actionOnInsert>Block</actionOnInsert><actionOnUpdate>Allow</actionOnUpdate><alertText>Known?</alertText><description xsi:nil="true"/>
       <duplicateRuleFilter><booleanFilter>1</booleanFilter><duplicateRuleFilterItems><field>Region__c</field><operation>equals</operation>
         <value>EU</value><sortOrder>1</sortOrder><table>Account</table></duplicateRuleFilterItems></duplicateRuleFilter>
       <duplicateRuleMatchRules><matchRuleSObjectType>Lead</matchRuleSObjectType><matchingRule>By_VAT</matchingRule></duplicateRuleMatchRules>
       <isActive>true</isActive><masterLabel>Same VAT</masterLabel><operationsOnUpdate>Alert</operationsOnUpdate>
       <operationsOnUpdate>Report</operationsOnUpdate><securityOption>BypassSharingRules</securityOption><sortOrder>2</sortOrder>`
    );

    expect(component(extraction, 'DuplicateRule')).to.not.have.property('description');
    expect(component(extraction, 'DuplicateRule')).to.deep.include({
      label: 'Same VAT',
      attributes: {
        active: true,
        sortOrder: 2,
        matchingRules: [{ object: 'Lead', matchingRule: 'By_VAT' }],
        filters: [{ object: 'Account', field: 'Region__c', operation: 'equals', value: 'EU' }],
        booleanFilter: '1',
        actionOnInsert: 'Block',
        actionOnUpdate: 'Allow',
        operationsOnUpdate: ['Alert', 'Report'],
        alertText: 'Known?',
        securityOption: 'BypassSharingRules',
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'belongs to CustomObject:Account',
      'calls MatchingRule:Lead.By_VAT',
      'filters CustomField:Account.Region__c',
    ]);
  });

  it('reads a matching rule, which has the same element as its container', () => {
    const extraction = extractFrom(
      'MatchingRules',
      'Account',
      `<matchingRules><fullName>By_VAT</fullName><booleanFilter>1 OR 2</booleanFilter><label>By VAT</label>
         <matchingRuleItems><blankValueBehavior>NullNotAllowed</blankValueBehavior><fieldName>VAT__c</fieldName><matchingMethod>Exact</matchingMethod></matchingRuleItems>
         <matchingRuleItems><fieldName>Name</fieldName><matchingMethod>CompanyName</matchingMethod></matchingRuleItems>
         <ruleStatus>Active</ruleStatus></matchingRules>`
    );

    expect(component(extraction, 'MatchingRule')).to.deep.include({
      fullName: 'Account.By_VAT',
      label: 'By VAT',
      attributes: {
        status: 'Active',
        items: [
          { field: 'VAT__c', matchingMethod: 'Exact', blankValueBehavior: 'NullNotAllowed' },
          { field: 'Name', matchingMethod: 'CompanyName' },
        ],
        booleanFilter: '1 OR 2',
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'belongs to CustomObject:Account',
      'reads CustomField:Account.Name',
      'reads CustomField:Account.VAT__c',
    ]);
  });

  it('reads an entitlement process with its milestones', () => {
    const extraction = extractFrom(
      'EntitlementProcess',
      'gold_v2',
      `<SObjectType>Case</SObjectType><active>true</active><entryStartDateField>Case.CreatedDate</entryStartDateField>
       <exitCriteriaFilterItems><field>Case.Closed__c</field><operation>equals</operation><value>true</value></exitCriteriaFilterItems>
       <isVersionDefault>true</isVersionDefault>
       <milestones><milestoneCriteriaFilterItems><field>Case.Priority</field><operation>equals</operation><value>High</value></milestoneCriteriaFilterItems>
         <milestoneName>First Response</milestoneName><minutesToComplete>60</minutesToComplete>
         <successActions><name>Done</name><type>FieldUpdate</type></successActions>
         <timeTriggers><actions><name>Warn</name><type>Alert</type></actions><timeLength>-10</timeLength><workflowTimeTriggerUnit>Minutes</workflowTimeTriggerUnit></timeTriggers>
         <useCriteriaStartTime>false</useCriteriaStartTime></milestones>
       <milestones><milestoneName>Closed</milestoneName><minutesCustomClass>Clock</minutesCustomClass></milestones>
       <name>Gold</name><versionMaster>gold</versionMaster><versionNumber>2</versionNumber>`
    );

    expect(component(extraction, 'EntitlementProcess')).to.deep.include({
      label: 'Gold',
      attributes: {
        active: true,
        object: 'Case',
        versionNumber: 2,
        versionMaster: 'gold',
        isVersionDefault: true,
        entryStartDateField: 'Case.CreatedDate',
        exitCriteria: [{ field: 'Case.Closed__c', operation: 'equals', value: 'true' }],
        milestones: [
          {
            name: 'First Response',
            minutesToComplete: 60,
            criteria: [{ field: 'Case.Priority', operation: 'equals', value: 'High' }],
            useCriteriaStartTime: false,
            successActions: [{ type: 'FieldUpdate', name: 'Done' }],
            timeTriggers: [{ timeLength: -10, unit: 'Minutes', actions: [{ type: 'Alert', name: 'Warn' }] }],
          },
          { name: 'Closed', minutesCustomClass: 'Clock' },
        ],
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'belongs to CustomObject:Case',
      'calls ApexClass:Clock',
      'calls WorkflowAlert:Case.Warn',
      'calls WorkflowFieldUpdate:Case.Done',
      'filters CustomField:Case.Closed__c',
      'filters CustomField:Case.Priority',
      'reads CustomField:Case.CreatedDate',
      'refers to MilestoneType:Closed',
      'refers to MilestoneType:First Response',
    ]);
  });
});
