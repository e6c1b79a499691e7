import { expect } from 'chai';
import { extractFiles } from './extractFiles.ts';
import { component, extractFrom, mentionsIn } from './extractFrom.ts';

const target = (type: string, name: string): string =>
  `<invocationTarget>${name}</invocationTarget><invocationTargetType>${type}</invocationTargetType>`;

describe('extracting a bot', () => {
  const invocation = (type: string, name: string): string =>
    `<botInvocation><invocationActionName>${name}</invocationActionName><invocationActionType>${type}</invocationActionType></botInvocation>`;
  const extraction = extractFrom(
    'Bot',
    'Helper',
    `<botVersions><fullName>v1</fullName>
       <botDialogs><botSteps><botSteps>${invocation('apex', 'Finder')}</botSteps>
         <botVariableOperation>${invocation('flow', 'Ask')}</botVariableOperation></botSteps><label>Welcome</label></botDialogs>
       <conversationDefinitionPlanners><genAiPlannerName>Plan</genAiPlannerName></conversationDefinitionPlanners>
       <conversationVariables><SObjectType>Case</SObjectType></conversationVariables>
       <entryDialog>Welcome</entryDialog><surfacesEnabled>true</surfacesEnabled></botVersions>
     <botVersions><fullName>v2</fullName><entryDialog>Hello</entryDialog></botVersions>
     <description>Helps</description><label>The helper</label><logPrivateConversationData>false</logPrivateConversationData><type>Bot</type>`
  );

  it('gives the bot, and each version as its child', () => {
    const [bot, first, second] = extraction.components;

    expect(bot).to.deep.include({
      label: 'The helper',
      description: 'Helps',
      attributes: { type: 'Bot', versions: ['v1', 'v2'], logPrivateConversationData: false },
    });
    expect(first).to.deep.include({
      type: 'BotVersion',
      fullName: 'Helper.v1',
      parent: { type: 'Bot', fullName: 'Helper' },
      attributes: { entryDialog: 'Welcome', dialogs: 1, variables: 1, planners: ['Plan'], surfacesEnabled: true },
    });
    expect(second).to.deep.include({
      fullName: 'Helper.v2',
      attributes: { entryDialog: 'Hello', dialogs: 0, variables: 0 },
    });
  });

  it('names what the dialogs of a version call, however deep', () => {
    expect(mentionsIn(extraction, 'BotVersion')).to.deep.equal([
      'calls ApexClass:Finder',
      'calls Flow:Ask',
      'calls GenAiPlanner:Plan',
      'calls GenAiPlannerBundle:Plan',
      'refers to CustomObject:Case',
    ]);
  });
});

