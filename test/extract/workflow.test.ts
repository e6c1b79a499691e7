import { expect } from 'chai';
import type { Extraction } from '../../src/model/extraction.ts';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

const child = (element: string, content: string): Extraction =>
  extractFrom('Workflow', 'Case', `<${element}><fullName>X</fullName>${content}</${element}>`);

describe('extracting workflow', () => {
  it('gives the container, which belongs to its object, and each kind of child', () => {
    const elements = {
      alerts: 'WorkflowAlert',
      fieldUpdates: 'WorkflowFieldUpdate',
      flowActions: 'WorkflowFlowAction',
      knowledgePublishes: 'WorkflowKnowledgePublish',
      outboundMessages: 'WorkflowOutboundMessage',
      rules: 'WorkflowRule',
      send: 'WorkflowSend',
      tasks: 'WorkflowTask',
    };

    const extraction = extractFrom(
      'Workflow',
      'Case',
      Object.keys(elements)
        .map((element) => `<${element}><fullName>X</fullName></${element}>`)
        .join('')
    );

    expect(extraction.components.map(({ type, fullName }) => `${type}:${fullName}`)).to.deep.equal([
      'Workflow:Case',
      ...Object.values(elements).map((type) => `${type}:Case.X`),
    ]);
    expect(mentionsIn(extraction, 'Workflow')).to.deep.equal(['belongs to CustomObject:Case']);
  });

  it('reads an email alert: to whom, and with which template', () => {
    const extraction = child(
      'alerts',
      `<description>Told</description><ccEmails>a@x.example</ccEmails><ccEmails>b@x.example</ccEmails><protected>false</protected>
       <recipients><recipient>Boss</recipient><type>roleSubordinates</type></recipients>
       <recipients><recipient>Everyone</recipient><type>group</type></recipients>
       <recipients><recipient>ada@x.example</recipient><type>user</type></recipients>
       <recipients><field>Insurer__c</field><type>contactLookup</type></recipients>
       <recipients><type>owner</type></recipients>
       <senderAddress>info@x.example</senderAddress><senderType>OrgWideEmailAddress</senderType><template>Support/Told</template>`
    );

    const alert = component(extraction, 'WorkflowAlert');
    expect(alert.description).to.equal('Told');
    expect(alert.attributes).to.deep.equal({
      template: 'Support/Told',
      recipients: [
        { type: 'roleSubordinates', name: 'Boss' },
        { type: 'group', name: 'Everyone' },
        { type: 'user', name: 'ada@x.example' },
        { type: 'contactLookup', field: 'Insurer__c' },
        { type: 'owner' },
      ],
      ccEmails: ['a@x.example', 'b@x.example'],
      senderType: 'OrgWideEmailAddress',
      senderAddress: 'info@x.example',
      protected: false,
    });
    expect(mentionsIn(extraction, 'WorkflowAlert')).to.deep.equal([
      'reads CustomField:Case.Insurer__c',
      'refers to EmailTemplate:Support/Told',
      'refers to Group:Everyone',
      'refers to Role:Boss',
    ]);
  });

  it('reads a field update by a formula', () => {
    const extraction = child(
      'fieldUpdates',
      `<field>Due__c</field><formula>NOW()</formula><name>Set due</name><notifyAssignee>false</notifyAssignee>
       <operation>Formula</operation><protected>true</protected><reevaluateOnChange>true</reevaluateOnChange>`
    );

    expect(component(extraction, 'WorkflowFieldUpdate')).to.deep.include({
      label: 'Set due',
      attributes: {
        field: 'Due__c',
        operation: 'Formula',
        formula: 'NOW()',
        notifyAssignee: false,
        reevaluateOnChange: true,
        protected: true,
      },
    });
    expect(mentionsIn(extraction, 'WorkflowFieldUpdate')).to.deep.equal(['writes CustomField:Case.Due__c']);
  });

  it('knows queue and record type that a field update sets', () => {
    const lookedUp = (field: string, value: string, type: string): string[] =>
      mentionsIn(
        child(
          'fieldUpdates',
          `<field>${field}</field><lookupValue>${value}</lookupValue><lookupValueType>${type}</lookupValueType>`
        ),
        'WorkflowFieldUpdate'
      );

    expect(lookedUp('OwnerId', 'Tier_2', 'Queue')).to.include('refers to Queue:Tier_2');
    expect(lookedUp('RecordTypeId', 'Bug', 'RecordType')).to.include('refers to RecordType:Case.Bug');
    expect(lookedUp('OwnerId', 'ada@x.example', 'User')).to.deep.equal(['writes CustomField:Case.OwnerId']);
  });

  it('follows the lookup of a field update on another record', () => {
    const updating = (lookup: string): string[] =>
      mentionsIn(
        child(
          'fieldUpdates',
          `<field>Total__c</field><lookupValue>Bug</lookupValue><lookupValueType>RecordType</lookupValueType><targetObject>${lookup}</targetObject>`
        ),
        'WorkflowFieldUpdate'
      );

    expect(updating('Invoice__c')).to.deep.equal([
      'reads CustomField:Case.Invoice__c',
      'writes CustomField:Case.Invoice__r.Total__c',
    ]);
    expect(updating('ParentId')).to.deep.equal([
      'reads CustomField:Case.ParentId',
      'writes CustomField:Case.Parent.Total__c',
    ]);
  });

  it('reads a rule: when it applies, what it does at once and later', () => {
    const extraction = child(
      'rules',
      `<actions><name>Tell</name><type>Alert</type></actions><actions><name>Set</name><type>FieldUpdate</type></actions>
       <active>true</active><booleanFilter>1 OR 2</booleanFilter>
       <criteriaItems><field>Case.Severity__c</field><operation>equals</operation><value>1</value></criteriaItems>
       <criteriaItems><field>Account.Tier__c</field><operation>notEqual</operation></criteriaItems>
       <description>Why</description><triggerType>onCreateOnly</triggerType>
       <workflowTimeTriggers><actions><name>Call</name><type>Task</type></actions><offsetFromField>Case.Due__c</offsetFromField>
         <timeLength>-7</timeLength><workflowTimeTriggerUnit>Days</workflowTimeTriggerUnit></workflowTimeTriggers>`
    );

    expect(component(extraction, 'WorkflowRule')).to.deep.include({
      description: 'Why',
      attributes: {
        active: true,
        triggerType: 'onCreateOnly',
        criteria: [
          { field: 'Case.Severity__c', operation: 'equals', value: '1' },
          { field: 'Account.Tier__c', operation: 'notEqual' },
        ],
        booleanFilter: '1 OR 2',
        actions: [
          { type: 'Alert', name: 'Tell' },
          { type: 'FieldUpdate', name: 'Set' },
        ],
        timeTriggers: [
          { timeLength: -7, unit: 'Days', offsetFromField: 'Case.Due__c', actions: [{ type: 'Task', name: 'Call' }] },
        ],
      },
    });
    expect(mentionsIn(extraction, 'WorkflowRule')).to.deep.equal([
      'calls WorkflowAlert:Case.Tell',
      'calls WorkflowFieldUpdate:Case.Set',
      'calls WorkflowTask:Case.Call',
      'filters CustomField:Account.Tier__c',
      'filters CustomField:Case.Severity__c',
      'reads CustomField:Case.Due__c',
    ]);
  });

  it('gives the formula of a rule that has one', () => {
    const { attributes } = component(child('rules', '<active>false</active><formula>TRUE</formula>'), 'WorkflowRule');

    expect(attributes).to.deep.equal({ active: false, formula: 'TRUE' });
  });

  it('reads a task by its subject', () => {
    const extraction = child(
      'tasks',
      `<assignedTo>Boss</assignedTo><assignedToType>role</assignedToType><dueDateOffset>3</dueDateOffset><notifyAssignee>true</notifyAssignee>
       <offsetFromField>Case.Due__c</offsetFromField><priority>High</priority><protected>false</protected><status>Open</status><subject>Call</subject>`
    );

    expect(component(extraction, 'WorkflowTask')).to.deep.include({
      label: 'Call',
      attributes: {
        assignedTo: 'Boss',
        assignedToType: 'role',
        dueDateOffset: 3,
        offsetFromField: 'Case.Due__c',
        priority: 'High',
        status: 'Open',
        notifyAssignee: true,
        protected: false,
      },
    });
    expect(mentionsIn(extraction, 'WorkflowTask')).to.deep.equal([
      'reads CustomField:Case.Due__c',
      'refers to Role:Boss',
    ]);
  });

  it('reads an outbound message', () => {
    const extraction = child(
      'outboundMessages',
      `<apiVersion>66.0</apiVersion><endpointUrl>https://hub.example/in</endpointUrl><fields>Id</fields><fields>Due__c</fields>
       <includeSessionId>true</includeSessionId><integrationUser>hub@x.example</integrationUser><name>Hub</name>
       <protected>false</protected><useDeadLetterQueue>false</useDeadLetterQueue>`
    );

    expect(component(extraction, 'WorkflowOutboundMessage')).to.deep.include({
      label: 'Hub',
      attributes: {
        endpointUrl: 'https://hub.example/in',
        apiVersion: 66,
        fields: ['Id', 'Due__c'],
        includeSessionId: true,
        integrationUser: 'hub@x.example',
        useDeadLetterQueue: false,
        protected: false,
      },
    });
    expect(mentionsIn(extraction, 'WorkflowOutboundMessage')).to.deep.equal([
      'reads CustomField:Case.Due__c',
      'reads CustomField:Case.Id',
    ]);
  });

  it('leaves out of the address of an outbound message what may be a secret', () => {
    const addressOf = (url: string): unknown =>
      component(child('outboundMessages', `<endpointUrl>${url}</endpointUrl>`), 'WorkflowOutboundMessage').attributes[
        'endpointUrl'
      ];

    expect(addressOf('https://hub.example/in?token=s3cret')).to.equal('https://hub.example/in');
    expect(addressOf('https://hub.example/in#s3cret')).to.equal('https://hub.example/in');
    expect(addressOf('https://joe:s3cret@hub.example/in')).to.equal('https://hub.example/in');
    expect(addressOf('https://hub.example/a@b/in')).to.equal('https://hub.example/a@b/in');
  });

  it('reads what sends, publishes and starts a flow', () => {
    const action = '<action>Publish</action><label>Go</label><language>en_US</language><protected>false</protected>';
    const published = component(child('knowledgePublishes', action), 'WorkflowKnowledgePublish');
    const flow = child(
      'flowActions',
      '<flow>Escalate</flow><flowInputs><name>id</name><value>{!Id}</value></flowInputs><label>Go</label><protected>true</protected>'
    );

    expect(published).to.deep.include({
      label: 'Go',
      attributes: { action: 'Publish', language: 'en_US', protected: false },
    });
    expect(component(child('send', action), 'WorkflowSend').attributes).to.deep.equal(published.attributes);
    expect(component(flow, 'WorkflowFlowAction').attributes).to.deep.equal({
      flow: 'Escalate',
      inputs: [{ name: 'id', value: '{!Id}' }],
      protected: true,
    });
    expect(mentionsIn(flow, 'WorkflowFlowAction')).to.deep.equal(['calls Flow:Escalate']);
  });
});
