import { expect } from 'chai';
import { containerOf, isUnfiled, parentName } from '../../src/catalogue/parentName.ts';
import { formatComponentName, parseComponentName, type ComponentName } from '../../src/model/names/componentName.ts';

const named = (text: string): ComponentName => parseComponentName(text) ?? { type: text, fullName: '' };

describe('what a component belongs to by its name', () => {
  for (const [child, parent] of [
    ['CustomField:Rental__c.Status__c', 'CustomObject:Rental__c'],
    ['WorkflowRule:Case.Tell', 'Workflow:Case'],
    ['BotVersion:Helper.v1', 'Bot:Helper'],
    ['Report:Finance/Income', 'ReportFolder:Finance'],
    ['Report:Finance/Europe/Income', 'ReportFolder:Finance/Europe'],
    ['ReportFolder:Finance/Europe', 'ReportFolder:Finance'],
    ['Dashboard:Board/Income', 'DashboardFolder:Board'],
    ['DashboardFolder:Board/Sub', 'DashboardFolder:Board'],
    ['Document:Logos/Logo.png', 'DocumentFolder:Logos'],
    ['EmailTemplate:Letters/Hello', 'EmailFolder:Letters'],
    ['EmailFolder:Letters/Sub', 'EmailFolder:Letters'],
    ['Layout:Rental__c-Rental: A-B Layout', 'CustomObject:Rental__c'],
    ['Layout:CaseClose-Close Case Layout', 'CustomObject:Case'],
    ['Layout:UserAlt-User Profile Layout', 'CustomObject:User'],
    ['QuickAction:Case.Close', 'CustomObject:Case'],
    ['ApprovalProcess:Case.Refund', 'CustomObject:Case'],
    ['DuplicateRule:Lead.Same_Mail', 'CustomObject:Lead'],
    ['AssignmentRules:Case', 'CustomObject:Case'],
    ['AutoResponseRules:Lead', 'CustomObject:Lead'],
    ['EscalationRules:Case', 'CustomObject:Case'],
    ['MatchingRules:PersonAccount', 'CustomObject:PersonAccount'],
    ['SharingRules:Rental__c', 'CustomObject:Rental__c'],
    ['Workflow:Case', 'CustomObject:Case'],
    ['CustomObjectTranslation:Rental__c-de', 'CustomObject:Rental__c'],
    ['CustomMetadata:acme__Price.Low', 'CustomObject:acme__Price__mdt'],
    ['Territory2:FY26.Germany', 'Territory2Model:FY26'],
    ['Territory2Rule:FY26.By_ZIP', 'Territory2Model:FY26'],
  ] as const) {
    it(`is ${parent} for ${child}`, () => {
      const found = parentName(named(child));

      expect(found && formatComponentName(found)).to.equal(parent);
    });
  }

  for (const name of [
    'ApexClass:Bill',
    'CustomLabel:Hello',
    'CustomObject:Case',
    'Layout:Global-Global Layout',
    'QuickAction:New_Task',
    'ReportFolder:Finance',
    'Territory2Model:FY26',
    'Unknown:A.B',
  ]) {
    it(`is nothing for ${name}`, () => {
      expect(parentName(named(name))).to.equal(undefined);
    });
  }

  it('is no proof of what is in it unless it is the document that holds it', () => {
    const held = (text: string) => containerOf({ ...named(text), parent: named('CustomObject:Case') });

    expect(held('CustomField:Case.X__c')).to.deep.equal({ type: 'CustomObject', fullName: 'Case' });
    expect(held('Layout:Case-Case Layout')).to.equal(undefined);
  });

  it('knows the folder that is none', () => {
    expect(isUnfiled(named('EmailFolder:unfiled$public'))).to.equal(true);
    expect(isUnfiled(named('EmailFolder:Letters'))).to.equal(false);
    expect(isUnfiled(named('DocumentFolder:unfiled$public'))).to.equal(false);
  });
});
