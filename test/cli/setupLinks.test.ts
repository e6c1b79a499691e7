import { expect } from 'chai';
import { setupLinks } from '../../src/cli/output/setupLinks.ts';
import { catalogue, childTypes, setupPagesOf } from '../../src/catalogue/catalogue.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';
import type { ComponentDetail } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { named, orgOf } from '../store/builders.ts';

const INSTANCE = 'https://acme.my.salesforce.com';
const ID = '0AA000000000001AAA';

/** The path of the link to a component; names that end with `!` have no id. */
const linkTo = async (name: string, linkTarget: 'lightning' | 'classic'): Promise<string | undefined> => {
  const component = { ...named(name.replace(/!$/, '')), ...(name.endsWith('!') ? {} : { id: ID }) } as ComponentDetail;
  const org = orgOf('acme', { instanceUrl: INSTANCE, linkTarget });
  const linkOf = await setupLinks({ store: withSettings(['Fleet_Settings__c']) }, org, [component]);
  return linkOf(component)?.slice(INSTANCE.length);
};

/** A store of which these objects are custom settings. */
const withSettings = (names: readonly string[]): Store => ({
  ...createMemoryStore(),
  havingAttribute: async (_org, keys, attribute) =>
    keys.filter(
      (key) => attribute === 'customSettingsType' && names.some((name) => key === `CustomObject:${name.toLowerCase()}`)
    ),
});

const OBJECT = '/lightning/setup/ObjectManager';
const inside = (node: string): string => `/lightning/setup/${node}/page?address=%2F${ID}%3Fsetupid%3D${node}`;

/** Component, its page in Lightning, its page in Classic. */
const PAGES: ReadonlyArray<readonly [string, string, string]> = [
  ['ApexClass:Bill', `/lightning/setup/ApexClasses/page?address=%2F${ID}`, `/${ID}`],
  ['CustomObject:Rental__c', `${OBJECT}/Rental__c/Details/view`, `/${ID}`],
  ['CustomObject:Case!', `${OBJECT}/Case/Details/view`, '/p/setup/layout/LayoutFieldList?type=Case'],
  ['CustomObject:Fleet_Settings__c', inside('CustomSettings'), `/${ID}`],
  ['CustomObject:Price__mdt', inside('CustomMetadata'), `/${ID}`],
  ['CustomObject:Signal__e', inside('EventObjects'), `/${ID}`],
  ['CustomObject:Past__b', inside('BigObjects'), `/${ID}`],
  ['CustomObject:Order__x', inside('ExternalObjects'), `/${ID}`],
  ['CustomObject:Signal__e!', '/lightning/setup/EventObjects/home', '/p/setup/custent/EventObjectsPage'],
  ['CustomField:Rental__c.Status__c', `${OBJECT}/Rental__c/FieldsAndRelationships/${ID}/view`, `/${ID}`],
  [
    'CustomField:Case.OwnerId!',
    `${OBJECT}/Case/FieldsAndRelationships/Owner/view`,
    '/p/setup/field/StandardFieldAttributes/d?id=Owner&type=Case',
  ],
  [
    'CustomField:Rental__c.Name!',
    `${OBJECT}/Rental__c/FieldsAndRelationships/Name/view`,
    '/p/setup/custent/CustomObjectsPage',
  ],
  ['CustomField:Price__mdt.Low__c', inside('CustomMetadata'), `/${ID}`],
  ['CustomField:Fleet_Settings__c.Max__c', inside('CustomSettings'), `/${ID}`],
  ['CustomField:Fleet_Settings__c.Name!', '/lightning/setup/CustomSettings/home', '/setup/ui/listCustomSettings.apexp'],
  ['ValidationRule:Price__mdt.Low', inside('CustomMetadata'), `/${ID}`],
  ['ListView:Case.All', `/lightning/o/Case/list?filterName=${ID}`, `/${ID}`],
  ['ListView:Price__mdt.All', '/lightning/setup/CustomMetadata/home', `/${ID}`],
  [
    'BusinessProcess:Case.Support',
    `/lightning/setup/CaseProcess/page?address=%2Fsetup%2Fui%2Fbpfields.jsp%3Fid%3D${ID}`,
    `/${ID}`,
  ],
  ['Layout:Case-Case Layout', `${OBJECT}/Case/PageLayouts/${ID}/view`, `/${ID}`],
  ['Layout:CaseClose-Close Case Layout', `${OBJECT}/Case/PageLayouts/${ID}/view`, `/${ID}`],
  ['Layout:UserAlt-User Profile Layout', `${OBJECT}/User/PageLayouts/${ID}/view`, `/${ID}`],
  ['Layout:Global-Global Layout', '/lightning/setup/GlobalPublisherLayouts/home', `/${ID}`],
  ['Layout:Price__mdt-Price Layout', '/lightning/setup/CustomMetadata/home', `/${ID}`],
  ['QuickAction:Case.Close', `${OBJECT}/Case/ButtonsLinksActions/${ID}/view`, `/${ID}`],
  ['QuickAction:New_Task', '/lightning/setup/GlobalActions/home', `/${ID}`],
  ['MutingPermissionSet:Less', '/lightning/setup/PermSetGroups/home', `/${ID}`],
  ['Document:Logos/Logo.png', `/lightning/_classic/%2F${ID}`, `/${ID}`],
  ['DocumentFolder:Logos', `/lightning/_classic/%2F${ID}`, `/${ID}`],
  ['EmailFolder:Letters', '/lightning/setup/CommunicationTemplatesEmail/home', `/${ID}`],
  ['Territory2:FY26.North', '/lightning/setup/Territory2Models/home', `/${ID}`],
  ['Territory2Rule:FY26.By_ZIP', '/lightning/setup/Territory2Models/home', `/${ID}`],
  ['Territory2Type:Geo', '/lightning/setup/Territory2Types/home', `/${ID}`],
  ['FlexiPage:Home', `/lightning/setup/FlexiPageList/page?address=%2F${ID}`, `/${ID}`],
  ['LightningComponentBundle:row', `/lightning/setup/LightningComponentBundles/page?address=%2F${ID}`, `/${ID}`],
  [
    'PathAssistant:Sales',
    '/lightning/setup/PathAssistantSetupHome/home',
    '/ui/setup/pathassistant/PathAssistantSetupPage',
  ],
  ['Workflow:Case', '/lightning/setup/WorkflowRules/home', '/_ui/core/workflow/WorkflowSplashUi?EntityId=WorkflowRule'],
  ['ContentAsset:logo', '/lightning/setup/ContentAssets/home', `/${ID}`],
  ['SharingOwnerRule:Case.All', '/lightning/setup/SecuritySharing/home', '/p/own/OrgSharingDetail'],
  ['Report:Finance/Income', `/lightning/r/Report/${ID}/view`, `/${ID}`],
];

