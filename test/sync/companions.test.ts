import { expect } from 'chai';
import { connectOrg } from '../../src/connections/connectOrg.ts';
import { rightNames } from '../../src/model/access/grants.ts';
import type { JsonValue } from '../../src/model/extraction.ts';
import { componentKey } from '../../src/model/names/componentName.ts';
import { createMemoryStore } from '../store/memory/memoryStore.ts';
import type { Wanted } from '../../src/sync/plan/batches.ts';
import { syncOrg } from '../../src/sync/syncOrg.ts';
import { startCaseRig, xmlOf, type CaseRig } from '../specialCases/startCaseRig.ts';
import { changesOf } from './changesOf.ts';
import { modelSignature, relationSignature } from './modelSignature.ts';
import { collaboratorsFor } from './syncRig.ts';
import { publishedRun } from './publishedRun.ts';

const PROFILE = 'Force.com - Free User';
const LAYOUT = 'Account-Account (Sales) Layout';

/** As it is asked for. */
const encoded = (name: string): string => name.replace('(', '%28').replace(')', '%29');

const visible = (kind: string, name: string, more: string): string =>
  `<${kind}Visibilities><${kind}>${name}</${kind}>${more}<visible>true</visible></${kind}Visibilities>`;

const FILES = {
  'reports/Loose.reportFolder-meta.xml': xmlOf('ReportFolder', '<name>Loose</name>'),
  'applications/Sales_Desk.app-meta.xml': xmlOf(
    'CustomApplication',
    '<label>Sales Desk</label><navType>Standard</navType>' +
      '<profileActionOverrides><actionName>View</actionName><content>Account_Page</content><formFactor>Large</formFactor>' +
      `<pageOrSobjectType>Account</pageOrSobjectType><recordType>Account.Business</recordType><type>Flexipage</type><profile>${PROFILE}</profile></profileActionOverrides>`
  ),
  'flexipages/Account_Page.flexipage-meta.xml': xmlOf('FlexiPage', '<masterLabel>Account Page</masterLabel>'),
  'tabs/Line__c.tab-meta.xml': xmlOf('CustomTab', '<customObject>true</customObject>'),
  'quickActions/Account.Call.quickAction-meta.xml': xmlOf('QuickAction', '<label>Call</label>'),
  'profiles/Force%2Ecom - Free User.profile-meta.xml': xmlOf(
    'Profile',
    visible('application', 'Sales_Desk', '<default>true</default>') +
      '<custom>false</custom>' +
      '<layoutAssignments><layout>Account-Account %28Sales%29 Layout</layout></layoutAssignments>' +
      '<layoutAssignments><layout>Account-Account %28Sales%29 Layout</layout><recordType>Account.Business</recordType></layoutAssignments>' +
      '<objectPermissions><allowRead>true</allowRead><object>Line__c</object></objectPermissions>' +
      visible('recordType', 'Account.Business', '<default>true</default>') +
      '<tabVisibilities><tab>Line__c</tab><visibility>DefaultOn</visibility></tabVisibilities>'
  ),
  'translations/de.translation-meta.xml': xmlOf(
    'Translations',
    '<customApplications><label>Verkauf</label><name>Sales_Desk</name></customApplications>' +
      '<customLabels><label>Hallo</label><name>Hello</name></customLabels>' +
      '<customLabels><label><!-- Bye! --></label><name>Bye</name></customLabels>'
  ),
  'objectTranslations/Account-de/Account-de.objectTranslation-meta.xml': xmlOf(
    'CustomObjectTranslation',
    '<caseValues><plural>false</plural><value>Konto</value></caseValues>' +
      '<layouts><layout>Account %28Sales%29 Layout</layout><sections><label>Anschrift</label><section>Address</section></sections></layouts>' +
      '<quickActions><label>Anruf</label><name>Call</name></quickActions>'
  ),
  'objectTranslations/Account-de/Color__c.fieldTranslation-meta.xml': xmlOf(
    'CustomFieldTranslation',
    '<label>Farbe</label><name>Color__c</name><picklistValues><masterLabel>Red</masterLabel><translation>Rot</translation></picklistValues>'
  ),
};

