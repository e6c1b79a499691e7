import type { StandinUser } from '../orgState.ts';
import { runQuery, type QueryAnswer } from './runQuery.ts';
import { sampleState, sampleUser, type SampleComponent } from './sampleState.ts';
import type { Door } from './session.ts';

const clerkProfile = `<Profile><userLicense>Salesforce</userLicense>
  <applicationVisibilities><application>standard__Sales</application><visible>true</visible></applicationVisibilities>
  <classAccesses><apexClass>Pricing</apexClass><enabled>true</enabled></classAccesses>
  <classAccesses><apexClass>Gone</apexClass><enabled>true</enabled></classAccesses>
  <fieldPermissions><editable>false</editable><field>Bike__c.Frame__c</field><readable>true</readable></fieldPermissions>
  <fieldPermissions><editable>false</editable><field>Bike__c.Secret__c</field><readable>false</readable></fieldPermissions>
  <layoutAssignments><layout>Bike__c-Bike %28Shop%29 Layout</layout></layoutAssignments>
  <layoutAssignments><layout>Bike__c-Bike %28Shop%29 Layout</layout><recordType>Bike__c.Cargo</recordType></layoutAssignments>
  <objectPermissions><allowRead>true</allowRead><allowEdit>true</allowEdit><object>Bike__c</object></objectPermissions>
  <objectPermissions><allowRead>false</allowRead><object>Account</object></objectPermissions></Profile>`;
const editors = `<PermissionSet><label>Editors</label>
  <fieldPermissions><editable>true</editable><field>Bike__c.Frame__c</field><readable>true</readable></fieldPermissions>
  <fieldPermissions><editable>true</editable><field>Bike__c.Secret__c</field><readable>true</readable></fieldPermissions>
  <flowAccesses><enabled>true</enabled><flow>Check_Bike</flow></flowAccesses>
  <tabSettings><tab>standard-Account</tab><visibility>Available</visibility></tabSettings>
  <userPermissions><enabled>true</enabled><name>ViewSetup</name></userPermissions></PermissionSet>`;
const noSecrets = `<MutingPermissionSet><label>No secrets</label>
  <fieldPermissions><editable>true</editable><field>Bike__c.Secret__c</field><readable>true</readable></fieldPermissions>
  </MutingPermissionSet>`;
const group = `<PermissionSetGroup><label>Team</label><permissionSets>Editors</permissionSets>
  <mutingPermissionSets>No_Secrets</mutingPermissionSets></PermissionSetGroup>`;
const bike = `<CustomObject><label>Bike</label><pluralLabel>Bikes</pluralLabel><description>What we rent</description>
  <nameField><label>Bike Number</label><type>AutoNumber</type></nameField><sharingModel>Private</sharingModel>
  <fields><fullName>Frame__c</fullName><label>Frame</label><type>Text</type><length>40</length></fields>
  <fields><fullName>Secret__c</fullName><label>Secret</label><type>LongTextArea</type><length>32768</length></fields>
  <fields><fullName>Owner_Account__c</fullName><label>Owner Account</label><type>Lookup</type><referenceTo>Account</referenceTo><required>true</required></fields>
  <fields><fullName>Price__c</fullName><label>Price</label><type>Currency</type><precision>18</precision><scale>2</scale><required>true</required></fields>
  <recordTypes><fullName>Cargo</fullName><label>Cargo Bike</label><active>true</active></recordTypes>
  <validationRules><fullName>Has_Frame</fullName><active>true</active><errorMessage>No frame</errorMessage><errorConditionFormula>ISBLANK(Frame__c)</errorConditionFormula></validationRules>
  </CustomObject>`;
const flow = (status: string): string =>
  `<Flow><label>Check</label><processType>AutoLaunchedFlow</processType><status>${status}</status>
  <start><object>Bike__c</object><triggerType>RecordAfterSave</triggerType><recordTriggerType>Create</recordTriggerType>
  <filters><field>Frame__c</field></filters></start>
  <actionCalls><actionName>Pricing</actionName><actionType>apex</actionType></actionCalls></Flow>`;