describe('links to Setup', () => {
  for (const [name, lightning, classic] of PAGES) {
    it(`lead to the page of ${name.replace(/!$/, ' (without an id)')} in Lightning and in Classic`, async () => {
      expect(await linkTo(name, 'lightning')).to.equal(lightning);
      expect(await linkTo(name, 'classic')).to.equal(classic);
    });
  }

  it('has none in Classic for restriction rules, which Classic does not have', async () => {
    expect(await linkTo('RestrictionRule:Own', 'lightning')).to.equal('/lightning/setup/ObjectManager/home');
    expect(await linkTo('RestrictionRule:Own', 'classic')).to.equal(undefined);
  });

  it('asks the store once about all custom objects, and about no other object', async () => {
    const asked: Array<readonly string[]> = [];
    const store: Store = {
      ...withSettings([]),
      component: () => Promise.reject(new Error('one by one')),
      havingAttribute: async (_org, keys) => {
        asked.push(keys);
        return [];
      },
    };
    const names = [
      'CustomField:A__c.X__c',
      'CustomObject:A__c',
      'CustomField:Case.X__c',
      'ApexClass:A',
      'Layout:B__c-B',
    ];

    await setupLinks({ store }, orgOf('acme'), names.map(named));

    expect(asked).to.deep.equal([['CustomObject:a__c', 'CustomObject:b__c']]);
  });

  it('asks the store nothing where there is no custom object', async () => {
    const store: Store = { ...withSettings([]), havingAttribute: () => Promise.reject(new Error('asked')) };

    await setupLinks({ store }, orgOf('acme'), [named('CustomObject:Case'), named('ApexClass:A')]);
  });

  it('exist in Lightning for every type but those that no source has a page for', () => {
    const types = [...catalogue.map(({ type }) => type), ...childTypes.keys()];

    expect(types.filter((type) => setupPagesOf(type)?.lightning === undefined).toSorted()).to.deep.equal([
      'ApexTestSuite',
      'BotVersion',
      'BrandingSet',
      'CustomHelpMenuSection',
      'CustomPageWebLink',
      'CustomSite',
      'DecisionTable',
      'DigitalExperienceBundle',
      'FlowTest',
      'GenAiFunction',
      'GenAiPlanner',
      'GenAiPlannerBundle',
      'GenAiPlugin',
      'HomePageComponent',
      'HomePageLayout',
      'Index',
      'LightningMessageChannel',
      'LightningTypeBundle',
      'OmniDataTransform',
      'OmniIntegrationProcedure',
      'OmniScript',
      'OmniUiCard',
      'PlatformEventChannel',
      'PlatformEventChannelMember',
      'Settings',
      'SharingReason',
      'StandardValueSet',
      'WorkflowFlowAction',
      'WorkflowKnowledgePublish',
      'WorkflowSend',
    ]);
  });
});
