import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const xml = (root: string, inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">${inside}</${root}>\n`;

const field = (name: string, more: string): string =>
  xml('CustomField', `<fullName>${name}</fullName><label>${name}</label>${more}`);

const picklist = (values: string): string => `<type>Picklist</type><valueSet>${values}</valueSet>`;

const ownValues =
  '<valueSetDefinition><sorted>false</sorted><value><fullName>Red</fullName><default>false</default><label>Red</label></value></valueSetDefinition>';

const recordTypePicklist = (name: string, value: string): string =>
  `<picklistValues><picklist>${name}</picklist><values><fullName>${value}</fullName><default>false</default></values></picklistValues>`;

const apexMeta = xml('ApexClass', '<apiVersion>66.0</apiVersion><status>Active</status>');

/** A small project with one of each kind of trouble, in source format below `main/default`. */
const files: Readonly<Record<string, string>> = {
  'objects/Account/fields/Tier__c.field-meta.xml': field('Tier__c', picklist('<valueSetName>Tiers</valueSetName>')),
  'objects/Account/fields/Color__c.field-meta.xml': field('Color__c', picklist(ownValues)),
  'objects/Account/fields/Industry.field-meta.xml': xml('CustomField', '<fullName>Industry</fullName>'),
  'objects/Account/fields/acme__Score__c.field-meta.xml': field('acme__Score__c', '<type>Checkbox</type>'),
  'objects/Account/recordTypes/Business.recordType-meta.xml': xml(
    'RecordType',
    '<fullName>Business</fullName><active>true</active><label>Business</label>' +
      recordTypePicklist('Color__c', 'Red') +
      recordTypePicklist('Industry', 'Retail') +
      recordTypePicklist('Tier__c', 'Gold')
  ),
  'objects/Line__c/Line__c.object-meta.xml': xml(
    'CustomObject',
    '<label>Line</label><sharingModel>Private</sharingModel>'
  ),
  'objects/Line__c/fields/Amount__c.field-meta.xml': field('Amount__c', '<type>Currency</type>'),
  'objects/Line__c/validationRules/Positive.validationRule-meta.xml': xml(
    'ValidationRule',
    '<fullName>Positive</fullName><active>true</active><errorConditionFormula>Amount__c &lt; 0</errorConditionFormula>'
  ),
  'objects/acme__Thing__c/acme__Thing__c.object-meta.xml': xml('CustomObject', '<label>Thing</label>'),
  'globalValueSets/Tiers.globalValueSet-meta.xml': xml('GlobalValueSet', '<masterLabel>Tiers</masterLabel>'),
  'standardValueSets/Industry.standardValueSet-meta.xml': xml('StandardValueSet', '<sorted>false</sorted>'),
  'installedPackages/acme.installedPackage-meta.xml': xml('InstalledPackage', '<versionNumber>1.2</versionNumber>'),
  'classes/OrderService.cls': 'public class OrderService {}\n',
  'classes/OrderService.cls-meta.xml': apexMeta,
  'classes/acme__Secret.cls': 'public class Secret {}\n',
  'classes/acme__Secret.cls-meta.xml': apexMeta,
  'layouts/Account-Account %28Sales%29 Layout.layout-meta.xml': xml('Layout', '<layoutSections/>'),
  'layouts/acme__Thing__c-acme__Thing Layout.layout-meta.xml': xml('Layout', '<layoutSections/>'),
  'profiles/Force%2Ecom - Free User.profile-meta.xml': xml(
    'Profile',
    '<classAccesses><apexClass>OrderService</apexClass><enabled>true</enabled></classAccesses><custom>false</custom>' +
      '<fieldPermissions><editable>false</editable><field>Line__c.Amount__c</field><readable>true</readable></fieldPermissions>' +
      '<layoutAssignments><layout>Account-Account %28Sales%29 Layout</layout></layoutAssignments>' +
      '<loginIpRanges><endAddress>10.0.0.2</endAddress><startAddress>10.0.0.1</startAddress></loginIpRanges>' +
      '<objectPermissions><allowRead>true</allowRead><object>Line__c</object></objectPermissions>' +
      '<userPermissions><enabled>true</enabled><name>ApiEnabled</name></userPermissions>'
  ),
  'permissionsets/Line_Reader.permissionset-meta.xml': xml(
    'PermissionSet',
    '<label>Line Reader</label><objectPermissions><allowRead>true</allowRead><object>Line__c</object></objectPermissions>'
  ),
  'reports/Sales.reportFolder-meta.xml': xml('ReportFolder', '<name>Sales</name>'),
  'reports/Sales/Pipeline.report-meta.xml': xml('Report', '<name>Pipeline</name>'),
  'reports/Loose/Orphan.report-meta.xml': xml('Report', '<name>Orphan</name>'),
  'labels/CustomLabels.labels-meta.xml': xml(
    'CustomLabels',
    ['Hello', 'Bye'].map((name) => `<labels><fullName>${name}</fullName><value>${name}!</value></labels>`).join('')
  ),
  'workflows/Account.workflow-meta.xml': xml(
    'Workflow',
    '<alerts><fullName>Tell_Owner</fullName><description>Tell the owner</description></alerts>'
  ),
  'lwc/orderList/orderList.js': 'export default class OrderList {}\n',
  'lwc/orderList/orderList.js-meta.xml': xml('LightningComponentBundle', '<apiVersion>66.0</apiVersion>'),
};

export type TinyProject = { readonly path: string; readonly remove: () => void };

/** Writes the project into the temporary directory; `more` adds files by their path in the project. */
export function tinyProject(more: Readonly<Record<string, string | Buffer>> = {}): TinyProject {
  const path = mkdtempSync(join(tmpdir(), 'tiny-project-'));
  const write = (name: string, content: string | Buffer): void => {
    const target = join(path, name);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  };
  write('sfdx-project.json', JSON.stringify({ packageDirectories: [{ path: 'force-app', default: true }] }));
  for (const [name, content] of Object.entries(files)) write(`force-app/main/default/${name}`, content);
  for (const [name, content] of Object.entries(more)) write(name, content);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
