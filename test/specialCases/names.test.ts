import { expect } from 'chai';
import { locate } from '../../src/catalogue/locate.ts';
import { componentKey } from '../../src/model/names/componentName.ts';
import type { ComponentDetail, RunRecord } from '../../src/store/records.ts';
import { changesOf } from '../sync/changesOf.ts';
import { startCaseRig, xmlOf, type CaseRig } from './startCaseRig.ts';

const layoutOf = (...fields: readonly string[]): string =>
  xmlOf(
    'Layout',
    `<layoutSections><layoutColumns>${fields
      .map((field) => `<layoutItems><behavior>Edit</behavior><field>${field}</field></layoutItems>`)
      .join('')}</layoutColumns></layoutSections>`
  );

const fieldOf = (name: string): string =>
  xmlOf('CustomField', `<fullName>${name}</fullName><label>${name}</label><type>Text</type><length>9</length>`);

const recordTypeOf = (name: string): string =>
  xmlOf('RecordType', `<fullName>${name}</fullName><active>true</active><label>${name}</label>`);

const FILES = {
  'layouts/Account-a%2Fb %28c%29%3A d.layout-meta.xml': xmlOf('Layout', '<layoutSections/>'),
  'layouts/Account-%252F is no slash.layout-meta.xml': xmlOf('Layout', '<layoutSections/>'),
  'layouts/acme__Thing__c-Our Layout.layout-meta.xml': xmlOf('Layout', '<layoutSections/>'),
  'layouts/CaseClose-Close Case Layout.layout-meta.xml': layoutOf('Why__c'),
  'layouts/UserAlt-User Profile Layout.layout-meta.xml': layoutOf('Desk__c'),
  'layouts/PersonAccount-Person Account Layout.layout-meta.xml': layoutOf('Hobby__pc', 'Score__c'),
  'objects/Case/fields/Why__c.field-meta.xml': fieldOf('Why__c'),
  'objects/User/fields/Desk__c.field-meta.xml': fieldOf('Desk__c'),
  'objects/Contact/fields/Hobby__c.field-meta.xml': fieldOf('Hobby__c'),
  'objects/Account/fields/Score__c.field-meta.xml': fieldOf('Score__c'),
  'objects/PersonAccount/PersonAccount.object-meta.xml': xmlOf('CustomObject'),
  'objects/PersonAccount/recordTypes/PersonAccount_Patient.recordType-meta.xml': recordTypeOf('PersonAccount_Patient'),
  'objects/PersonAccount/recordTypes/acme__PersonAccount_Trial.recordType-meta.xml':
    recordTypeOf('acme__PersonAccount_Trial'),
  'aura/Hello/Hello.cmp': '<aura:component/>\n',
  'aura/Hello/Hello.cmp-meta.xml': xmlOf('AuraDefinitionBundle', '<apiVersion>66.0</apiVersion>'),
};

