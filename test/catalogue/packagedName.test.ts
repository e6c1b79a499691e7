import { expect } from 'chai';
import { catalogue } from '../../src/catalogue/catalogue.ts';
import { packagedName } from '../../src/catalogue/packagedName.ts';

describe('the name of a component of a package', () => {
  for (const [type, bare, whole] of [
    ['CustomMetadata', 'XXX__Type.Record', 'XXX__Type.YYY__Record'],
    ['CustomMetadata', 'YYY__Type.Record', 'YYY__Type.YYY__Record'],
    ['Layout', 'XXX__Order__c-Order Layout', 'XXX__Order__c-YYY__Order Layout'],
    ['Layout', 'Account-A - B %28C%2ED%29', 'Account-YYY__A - B %28C%2ED%29'],
    ['Layout', 'Global-Publisher', 'Global-YYY__Publisher'],
    ['QuickAction', 'Account.Call', 'Account.YYY__Call'],
    ['QuickAction', 'Call', 'YYY__Call'],
    ['ApprovalProcess', 'XXX__Order__c.Big', 'XXX__Order__c.YYY__Big'],
    ['DuplicateRule', 'Account.Twice', 'Account.YYY__Twice'],
    ['CustomField', 'Account.Tier__c', 'Account.YYY__Tier__c'],
    ['CustomField', 'XXX__Type__mdt.Limit__c', 'XXX__Type__mdt.YYY__Limit__c'],
    ['CustomField', 'Account.Tier__pc', 'Account.YYY__Tier__pc'],
    ['RecordType', 'Account.Partner', 'Account.YYY__Partner'],
    ['ListView', 'YYY__Order__c.All', 'YYY__Order__c.YYY__All'],
    ['Index', 'XXX__Big__b.First', 'XXX__Big__b.YYY__First'],
    ['WorkflowRule', 'Account.Rule v1%2E2', 'Account.YYY__Rule v1%2E2'],
    ['SharingOwnerRule', 'Account.Owners', 'Account.YYY__Owners'],
    ['MatchingRule', 'Account.Same', 'Account.YYY__Same'],
    ['Report', 'Sales/Sub/Top', 'Sales/Sub/YYY__Top'],
    ['Dashboard', 'XXX__Sales/Top', 'XXX__Sales/YYY__Top'],
    ['Document', 'Logos/Logo.png', 'Logos/YYY__Logo.png'],
    ['EmailTemplate', 'unfiled$public/Hello', 'unfiled$public/YYY__Hello'],
    ['ReportFolder', 'Outer/Inner', 'Outer/YYY__Inner'],
  ] as const) {
    it(`bears the namespace in the part that is its own: ${type}:${whole}`, () => {
      expect(packagedName(type, bare, 'YYY')).to.equal(whole);
      expect(packagedName(type, whole, 'YYY')).to.equal(whole);
      expect(packagedName(type, whole.replace('YYY', 'yyy'), 'YYY')).to.equal(whole.replace('YYY', 'yyy'));
    });
  }

  for (const [type, name] of [
    ['ApexClass', 'Service'],
    ['CustomObject', 'Account'],
    ['CustomLabel', 'Hello'],
    ['InstalledPackage', 'YYY'],
    ['Translations', 'de'],
    ['Workflow', 'Account'],
    ['SharingRules', 'XXX__Order__c'],
    ['ReportFolder', 'Sales'],
    ['Profile', 'A.B-C'],
    ['CustomObjectTranslation', 'XXX__Order__c-de'],
    ['CustomObjectTranslation', 'Account-en_US'],
    ['CustomObjectTranslation', 'YYY__es'],
    ['DigitalExperienceBundle', 'site/Shop'],
    ['CustomField', 'YYY__Order__c.Name'],
    ['CustomField', 'Account.Industry'],
    ['OfALaterRelease', 'A.B'],
  ] as const) {
    it(`is left as it is listed: ${type}:${name}`, () => {
      expect(packagedName(type, name, 'YYY')).to.equal(name);
    });
  }

  it('is told from a field that begins as the namespace does', () => {
    expect(packagedName('CustomField', 'Account.Tier__c', 'Tier')).to.equal('Account.Tier__Tier__c');
    expect(packagedName('CustomField', 'Account.Tier__Tier__c', 'Tier')).to.equal('Account.Tier__Tier__c');
  });

  it('stays the same when it is made a second time, whatever the type', () => {
    const types = catalogue.flatMap(({ type, children }) => [type, ...children.map((child) => child.type)]);
    for (const type of types) {
      for (const name of ['A', 'A.B', 'A-B', 'A/B', 'A.B__c', 'A__c.B__c', 'A/B.c', 'A.B-C/D', 'A.', '.B']) {
        const once = packagedName(type, name, 'YYY');
        expect(packagedName(type, once, 'YYY'), `${type}:${name}`).to.equal(once);
      }
    }
  });
});
