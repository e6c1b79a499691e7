import type { Control } from '../../../standin/control.ts';
import { tinyProject, type TinyProject } from '../../../standin/tinyProject.ts';

const xml = (root: string, inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://soap.sforce.com/2006/04/metadata">${inside}</${root}>\n`;

const CLASS_META = xml('ApexClass', '<apiVersion>66.0</apiVersion><status>Active</status>');

const classFiles = (name: string): Record<string, string> => ({
  [`classes/${name}.cls`]: `public class ${name} {}\n`,
  [`classes/${name}.cls-meta.xml`]: CLASS_META,
});

const flow = (label: string): string =>
  xml('Flow', `<apiVersion>66.0</apiVersion><label>${label}</label><status>Active</status>`);

const record = (value: string): string =>
  xml('CustomMetadata', `<label>One</label><values><field>Limit__c</field><value>${value}</value></values>`);

const MORE: Readonly<Record<string, string>> = {
  ...classFiles('Doomed'),
  ...classFiles('Mover'),
  ...classFiles('Steady'),
  'flows/Greet.flow-meta.xml': flow('Greet'),
  'flows/Part.flow-meta.xml': flow('Part'),
  'flows/Steady.flow-meta.xml': flow('Steady'),
  'objects/Rule__mdt/Rule__mdt.object-meta.xml': xml(
    'CustomObject',
    '<label>Rule</label><pluralLabel>Rules</pluralLabel>'
  ),
  'objects/Rule__mdt/fields/Limit__c.field-meta.xml': xml(
    'CustomField',
    '<fullName>Limit__c</fullName><label>Limit</label><type>Text</type><length>80</length>'
  ),
  'customMetadata/Rule.One.md-meta.xml': record('1'),
  'objects/Line__c/fields/Doomed__c.field-meta.xml': xml(
    'CustomField',
    '<fullName>Doomed__c</fullName><label>Doomed</label><type>Checkbox</type>'
  ),
  'objects/Line__c/validationRules/Steady.validationRule-meta.xml': xml(
    'ValidationRule',
    '<fullName>Steady</fullName><active>true</active><errorConditionFormula>false</errorConditionFormula>'
  ),
  'profiles/Admin.profile-meta.xml': xml(
    'Profile',
    '<classAccesses><apexClass>Steady</apexClass><enabled>true</enabled></classAccesses><custom>false</custom>' +
      '<objectPermissions><allowRead>true</allowRead><object>Line__c</object></objectPermissions>'
  ),
  'reports/Loose.reportFolder-meta.xml': xml('ReportFolder', '<name>Loose</name>'),
  'reports/Sales/Steady.report-meta.xml': xml('Report', '<format>Tabular</format><name>Steady</name>'),
};

/** A small org with one or two of each kind: what stands for itself, children, folders, access, flows, records of types. */
export const faultOrg = (): TinyProject =>
  tinyProject(Object.fromEntries(Object.entries(MORE).map(([path, text]) => [`force-app/main/default/${path}`, text])));

/** One night's work in the org: something is edited, added, deleted and renamed, children too, and flows have versions. */
export const changeOrg = (control: Control): void => {
  control.edit('ApexClass', 'OrderService', 'public class OrderService { Line__c line; }\n');
  control.add('ApexClass', 'Fresh', 'public class Fresh { OrderService service; }\n', CLASS_META);
  control.delete('ApexClass', 'Doomed');
  control.rename('ApexClass', 'Mover', 'Moved');
  control.changeChild('CustomField', 'Line__c.Amount__c', (element) => element.replace('Currency', 'Number'));
  control.addChild(
    'CustomField',
    'Line__c',
    '<fields><fullName>Note__c</fullName><label>Note</label><type>Text</type></fields>'
  );
  control.delete('CustomField', 'Line__c.Doomed__c');
  control.changeChild('ValidationRule', 'Line__c.Positive', (element) => element.replace('true', 'false'));
  control.edit('CustomMetadata', 'Rule.One', record('2'));
  control.edit('StandardValueSet', 'Industry', xml('StandardValueSet', '<sorted>true</sorted>'));
  control.edit('Report', 'Sales/Pipeline', xml('Report', '<format>Summary</format><name>Pipeline</name>'));
  control.edit('CustomLabels', 'CustomLabels', control.read('CustomLabels', 'CustomLabels').replace('Hello!', 'Hi!'));
  control.saveFlowVersion('Greet', flow('Greet all'));
  control.saveFlowVersion('Greet', flow('Greet everybody'));
  control.runReport('Sales/Steady', new Date(Date.UTC(2026, 0, 2)));
  for (const [type, name] of [
    ['PermissionSet', 'Line_Reader'],
    ['Profile', 'Force.com - Free User'],
  ] as const) {
    control.edit(type, name, control.read(type, name).replace('<allowRead>', '<allowEdit>true</allowEdit><allowRead>'));
  }
};
