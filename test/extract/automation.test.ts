import { expect } from 'chai';
import { extract } from '../../src/extract/extract.ts';
import { entryOf } from '../../src/catalogue/catalogue.ts';
import { parseXml } from '../../src/xml/parseXml.ts';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

describe('extracting what goes with flows and events', () => {
  it('reads a flow test', () => {
    const extraction = extractFrom(
      'FlowTest',
      'T',
      `<description>Why</description><flowApiName>Set_Defaults</flowApiName><label>Gold</label>
       <testPoints><elementApiName>Start</elementApiName></testPoints>
       <testPoints><assertions><errorMessage>No</errorMessage></assertions><assertions/><elementApiName>Finish</elementApiName></testPoints>`
    );

    expect(component(extraction, 'FlowTest')).to.deep.include({
      label: 'Gold',
      attributes: { flow: 'Set_Defaults', testPoints: 2, assertions: 2 },
    });
    expect(mentionsIn(extraction)).to.deep.equal(['calls Flow:Set_Defaults']);
  });

  it('reads which version of a flow is active', () => {
    const extraction = extractFrom('FlowDefinition', 'F', '<activeVersionNumber>3</activeVersionNumber>');

    expect(component(extraction, 'FlowDefinition').attributes).to.deep.equal({ activeVersionNumber: 3 });
    expect(mentionsIn(extraction)).to.deep.equal(['belongs to Flow:F']);
  });

  it('reads a path', () => {
    const extraction = extractFrom(
      'PathAssistant',
      'P',
      `<active>true</active><entityName>Job__c</entityName><fieldName>Status__c</fieldName><masterLabel>The path</masterLabel>
       <pathAssistantSteps><fieldNames>Start__c</fieldNames><fieldNames>Name</fieldNames><info>Call</info><picklistValueName>New</picklistValueName></pathAssistantSteps>
       <pathAssistantSteps><picklistValueName>Done</picklistValueName></pathAssistantSteps><recordTypeName>Big</recordTypeName>`
    );

    expect(component(extraction, 'PathAssistant')).to.deep.include({
      label: 'The path',
      attributes: {
        active: true,
        object: 'Job__c',
        field: 'Status__c',
        recordType: 'Big',
        steps: [
          { value: 'New', fields: ['Start__c', 'Name'], hasGuidance: true },
          { value: 'Done', hasGuidance: false },
        ],
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'belongs to CustomObject:Job__c',
      'displays CustomField:Job__c.Name',
      'displays CustomField:Job__c.Start__c',
      'reads CustomField:Job__c.Status__c',
      'refers to RecordType:Job__c.Big',
    ]);
  });

  it('names no record type for the path of records without one', () => {
    const extraction = extractFrom(
      'PathAssistant',
      'P',
      '<entityName>Job__c</entityName><recordTypeName>__MASTER__</recordTypeName>'
    );

    expect(mentionsIn(extraction)).to.deep.equal(['belongs to CustomObject:Job__c']);
  });

  it('reads a notification type', () => {
    const extraction = extractFrom(
      'CustomNotificationType',
      'N',
      '<customNotifTypeName>N</customNotifTypeName><desktop>true</desktop><masterLabel>News</masterLabel><mobile>false</mobile><slack>false</slack>'
    );

    expect(component(extraction, 'CustomNotificationType')).to.deep.include({
      label: 'News',
      attributes: { desktop: true, mobile: false, slack: false },
    });
  });

  it('reads an event channel and its members', () => {
    const channel = extractFrom(
      'PlatformEventChannel',
      'C__chn',
      '<channelType>event</channelType><label>Ours</label>'
    );
    const member = (entity: string) =>
      extractFrom(
        'PlatformEventChannelMember',
        'M',
        `<enrichedFields><name>Key__c</name></enrichedFields><eventChannel>C__chn</eventChannel><filterExpression>A__c = 1</filterExpression>
         <selectedEntity>${entity}</selectedEntity>`
      );

    expect(component(channel, 'PlatformEventChannel')).to.deep.include({
      label: 'Ours',
      attributes: { channelType: 'event' },
    });
    expect(component(member('Alarm__e'), 'PlatformEventChannelMember').attributes).to.deep.equal({
      channel: 'C__chn',
      selectedEntity: 'Alarm__e',
      filterExpression: 'A__c = 1',
      enrichedFields: ['Key__c'],
    });
    for (const [entity, object] of [
      ['Alarm__e', 'Alarm__e'],
      ['AccountChangeEvent', 'Account'],
      ['ns__Job__ChangeEvent', 'ns__Job__c'],
    ] as const) {
      expect(mentionsIn(member(entity))).to.deep.equal([
        'belongs to PlatformEventChannel:C__chn',
        `reads CustomField:${object}.Key__c`,
        `refers to CustomObject:${object}`,
      ]);
    }
  });
});

describe('extracting settings', () => {
  it('gives the switches of a feature, whose name is that of the root element', () => {
    const utf8 =
      Buffer.from(`<CaseSettings><caseFeedItemSettings><name>x</name><feedItemType>y</feedItemType></caseFeedItemSettings>
      <defaultCaseOwner>Tier_1</defaultCaseOwner><emailToCase><enableEmailToCase>true</enableEmailToCase></emailToCase>
      <enableCaseFeed>true</enableCaseFeed><name>inner</name><notifyOwner>false</notifyOwner></CaseSettings>`);

    const { components, mentions, warnings } = extract({
      entry: entryOf('Settings')!,
      fullName: 'Case',
      parts: [{ name: '', utf8, root: parseXml(utf8) }],
    });

    expect(components).to.deep.equal([
      {
        type: 'Settings',
        fullName: 'Case',
        attributes: { enableCaseFeed: true, notifyOwner: false },
        own: utf8,
      },
    ]);
    expect([mentions, warnings]).to.deep.equal([[], []]);
  });
});