describe('extracting agents', () => {
  it('gives topics and actions of a planner', () => {
    const extraction = extractFrom(
      'GenAiPlanner',
      'P',
      `<genAiFunctions><genAiFunctionName>Find</genAiFunctionName></genAiFunctions><genAiPlugins><genAiPluginName>Orders</genAiPluginName></genAiPlugins>
       <masterLabel>The planner</masterLabel><plannerType>AiCopilot__ReAct</plannerType>`
    );

    expect(component(extraction, 'GenAiPlanner')).to.deep.include({
      label: 'The planner',
      attributes: {
        plannerType: 'AiCopilot__ReAct',
        plugins: ['Orders'],
        functions: ['Find'],
        localTopics: 0,
        localActions: 0,
        plannerActions: 0,
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal(['calls GenAiFunction:Find', 'calls GenAiPlugin:Orders']);
  });

  it('reads a planner bundle from its XML file, with the actions of its own', () => {
    const extraction = extractFiles('GenAiPlannerBundle', 'P', {
      'P.genAiPlannerBundle': `<localTopics><localActions>${target('flow', 'Ask')}</localActions></localTopics><masterLabel>Agent</masterLabel>
        <plannerActions>${target('apex', 'Finder')}</plannerActions><plannerSurfaces><surfaceType>Messaging</surfaceType></plannerSurfaces>`,
      'localActions/Orders/Ask/input/schema.json': '{}',
    });

    expect(extraction.warnings).to.deep.equal([]);
    expect(component(extraction, 'GenAiPlannerBundle')).to.deep.include({
      label: 'Agent',
      attributes: { localTopics: 1, localActions: 1, plannerActions: 1, surfaces: ['Messaging'] },
    });
    expect(mentionsIn(extraction)).to.deep.equal(['calls ApexClass:Finder', 'calls Flow:Ask']);
  });

  it('gives the actions of a topic', () => {
    const extraction = extractFrom(
      'GenAiPlugin',
      'Orders',
      `<canEscalate>false</canEscalate><description>Orders</description><genAiFunctions><functionName>Find</functionName></genAiFunctions>
       <genAiPluginInstructions><description>Be kind.</description></genAiPluginInstructions><language>en_US</language>
       <localActions>${target('quickAction', 'Case.Log')}</localActions><masterLabel>All orders</masterLabel><pluginType>Topic</pluginType><scope>Only orders</scope>`
    );

    expect(component(extraction, 'GenAiPlugin')).to.deep.include({
      label: 'All orders',
      description: 'Orders',
      attributes: {
        pluginType: 'Topic',
        language: 'en_US',
        scope: 'Only orders',
        canEscalate: false,
        functions: ['Find'],
        localActions: 1,
        instructions: 1,
        utterances: 0,
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal(['calls GenAiFunction:Find', 'calls QuickAction:Case.Log']);
  });

  for (const [kind, mention] of [
    ['apex', ['calls ApexClass:X']],
    ['flow', ['calls Flow:X']],
    ['generatePromptResponse', ['calls GenAiPromptTemplate:X']],
    ['standardInvocableAction', []],
  ] as const) {
    it(`names what an action calls: ${kind}`, () => {
      const extraction = extractFiles('GenAiFunction', 'F', {
        'F.genAiFunction-meta.xml': `${target(kind, 'X')}<isConfirmationRequired>true</isConfirmationRequired><masterLabel>Find it</masterLabel>`,
      });

      expect(extraction.warnings).to.deep.equal([]);
      expect(component(extraction, 'GenAiFunction')).to.deep.include({
        label: 'Find it',
        attributes: {
          invocationTarget: 'X',
          invocationTargetType: kind,
          isConfirmationRequired: true,
          mappingAttributes: 0,
        },
      });
      expect(mentionsIn(extraction)).to.deep.equal(mention);
    });
  }

  it('gives versions and inputs of a prompt template', () => {
    const extraction = extractFrom(
      'GenAiPromptTemplate',
      'Welcome',
      `<activeVersion>2</activeVersion><masterLabel>Welcome mail</masterLabel><relatedEntity>Contact</relatedEntity>
       <templateVersions><content>Hi</content><inputs><definition>SOBJECT://Order__c</definition></inputs><primaryModel>gpt</primaryModel><status>Published</status>
         <templateDataProviders><definition>flow://Find</definition></templateDataProviders>
         <templateDataProviders><definition>apex://Finder</definition></templateDataProviders></templateVersions>
       <type>einstein_gpt__salesEmail</type><visibility>Global</visibility>`
    );

    expect(component(extraction, 'GenAiPromptTemplate')).to.deep.include({
      label: 'Welcome mail',
      attributes: {
        type: 'einstein_gpt__salesEmail',
        visibility: 'Global',
        relatedEntity: 'Contact',
        activeVersion: '2',
        versions: [{ status: 'Published', primaryModel: 'gpt' }],
      },
    });
    expect(mentionsIn(extraction)).to.deep.equal([
      'calls ApexClass:Finder',
      'calls Flow:Find',
      'refers to CustomObject:Order__c',
      'runs on CustomObject:Contact',
    ]);
  });
});