describe('special cases of names', () => {
  let rig: CaseRig;
  let first: RunRecord;

  before(async () => {
    rig = await startCaseRig(FILES);
    first = await rig.sync();
  });

  after(() => rig.stop());

  const detail = async (type: string, fullName: string): Promise<ComponentDetail> => {
    const found = await rig.store.component(rig.org.key, componentKey({ type, fullName }));
    if (found === undefined) throw new Error(`the model has no ${type}:${fullName}`);
    return found;
  };

  const mentioned = async (fullName: string): Promise<string[]> => {
    const found = await rig.store.references(rig.org.key, { from: componentKey({ type: 'Layout', fullName }) });
    return found.map(({ to }) => `${to.type}:${to.fullName}`).sort();
  };

  it('leave no component without its document', () => {
    expect(first).to.include({ state: 'succeeded' });
    expect(first.warnings).to.deep.equal([]);
    expect(first.components).to.include({ notFetched: 0, unavailable: 0 });
  });

  describe('special case 16: URL-encoded names', () => {
    for (const [raw, fullName] of [
      ['Account-a%2Fb %28c%29%3A d', 'Account-a/b (c): d'],
      ['Account-%252F is no slash', 'Account-%2F is no slash'],
    ] as const) {
      it(`are decoded once for people and sent back as they are: ${raw}`, async () => {
        expect(await detail('Layout', fullName)).to.include({
          fullName,
          rawName: raw,
          path: `layouts/${fullName}.layout`,
        });
        expect(rig.membersAsked('Layout')).to.include(raw);
      });
    }
  });

  describe('special case 17: layouts of packages', () => {
    it('are listed without their second prefix, but asked for and known with it', async () => {
      const fullName = 'acme__Thing__c-acme__Thing Layout';

      const packaged = await detail('Layout', fullName);

      expect(packaged).to.include({ fullName, rawName: fullName, packaged: true });
      expect(packaged.path).to.be.a('string');
      expect(rig.membersAsked('Layout')).to.include(fullName);
    });

    it("leave the org's own layouts of packaged objects alone, and the packages themselves", async () => {
      expect(await detail('Layout', 'acme__Thing__c-Our Layout')).to.include({ packaged: false });
      expect(rig.membersAsked('Layout')).to.include('acme__Thing__c-Our Layout');
      expect(rig.membersAsked('InstalledPackage')).to.deep.equal(['acme']);
    });
  });

  describe('special case 18: layouts that are named after places', () => {
    for (const [fullName, object, field] of [
      ['CaseClose-Close Case Layout', 'Case', 'Case.Why__c'],
      ['UserAlt-User Profile Layout', 'User', 'User.Desk__c'],
    ] as const) {
      it(`belong to ${object}: ${fullName}`, async () => {
        expect((await detail('Layout', fullName)).attributes).to.include({ object });
        expect(await mentioned(fullName)).to.deep.equal([`CustomField:${field}`, `CustomObject:${object}`]);
      });
    }
  });

  describe('special case 19: person accounts', () => {
    it('have record types that are listed with the accounts, but are in another document', async () => {
      const recordType = await detail('RecordType', 'PersonAccount.PersonAccount_Patient');

      expect(recordType).to.include({ path: 'objects/PersonAccount.object' });
      expect(recordType.id).to.be.a('string');
      expect(recordType.parent).to.deep.equal({ type: 'CustomObject', fullName: 'PersonAccount' });
      expect([...(await rig.known()).keys()]).to.not.include('RecordType:account.personaccount_patient');
      expect(rig.membersAsked('CustomObject')).to.include('PersonAccount');
    });

    it('have record types of packages, too', async () => {
      const recordType = await detail('RecordType', 'PersonAccount.acme__PersonAccount_Trial');

      expect(recordType).to.include({ path: 'objects/PersonAccount.object', packaged: true });
      expect([...(await rig.known()).keys()]).to.not.include('RecordType:account.acme__personaccount_trial');
    });

    it('have fields of accounts and of contacts', async () => {
      expect(await mentioned('PersonAccount-Person Account Layout')).to.deep.equal([
        'CustomField:Account.Score__c',
        'CustomField:Contact.Hobby__c',
        'CustomObject:PersonAccount',
      ]);
    });

    it('are in no org without the feature: there, an account may have such a record type', async () => {
      const other = await startCaseRig({
        'objects/Account/recordTypes/PersonAccount_Old.recordType-meta.xml': recordTypeOf('PersonAccount_Old'),
      });
      try {
        await other.sync();

        const found = [...(await other.known()).values()].filter(({ fullName }) => fullName.endsWith('_Old'));
        expect(found.map(({ fullName, path }) => [fullName, path])).to.deep.equal([
          ['Account.PersonAccount_Old', 'objects/Account.object'],
        ]);
      } finally {
        await other.stop();
      }
    });
  });

  describe('special case 20: workflows and Aura bundles', () => {
    it('are known by where they lie in a zip, whatever a listing says of their file or type', async () => {
      expect(await detail('Workflow', 'Account')).to.include({ path: 'workflows/Account.workflow' });
      expect(await detail('WorkflowAlert', 'Account.Tell_Owner')).to.include({ path: 'workflows/Account.workflow' });
      expect(await detail('AuraDefinitionBundle', 'Hello')).to.include({ path: 'aura/Hello' });
      expect(locate('aura/Hello/Hello.cmp')?.entry.type).to.equal('AuraDefinitionBundle');
    });

    it('are the same when their rows lose type and file', async () => {
      rig.standin.control.plan('listMetadata', { kind: 'nullType', fullName: 'Account' }, { match: 'Workflow' });
      rig.standin.control.plan('listMetadata', { kind: 'nullType', fullName: 'Hello' }, { match: 'AuraDefinition' });

      expect(changesOf(await rig.sync())).to.deep.equal({});
    });
  });
});
