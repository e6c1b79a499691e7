import { expect } from 'chai';
import { rightNames } from '../../src/model/access/grants.ts';
import { component, extractFrom } from './extractFrom.ts';

const grantsOf = (content: string): string[] =>
  extractFrom('PermissionSet', 'P', content).grants.map(
    ({ type, fullName, rights }) => `${type}:${fullName} ${rightNames(rights).join(' ')}`
  );

describe('extracting a permission set', () => {
  it('gives licence, counts by kind of permission, and the enabled system permissions in order', () => {
    const { label, attributes } = component(
      extractFrom(
        'PermissionSet',
        'P',
        `<label>Power</label><license>Salesforce</license><hasActivationRequired>true</hasActivationRequired>
         <userPermissions><enabled>true</enabled><name>RunReports</name></userPermissions>
         <userPermissions><enabled>false</enabled><name>ViewSetup</name></userPermissions>
         <userPermissions><enabled>true</enabled><name>ApiEnabled</name></userPermissions>
         <fieldPermissions><field>A.B__c</field></fieldPermissions><fieldPermissions><field>A.C__c</field></fieldPermissions>
         <tabSettings><tab>standard-Account</tab></tabSettings>`
      ),
      'PermissionSet'
    );

    expect(label).to.equal('Power');
    expect(attributes).to.deep.equal({
      license: 'Salesforce',
      activationRequired: true,
      permissions: { fieldPermissions: 2, tabSettings: 1 },
      systemPermissions: ['ApiEnabled', 'RunReports'],
    });
  });

  it('grants rights on objects and fields', () => {
    expect(
      grantsOf(
        `<objectPermissions><allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead>
           <modifyAllRecords>false</modifyAllRecords><object>Account</object><viewAllRecords>true</viewAllRecords></objectPermissions>
         <fieldPermissions><editable>false</editable><field>Account.Rating</field><readable>true</readable></fieldPermissions>
         <fieldPermissions><editable>true</editable><field>Task.Kind__c</field><readable>true</readable></fieldPermissions>`
      )
    ).to.deep.equal([
      'CustomObject:Account read create edit viewAll',
      'CustomField:Account.Rating read',
      'CustomField:Activity.Kind__c read edit',
    ]);
  });

  for (const [element, name, granted] of [
    ['classAccesses', 'apexClass', 'ApexClass'],
    ['customMetadataTypeAccesses', 'name', 'CustomObject'],
    ['customPermissions', 'name', 'CustomPermission'],
    ['customSettingAccesses', 'name', 'CustomObject'],
    ['externalDataSourceAccesses', 'externalDataSource', 'ExternalDataSource'],
    ['flowAccesses', 'flow', 'Flow'],
    ['pageAccesses', 'apexPage', 'ApexPage'],
  ] as const) {
    it(`grants access by ${element}, where they are enabled`, () => {
      const access = (target: string, enabled: boolean): string =>
        `<${element}><${name}>${target}</${name}><enabled>${enabled}</enabled></${element}>`;

      expect(grantsOf(access('Yes', true) + access('No', false))).to.deep.equal([`${granted}:Yes access`]);
    });
  }

  it('grants apps, record types, tabs and credentials', () => {
    expect(
      grantsOf(
        `<applicationVisibilities><application>Sales</application><default>true</default><visible>true</visible></applicationVisibilities>
         <recordTypeVisibilities><recordType>Case.Bug</recordType><visible>true</visible></recordTypeVisibilities>
         <tabSettings><tab>Thing__c</tab><visibility>Visible</visibility></tabSettings>
         <tabSettings><tab>Other__c</tab><visibility>Available</visibility></tabSettings>
         <tabSettings><tab>Never__c</tab><visibility>None</visibility></tabSettings>
         <externalCredentialPrincipalAccesses><enabled>true</enabled><externalCredentialPrincipal>Bank-Admin</externalCredentialPrincipal></externalCredentialPrincipalAccesses>
         <externalCredentialPrincipalAccesses><enabled>true</enabled><externalCredentialPrincipal>Bank-Clerk</externalCredentialPrincipal></externalCredentialPrincipalAccesses>`
      )
    ).to.deep.equal([
      'CustomApplication:Sales access default',
      'RecordType:Case.Bug access',
      'CustomTab:Thing__c access default',
      'CustomTab:Other__c access',
      'ExternalCredential:Bank access',
    ]);
  });

  it('puts rights on the same component together', () => {
    const access = (right: string): string =>
      `<fieldPermissions><field>A.B__c</field><${right}>true</${right}></fieldPermissions>`;

    expect(grantsOf(access('readable') + access('editable'))).to.deep.equal(['CustomField:A.B__c read edit']);
  });
});

describe('extracting a profile', () => {
  const content = `<custom>true</custom><userLicense>Salesforce</userLicense><description>Sellers</description>
    <loginIpRanges><startAddress>10.0.0.1</startAddress></loginIpRanges><loginIpRanges><startAddress>10.0.1.1</startAddress></loginIpRanges>
    <loginHours><mondayStart>480</mondayStart><mondayEnd>1020</mondayEnd></loginHours>
    <userPermissions><enabled>true</enabled><name>ApiEnabled</name></userPermissions>
    <classAccesses><apexClass>A</apexClass><enabled>true</enabled></classAccesses>`;

  it('gives what the document always holds', () => {
    const { description, attributes } = component(extractFrom('Profile', 'Sales', content), 'Profile');

    expect(description).to.equal('Sellers');
    expect(attributes).to.deep.equal({
      custom: true,
      license: 'Salesforce',
      systemPermissions: ['ApiEnabled'],
      loginIpRanges: 2,
      loginHours: { mondayStart: 480, mondayEnd: 1020 },
    });
  });

  it('grants record types and apps alone: of the rest the document holds only a part', () => {
    const more =
      '<recordTypeVisibilities><default>false</default><recordType>Bike__c.Cargo</recordType><visible>true</visible></recordTypeVisibilities>';

    const { grants } = extractFrom('Profile', 'Sales', content + more);

    expect(grants.map(({ type, fullName }) => `${type}:${fullName}`)).to.deep.equal(['RecordType:Bike__c.Cargo']);
  });
});
