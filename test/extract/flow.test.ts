import { expect } from 'chai';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

const flow = (content: string) => extractFrom('Flow', 'F', content);
const attributesOf = (content: string) => component(flow(content), 'Flow').attributes;

describe('extracting a flow', () => {
  it('tells what starts it, and how', () => {
    expect(
      attributesOf(
        `<apiVersion>66.0</apiVersion><processType>AutoLaunchedFlow</processType><status>Active</status><runInMode>SystemModeWithSharing</runInMode>
         <start><object>Case</object><recordTriggerType>Update</recordTriggerType><triggerType>RecordAfterSave</triggerType>
           <filters><field>Status</field></filters><scheduledPaths><recordField>Due__c</recordField></scheduledPaths></start>`
      )
    ).to.deep.equal({
      kind: 'record-triggered flow',
      processType: 'AutoLaunchedFlow',
      status: 'Active',
      apiVersion: 66,
      runInMode: 'SystemModeWithSharing',
      triggerObject: 'Case',
      triggerType: 'RecordAfterSave',
      recordTriggerType: 'Update',
      entryFilters: 1,
      scheduledPaths: 1,
      elements: {},
    });
  });

  it('tells the schedule of a scheduled flow', () => {
    const attributes = attributesOf(
      `<start><triggerType>Scheduled</triggerType>
         <schedule><frequency>Daily</frequency><startDate>2026-01-01</startDate><startTime>02:00:00.000Z</startTime></schedule></start>`
    );

    expect(attributes['schedule']).to.deep.equal({ frequency: 'Daily', date: '2026-01-01', time: '02:00:00.000Z' });
  });

  for (const [processType, triggerType, kind] of [
    ['Workflow', '', 'process'],
    ['CustomEvent', '', 'process'],
    ['InvocableProcess', '', 'process'],
    ['Flow', '', 'screen flow'],
    ['AutoLaunchedFlow', '', 'autolaunched flow'],
    ['AutoLaunchedFlow', 'RecordBeforeSave', 'record-triggered flow'],
    ['AutoLaunchedFlow', 'RecordBeforeDelete', 'record-triggered flow'],
    ['AutoLaunchedFlow', 'Scheduled', 'schedule-triggered flow'],
    ['AutoLaunchedFlow', 'PlatformEvent', 'platform event-triggered flow'],
    ['AutoLaunchedFlow', 'Segment', 'autolaunched flow'],
    ['Orchestrator', 'RecordAfterSave', 'orchestration'],
    ['FieldServiceMobile', '', 'flow'],
  ] as const) {
    it(`calls ${processType} ${triggerType && `started by ${triggerType} `}a ${kind}`, () => {
      const start = triggerType && `<start><triggerType>${triggerType}</triggerType></start>`;

      expect(attributesOf(`<processType>${processType}</processType>${start}`)['kind']).to.equal(kind);
    });
  }

  it('tells from which flow it was made, and what it takes to run it', () => {
    const extraction = extractFrom(
      'Flow',
      'My_Order',
      `<environments>Default</environments><environments>Slack</environments>
       <isAdditionalPermissionRequiredToRun>true</isAdditionalPermissionRequiredToRun>
       <overriddenFlow>pack__Order</overriddenFlow><sourceTemplate>pack__Template</sourceTemplate>`
    );

    expect(component(extraction, 'Flow').attributes).to.include({
      isAdditionalPermissionRequiredToRun: true,
      overriddenFlow: 'pack__Order',
      sourceTemplate: 'pack__Template',
    });
    expect(component(extraction, 'Flow').attributes.environments).to.deep.equal(['Default', 'Slack']);
    expect(mentionsIn(extraction)).to.deep.equal(['refers to Flow:pack__Order', 'refers to Flow:pack__Template']);
  });

  it('counts its elements by kind', () => {
    const attributes = attributesOf('<decisions/><screens/><decisions/><variables/><label>F</label>');

    expect(attributes['elements']).to.deep.equal({ decisions: 2, screens: 1, variables: 1 });
  });

  it('names the objects and fields it works on', () => {
    const extraction = flow(
      `<recordLookups><name>Get</name><object>Account</object><filters><field>Rating</field></filters>
         <queriedFields>Id</queriedFields><sortField>Name</sortField></recordLookups>
       <recordCreates><object>Task</object><inputAssignments><field>Kind__c</field></inputAssignments></recordCreates>
       <recordUpdates><object>Case</object><filters><field>Status</field></filters><inputAssignments><field>Due__c</field></inputAssignments></recordUpdates>
       <recordDeletes><object>Note__c</object><filters><field>Old__c</field></filters></recordDeletes>`
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'filters CustomField:Account.Rating',
      'filters CustomField:Case.Status',
      'filters CustomField:Note__c.Old__c',
      'reads CustomField:Account.Id',
      'reads CustomField:Account.Name',
      'reads CustomObject:Account',
      'writes CustomField:Activity.Kind__c',
      'writes CustomField:Case.Due__c',
      'writes CustomObject:Case',
      'writes CustomObject:Note__c',
      'writes CustomObject:Task',
    ]);
  });

  it('knows the object behind the triggering record, a variable, a lookup and a loop', () => {
    const extraction = flow(
      `<variables><name>varLead</name><dataType>SObject</dataType><objectType>Lead</objectType></variables>
       <recordLookups><name>Get_Lines</name><object>Line__c</object></recordLookups>
       <loops><name>Each_Line</name><collectionReference>Get_Lines</collectionReference></loops>
       <start><object>Order</object></start>
       <recordUpdates><inputReference>$Record</inputReference><inputAssignments><field>Total__c</field>
         <value><elementReference>Each_Line.Amount__c</elementReference></value></inputAssignments></recordUpdates>
       <assignments><assignmentItems><assignToReference>varLead.Rating</assignToReference>
         <value><elementReference>$Record.Account.Owner.Name</elementReference></value></assignmentItems></assignments>
       <decisions><rules><conditions><leftValueReference>$Record__Prior.Status</leftValueReference></conditions></rules></decisions>`
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'reads CustomField:Line__c.Amount__c',
      'reads CustomField:Order.Account.Owner.Name',
      'reads CustomField:Order.Status',
      'reads CustomObject:Line__c',
      'refers to CustomObject:Lead',
      'runs on CustomObject:Order',
      'writes CustomField:Lead.Rating',
      'writes CustomField:Order.Total__c',
      'writes CustomObject:Order',
    ]);
  });

  it('says nothing of a record whose object it does not know', () => {
    const extraction = flow(
      `<recordUpdates><inputReference>someone</inputReference><inputAssignments><field>X__c</field></inputAssignments></recordUpdates>
       <assignments><assignmentItems><assignToReference>someone.X__c</assignToReference></assignmentItems></assignments>`
    );

    expect(mentionsIn(extraction)).to.deep.equal([]);
  });

  it('names what it calls', () => {
    const action = (type: string, name: string): string =>
      `<actionCalls><actionName>${name}</actionName><actionType>${type}</actionType></actionCalls>`;

    const extraction = flow(
      `<subflows><flowName>Sub</flowName></subflows>${action('apex', 'Biller')}${action('emailAlert', 'Case.Hello')}
       ${action('flow', 'Other')}${action('quickAction', 'Case.Log')}${action('emailSimple', 'emailSimple')}
       <apexPluginCalls><apexClass>Old_Plugin</apexClass></apexPluginCalls>
       <variables><name>v</name><apexClass>Wrapper</apexClass></variables>`
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'calls ApexClass:Biller',
      'calls ApexClass:Old_Plugin',
      'calls Flow:Other',
      'calls Flow:Sub',
      'calls QuickAction:Case.Log',
      'calls WorkflowAlert:Case.Hello',
      'refers to ApexClass:Wrapper',
    ]);
  });

  it('names global values: labels, permissions, settings, custom metadata, the user', () => {
    const value = (reference: string): string =>
      `<assignments><assignmentItems><value><elementReference>${reference}</elementReference></value></assignmentItems></assignments>`;

    const extraction = flow(
      [
        '$Label.Hi',
        '$Permission.Boss',
        '$Setup.Conf__c.On__c',
        '$CustomMetadata.M__mdt.Rec.F__c',
        '$User.Title',
        '$Flow.CurrentDate',
      ]
        .map(value)
        .join('')
    );

    expect(mentionsIn(extraction)).to.deep.equal([
      'reads CustomField:Conf__c.On__c',
      'reads CustomField:M__mdt.F__c',
      'reads CustomField:User.Title',
      'reads CustomLabel:Hi',
      'reads CustomPermission:Boss',
    ]);
  });

  it('finds the object of a process in its metadata value', () => {
    const extraction = flow(
      `<processType>Workflow</processType>
       <processMetadataValues><name>ObjectType</name><value><stringValue>Contract</stringValue></value></processMetadataValues>`
    );

    expect(component(extraction, 'Flow').attributes).to.include({ kind: 'process', triggerObject: 'Contract' });
    expect(mentionsIn(extraction)).to.deep.equal(['runs on CustomObject:Contract']);
  });
});