/** Every component in a request of its own, but for what comes along. */
const oneByOne = (wanted: readonly Wanted[]): Wanted[][] => wanted.map((item) => [item]);

describe('what comes back only with companions', () => {
  let rig: CaseRig;

  beforeEach(async () => {
    rig = await startCaseRig(FILES);
    expect(await rig.sync()).to.include({ state: 'succeeded' });
    rig.standin.forgetRequests();
  });

  afterEach(() => rig.stop());

  const attributes = async (type: string, fullName: string): Promise<{ readonly [name: string]: JsonValue }> =>
    (await rig.store.component(rig.org.key, componentKey({ type, fullName })))?.attributes ?? {};

  const granted = async (type: string, fullName: string): Promise<string[]> => {
    const grants = await rig.store.grants(rig.org.key, { target: componentKey({ type, fullName }) });
    return grants.filter(({ principal }) => principal.type === 'Profile').flatMap(({ rights }) => rightNames(rights));
  };

  it('are the picklist values of a record type, those from value sets too', async () => {
    expect(await attributes('RecordType', 'Account.Business')).to.deep.include({
      picklistValues: { Color__c: ['Red'], Industry: ['Retail'], Tier__c: ['Gold'] },
    });
  });

  it('are the texts of translations; what is not translated is left out', async () => {
    expect(await attributes('Translations', 'de')).to.deep.equal({
      language: 'de',
      customApplications: { Sales_Desk: { label: 'Verkauf' } },
      customLabels: { Hello: { label: 'Hallo' } },
    });
    expect(await attributes('CustomObjectTranslation', 'Account-de')).to.deep.equal({
      object: 'Account',
      language: 'de',
      caseValues: { singular: { plural: 'false', value: 'Konto' } },
      fields: { Color__c: { label: 'Farbe', picklistValues: { Red: { translation: 'Rot' } } } },
      layouts: { 'Account (Sales) Layout': { sections: { Address: { label: 'Anschrift' } } } },
      quickActions: { Call: { label: 'Anruf' } },
    });
  });

  it('are the layouts that a profile has, by object and by record type', async () => {
    expect(await attributes('Profile', PROFILE)).to.deep.include({
      defaultApp: 'Sales_Desk',
      layoutAssignments: { Account: 'Account (Sales) Layout', 'Account.Business': 'Account (Sales) Layout' },
    });
    const to = componentKey({ type: 'Layout', fullName: LAYOUT });
    const references = await rig.store.references(rig.org.key, { to });
    expect(references.map(({ from, kind }) => [from.type, from.fullName, kind])).to.deep.include([
      'Profile',
      PROFILE,
      'assigns',
    ]);
  });

  it("are a profile's record types, apps and tabs, beside the permissions that the tables say", async () => {
    expect(await granted('RecordType', 'Account.Business')).to.deep.equal(['access', 'default']);
    expect(await granted('CustomApplication', 'Sales_Desk')).to.deep.equal(['access', 'default']);
    expect(await granted('CustomTab', 'Line__c')).to.deep.equal(['access', 'default']);
    expect(await granted('CustomObject', 'Line__c')).to.deep.equal(['read']);
  });

  it('are the pages that an app opens for a profile', async () => {
    const to = componentKey({ type: 'FlexiPage', fullName: 'Account_Page' });
    const references = await rig.store.references(rig.org.key, { to });
    expect(references.map(({ from, kind }) => `${from.type}:${from.fullName} ${kind}`)).to.deep.equal([
      'CustomApplication:Sales_Desk displays',
    ]);
  });

  it('are the same, with grants and references, when each component is asked for alone', async () => {
    const store = createMemoryStore();
    const collaborators = { ...collaboratorsFor(store), cut: oneByOne };
    const org = await connectOrg({ username: rig.standin.adminUsername, actor: 'ada' }, collaborators);

    await publishedRun(syncOrg({ org, trigger: 'manual', actor: 'ada' }, collaborators));

    expect(await modelSignature(store, org.key)).to.deep.equal(await modelSignature(rig.store, rig.org.key));
    expect(await relationSignature(store, org.key)).to.deep.equal(await relationSignature(rig.store, rig.org.key));
  });

  it('change nothing when nothing changed, grants included', async () => {
    const before = await relationSignature(rig.store, rig.org.key);

    expect(changesOf(await rig.sync())).to.deep.equal({});
    expect(await relationSignature(rig.store, rig.org.key)).to.deep.equal(before);
  });

  it('never swell profiles with the permissions on fields: objects are not asked for beside them', async () => {
    await rig.sync();

    const withProfiles = rig.manifests().filter(({ Profile }) => Profile);
    expect(withProfiles.length).to.be.greaterThan(0);
    for (const manifest of withProfiles) expect(manifest).to.not.have.any.keys('CustomObject', 'CustomField');
  });

  for (const [code, state] of [
    ['INTERNAL_ERROR', 'partial'],
    ['INSUFFICIENT_ACCESS', 'partial'],
  ] as const) {
    it(`are kept when companions could not be listed (${code})`, async () => {
      rig.standin.control.fail('listMetadata', { code }, { match: 'RecordType', times: null });
      const before = await relationSignature(rig.store, rig.org.key);

      const run = await rig.sync();

      expect(run).to.include({ state });
      expect(run.components).to.include({ updated: 0, deleted: 0 });
      expect(run.warnings.join('\n')).to.contain("Profile can't be read as a whole: RecordType could not be listed");
      expect(await relationSignature(rig.store, rig.org.key)).to.deep.equal(before);
    });
  }

  it('leave unread, not called refused by the org, what is only whole with them', async () => {
    rig.standin.control.revokePermissions(rig.standin.adminUsername, ['ManageInteraction']);

    const run = await rig.sync();

    expect(run).to.include({ state: 'succeeded' });
    expect(run.types.find(({ type }) => type === 'Translations')).to.deep.equal({
      type: 'Translations',
      state: 'unavailable',
      components: 1,
      problem: '1 was not read: Flow could not be listed',
    });
    expect(changesOf(run)).to.deep.equal({});
    expect((await rig.known()).get('Translations:de')?.missing).to.deep.equal({
      reason: 'Flow could not be listed',
      lastSeen: 1,
    });
  });

  it('leave as it was what is only whole with one that came before and fails alone', async () => {
    rig.standin.control.fail(
      'retrieveJob',
      { code: 'UNKNOWN_EXCEPTION' },
      { match: `Layout:${encoded(LAYOUT)}`, times: null }
    );
    const before = await relationSignature(rig.store, rig.org.key);

    const run = await rig.sync();

    expect(run).to.include({ state: 'partial' });
    expect(run.components).to.include({ updated: 0, deleted: 0 });
    expect(await relationSignature(rig.store, rig.org.key)).to.deep.equal(before);
  });

  it('cost nobody else anything when one companion is refused', async () => {
    rig.standin.control.fail(
      'retrieveJob',
      { code: 'INSUFFICIENT_ACCESS' },
      { match: `Layout:${encoded(LAYOUT)}`, times: null }
    );
    rig.standin.control.edit(
      'CustomObjectTranslation',
      'Account-de',
      FILES['objectTranslations/Account-de/Account-de.objectTranslation-meta.xml'].replace('Konto', 'Kunde')
    );

    const run = await rig.sync();

    expect(run).to.include({ state: 'succeeded' });
    expect((await attributes('CustomObjectTranslation', 'Account-de'))['caseValues']).to.deep.equal({
      singular: { plural: 'false', value: 'Kunde' },
    });
  });
});