const bikeFile = { fileName: 'objects/Bike__c.object', parent: 'Bike__c' };
const components: readonly SampleComponent[] = [
  { type: 'Profile', fullName: 'Clerk', fileName: 'profiles/Clerk.profile', content: clerkProfile },
  { type: 'PermissionSet', fullName: 'Editors', fileName: 'permissionsets/Editors.permissionset', content: editors },
  {
    type: 'MutingPermissionSet',
    fullName: 'No_Secrets',
    fileName: 'mutingpermissionsets/No_Secrets.x',
    content: noSecrets,
  },
  { type: 'PermissionSetGroup', fullName: 'Team', fileName: 'permissionsetgroups/Team.x', content: group },
  { type: 'CustomObject', fullName: 'Bike__c', fileName: 'objects/Bike__c.object', content: bike },
  { type: 'CustomObject', fullName: 'Account', fileName: 'objects/Account.object', content: '<CustomObject/>' },
  { type: 'CustomField', fullName: 'Bike__c.Frame__c', ...bikeFile },
  { type: 'CustomField', fullName: 'Bike__c.Secret__c', ...bikeFile },
  { type: 'CustomField', fullName: 'Bike__c.Owner_Account__c', ...bikeFile },
  { type: 'CustomField', fullName: 'Bike__c.Price__c', ...bikeFile },
  { type: 'RecordType', fullName: 'Bike__c.Cargo', ...bikeFile },
  { type: 'ValidationRule', fullName: 'Bike__c.Has_Frame', ...bikeFile },
  {
    type: 'Layout',
    fullName: 'Bike__c-Bike (Shop) Layout',
    fileName: 'layouts/Bike.layout',
    content:
      '<Layout><layoutSections><layoutColumns><layoutItems><field>Frame__c</field></layoutItems></layoutColumns></layoutSections></Layout>',
  },
  { type: 'Flow', fullName: 'Check_Bike', fileName: 'flows/Check_Bike.flow', content: flow('Active') },
  { type: 'Flow', fullName: 'Old_Check', fileName: 'flows/Old_Check.flow', content: flow('Draft') },
  {
    type: 'ApexClass',
    fullName: 'Pricing',
    fileName: 'classes/Pricing.cls',
    content: 'public class Pricing { Bike__c bike; }',
    meta: '<ApexClass><apiVersion>62.0</apiVersion><status>Active</status></ApexClass>',
  },
  {
    type: 'ApexTrigger',
    fullName: 'BikeTrigger',
    fileName: 'triggers/BikeTrigger.trigger',
    content: '// on Account\ntrigger BikeTrigger on Bike__c (before insert, after  update) { Pricing p; }',
  },
  {
    type: 'ReportFolder',
    fullName: 'Sales',
    fileName: 'reports/Sales',
    meta: '<ReportFolder><name>Sales Reports</name></ReportFolder>',
  },
  {
    type: 'Report',
    fullName: 'Sales/Pipeline',
    fileName: 'reports/Sales/Pipeline.report',
    content: '<Report><name>The Pipeline</name><format>Summary</format></Report>',
  },
  {
    type: 'Report',
    fullName: 'unfiled$public/Loose',
    fileName: 'reports/unfiled$public/Loose.report',
    content: '<Report><name>Loose</name></Report>',
  },
  { type: 'CustomLabel', fullName: 'Hello', fileName: 'labels/CustomLabels.labels', parent: 'CustomLabels' },
  {
    type: 'CustomLabels',
    fullName: 'CustomLabels',
    fileName: 'labels/CustomLabels.labels',
    content:
      '<CustomLabels><labels><fullName>Hello</fullName><value>Good day</value><protected>true</protected></labels></CustomLabels>',
  },
  {
    type: 'InstalledPackage',
    fullName: 'acme',
    fileName: 'installedPackages/acme.installedPackage',
    content: '<InstalledPackage><versionNumber>3.14</versionNumber></InstalledPackage>',
  },
  {
    type: 'StandardValueSet',
    fullName: 'Industry',
    fileName: 'standardValueSets/Industry.standardValueSet',
    content:
      '<StandardValueSet><sorted>false</sorted><standardValue><fullName>Farming</fullName></standardValue></StandardValueSet>',
  },
];

export const admin = sampleUser(1);
export const clerk = sampleUser(2, { profile: 'Clerk' });
const teamMember = sampleUser(3, { profile: 'Clerk', permissionSetGroups: ['Team'] });
export const shop = sampleState(components, [admin, clerk, teamMember]);
const account = shop.components.get('CustomObject:Account');
if (account !== undefined) account.id = '';

/** Id of a component by `Type:fullName`. */
export const idOf = (key: string): string => shop.components.get(key)?.id ?? '';

/** The answer of the shop's org to a query, asked by its administrator unless told otherwise. */
export function queryShop(soql: string, door: Door = 'data', asker: StandinUser = admin): QueryAnswer {
  return runQuery(soql, door, shop, asker);
}

/** Rows without their attributes. */
export function shopRows(soql: string, door: Door = 'data'): ReadonlyArray<Record<string, unknown>> {
  const answer = queryShop(soql, door);
  if (!answer.ok) throw new Error(`${answer.errorCode}: ${answer.message}`);
  return answer.rows.map(({ attributes: _attributes, ...row }) => row);
}
