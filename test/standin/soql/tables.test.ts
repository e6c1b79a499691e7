import { expect } from 'chai';
import type { StandinUser } from '../orgState.ts';
import { salesforceId } from '../salesforceId.ts';
import { describeGlobal, describeSObject } from './describe.ts';
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

const admin = sampleUser(1);
const clerk = sampleUser(2, { profile: 'Clerk' });
const teamMember = sampleUser(3, { profile: 'Clerk', permissionSetGroups: ['Team'] });
const org = sampleState(components, [admin, clerk, teamMember]);
const account = org.components.get('CustomObject:Account');
if (account !== undefined) account.id = '';

const idOf = (key: string): string => org.components.get(key)?.id ?? '';

function query(soql: string, door: Door = 'data', asker: StandinUser = admin): QueryAnswer {
  return runQuery(soql, door, org, asker);
}

function rowsOf(soql: string, door: Door = 'data'): ReadonlyArray<Record<string, unknown>> {
  const answer = query(soql, door);
  if (!answer.ok) throw new Error(`${answer.errorCode}: ${answer.message}`);
  return answer.rows.map(({ attributes: _attributes, ...row }) => row);
}

describe('tables of the stand-in org', () => {
  describe('rights', () => {
    it('have a FieldPermissions row where something is granted, and none elsewhere', () => {
      const rows = rowsOf(
        `SELECT SobjectType, Field, PermissionsRead, PermissionsEdit FROM FieldPermissions
         WHERE SobjectType = 'bike__c' AND Parent.Profile.Name = 'Clerk'`
      );

      expect(rows).to.deep.equal([
        { SobjectType: 'Bike__c', Field: 'Bike__c.Frame__c', PermissionsRead: true, PermissionsEdit: false },
      ]);
    });

    it('leave what is muted out of the set of a group', () => {
      const rows = rowsOf("SELECT SobjectType, Field FROM FieldPermissions WHERE Parent.Type = 'Group'");

      expect(rows.map(({ Field }) => Field)).to.deep.equal(['Bike__c.Frame__c']);
    });

    it('find the rows of one set by ids of 15 characters', () => {
      const id = idOf('PermissionSet:Editors').slice(0, 15);

      expect(rowsOf(`SELECT SobjectType, Field FROM FieldPermissions WHERE ParentId = '${id}'`)).to.have.length(2);
    });

    it('show fields only together with their object', () => {
      expect(query('SELECT Field, PermissionsRead FROM FieldPermissions')).to.include({ errorCode: 'MALFORMED_QUERY' });
    });

    it('have stored ObjectPermissions rows for grants and synthetic ones for Modify All Data', () => {
      const rows = rowsOf('SELECT Id, SobjectType, PermissionsEdit, Parent.Profile.Name FROM ObjectPermissions');

      const stored = rows.filter(({ Id }) => String(Id).startsWith('110'));
      const synthetic = rows.filter(({ Id }) => String(Id).startsWith('000'));
      expect(stored.map((row) => [row['SobjectType'], row['PermissionsEdit']])).to.deep.equal([['Bike__c', true]]);
      expect(synthetic.map((row) => row['SobjectType'])).to.have.members(['Account', 'Bike__c']);
    });

    it('name classes, flows and apps in SetupEntityAccess by their ids, and nothing that is not there', () => {
      const rows = rowsOf("SELECT SetupEntityId, SetupEntityType FROM SetupEntityAccess WHERE Parent.Type != 'Group'");

      const [app] = rowsOf("SELECT ApplicationId FROM AppMenuItem WHERE Label = 'Sales'");
      const [definition] = rowsOf("SELECT DurableId FROM FlowDefinitionView WHERE ApiName = 'Check_Bike'");
      expect(rows).to.have.deep.members([
        { SetupEntityId: app?.['ApplicationId'], SetupEntityType: 'TabSet' },
        { SetupEntityId: idOf('ApexClass:Pricing'), SetupEntityType: 'ApexClass' },
        { SetupEntityId: definition?.['DurableId'], SetupEntityType: 'FlowDefinition' },
      ]);
    });

    it('show tabs in the words of SOQL', () => {
      const rows = rowsOf("SELECT Name, Visibility FROM PermissionSetTabSetting WHERE Parent.Name = 'Editors'");

      expect(rows).to.deep.equal([{ Name: 'standard-Account', Visibility: 'DefaultOff' }]);
    });

    it('are hidden from users without View Setup', () => {
      const hidden = ['FieldPermissions', 'ObjectPermissions', 'SetupEntityAccess', 'PermissionSetTabSetting'];

      const answers = hidden.map((name) => query(`SELECT Id FROM ${name}`, 'data', clerk));

      expect(answers.map((answer) => (answer.ok ? 'seen' : answer.errorCode))).to.deep.equal(
        hidden.map(() => 'INVALID_TYPE')
      );
    });

    it('count members and muting sets of a group as its components', () => {
      const rows = rowsOf('SELECT PermissionSetGroup.DeveloperName, PermissionSetId FROM PermissionSetGroupComponent');

      expect(rows.map(({ PermissionSetId }) => PermissionSetId)).to.have.members([
        idOf('PermissionSet:Editors'),
        idOf('MutingPermissionSet:No_Secrets'),
      ]);
    });
  });

  describe('flows', () => {
    it('show the active version of active flows only', () => {
      const rows = rowsOf(
        `SELECT ApiName, IsActive, ActiveVersionId, LatestVersionId, TriggerType, TriggerObjectOrEvent.QualifiedApiName
         FROM FlowDefinitionView ORDER BY ApiName`
      );

      expect(rows[0]).to.deep.include({
        ApiName: 'Check_Bike',
        IsActive: true,
        ActiveVersionId: idOf('Flow:Check_Bike'),
        TriggerType: 'RecordAfterSave',
      });
      expect(rows[0]).to.have.nested.property('TriggerObjectOrEvent.QualifiedApiName', 'Bike__c');
      expect(rows[1]).to.include({ ApiName: 'Old_Check', IsActive: false, ActiveVersionId: null });
    });

    it('have no versions to show without a filter', () => {
      const [view] = rowsOf("SELECT DurableId FROM FlowDefinitionView WHERE ApiName = 'Old_Check'");
      const filter = `FlowDefinitionViewId = '${String(view?.['DurableId'])}'`;

      expect(rowsOf('SELECT DurableId, Status FROM FlowVersionView')).to.deep.equal([]);
      expect(rowsOf(`SELECT VersionNumber, Status FROM FlowVersionView WHERE ${filter}`)).to.deep.equal([
        { VersionNumber: 1, Status: 'Draft' },
      ]);
    });

    it('have their views at the data door and their versions at the Tooling door', () => {
      expect(query('SELECT Id FROM FlowDefinitionView', 'tooling')).to.include({
        ok: false,
        errorCode: 'INVALID_TYPE',
      });
      expect(query('SELECT Id FROM Flow', 'data')).to.include({ ok: false, errorCode: 'INVALID_TYPE' });
      expect(rowsOf('SELECT Id, Definition.DeveloperName FROM Flow', 'tooling')).to.have.length(2);
    });
  });

  describe('folders', () => {
    it('name the folder of a report, and the public one for reports without', () => {
      const rows = rowsOf('SELECT Name, DeveloperName, FolderName, Owner.Name FROM Report ORDER BY Name');

      expect(rows.map(({ Name, FolderName }) => [Name, FolderName])).to.deep.equal([
        ['Loose', 'Unfiled Public Reports'],
        ['The Pipeline', 'Sales Reports'],
      ]);
      expect(rows[1]).to.have.nested.property('Owner.Name', 'Sales Reports');
    });
  });

  describe('tooling', () => {
    it('serves code with its version and size', () => {
      const [row] = rowsOf('SELECT Name, ApiVersion, Body, LengthWithoutComments FROM ApexClass', 'tooling');

      expect(row).to.include({ Name: 'Pricing', ApiVersion: 62, LengthWithoutComments: 38 });
    });

    it('reads the object and events of a trigger', () => {
      const [row] = rowsOf(
        'SELECT UsageBeforeInsert, UsageAfterUpdate, UsageAfterInsert, EntityDefinition.QualifiedApiName FROM ApexTrigger',
        'tooling'
      );

      expect(row).to.include({ UsageBeforeInsert: true, UsageAfterUpdate: true, UsageAfterInsert: false });
      expect(row).to.have.nested.property('EntityDefinition.QualifiedApiName', 'Bike__c');
    });

    it('names custom fields without suffix, under the id of their custom object', () => {
      const rows = rowsOf("SELECT Id, TableEnumOrId, Length FROM CustomField WHERE DeveloperName = 'Frame'", 'tooling');

      expect(rows).to.deep.equal([
        { Id: idOf('CustomField:Bike__c.Frame__c'), TableEnumOrId: idOf('CustomObject:Bike__c'), Length: 40 },
      ]);
    });

    it('gives definitions of one row a query', () => {
      const one = rowsOf("SELECT FullName, Metadata FROM ValidationRule WHERE ValidationName = 'Has_Frame'", 'tooling');
      const many = query('SELECT Id, Metadata FROM CustomField', 'tooling');

      expect(one[0]).to.have.nested.property('Metadata.errorConditionFormula', 'ISBLANK(Frame__c)');
      expect(many).to.include({ ok: false, errorCode: 'MALFORMED_QUERY' });
      expect(many)
        .to.have.property('message')
        .that.matches(/must specify no more than one row .* Result size: 4$/);
    });

    it('does not order validation rules by their object', () => {
      const soql = 'SELECT Id FROM ValidationRule ORDER BY EntityDefinition.QualifiedApiName';

      expect(query(soql, 'tooling')).to.include({ errorCode: 'MALFORMED_QUERY' });
    });

    it('has no FullName for custom objects', () => {
      expect(query('SELECT FullName FROM CustomObject', 'tooling')).to.include({ errorCode: 'INVALID_FIELD' });
    });

    it('assigns layouts to profiles and record types, however the profile spells the name', () => {
      const rows = rowsOf('SELECT Layout.Name, Profile.Name, RecordTypeId FROM ProfileLayout', 'tooling');

      expect(rows.map(({ RecordTypeId }) => RecordTypeId)).to.deep.equal([null, idOf('RecordType:Bike__c.Cargo')]);
      expect(rows[0]).to.have.nested.property('Layout.Name', 'Bike (Shop) Layout');
    });

    it('reaches packages through the installed one, or by id', () => {
      const [row] = rowsOf(
        'SELECT SubscriberPackageId, SubscriberPackage.NamespacePrefix, SubscriberPackageVersion.MinorVersion FROM InstalledSubscriberPackage',
        'tooling'
      );

      expect(row).to.have.nested.property('SubscriberPackage.NamespacePrefix', 'acme');
      expect(row).to.have.nested.property('SubscriberPackageVersion.MinorVersion', 14);
      expect(query('SELECT Name FROM SubscriberPackage', 'tooling').ok).to.equal(false);
      const byId = `SELECT Name FROM SubscriberPackage WHERE Id = '${String(row?.['SubscriberPackageId'])}'`;
      expect(rowsOf(byId, 'tooling')).to.have.length(1);
    });

    it('finds standard value sets by label only', () => {
      expect(query('SELECT Id FROM StandardValueSet', 'tooling')).to.include({
        errorCode: 'MALFORMED_QUERY',
        message: 'StandardValueSet: a filter on a reified column is required [MasterLabel, DurableId]',
      });
      const [row] = rowsOf("SELECT Metadata FROM StandardValueSet WHERE MasterLabel = 'Industry'", 'tooling');
      expect(row).to.have.nested.property('Metadata.standardValue').with.length(1);
    });

    it('shows labels as external strings', () => {
      expect(rowsOf('SELECT Name, Value, IsProtected FROM ExternalString', 'tooling')).to.deep.equal([
        { Name: 'Hello', Value: 'Good day', IsProtected: true },
      ]);
    });
  });

  describe('definitions', () => {
    it('list the objects of the org and of the platform', () => {
      const rows = rowsOf('SELECT DurableId, QualifiedApiName FROM EntityDefinition', 'tooling');

      expect(rows).to.deep.include({ DurableId: idOf('CustomObject:Bike__c'), QualifiedApiName: 'Bike__c' });
      expect(rows).to.deep.include({ DurableId: 'Account', QualifiedApiName: 'Account' });
      expect(rows).to.deep.include({ DurableId: 'PermissionSet', QualifiedApiName: 'PermissionSet' });
    });

    it('page by their durable id', () => {
      const soql = "SELECT DurableId FROM EntityDefinition WHERE DurableId > 'Organization' ORDER BY DurableId LIMIT 2";

      expect(rowsOf(soql, 'tooling')).to.deep.equal([
        { DurableId: 'PermissionSet' },
        { DurableId: 'PermissionSetAssignment' },
      ]);
    });

    it('take LIKE without effect', () => {
      const all = rowsOf('SELECT DurableId FROM EntityDefinition', 'tooling');

      expect(rowsOf("SELECT DurableId FROM EntityDefinition WHERE DurableId LIKE 'x%'", 'tooling')).to.deep.equal(all);
    });

    const refused = [
      'SELECT COUNT() FROM EntityDefinition',
      'SELECT COUNT(Id) FROM EntityDefinition',
      "SELECT Label FROM EntityDefinition WHERE Label = 'a' OR Label = 'b'",
      "SELECT Label FROM EntityDefinition WHERE NOT Label = 'a'",
      'SELECT Label FROM EntityDefinition LIMIT 5 OFFSET 5',
      'SELECT Label FROM FieldDefinition',
    ];
    for (const soql of refused) {
      it(`refuse ${soql}`, () => {
        expect(query(soql, 'tooling').ok).to.equal(false);
      });
    }

    it('refuse more than 2,000 rows unless the query limits itself', () => {
      const many = Array.from({ length: 2001 }, (_unused, index) => {
        const fullName = `Thing${index}__c`;
        return { type: 'CustomObject', fullName, fileName: `objects/${fullName}.object` };
      });
      const large = sampleState(many, [admin]);

      const all = runQuery('SELECT DurableId FROM EntityDefinition', 'tooling', large, admin);
      const some = runQuery('SELECT DurableId FROM EntityDefinition LIMIT 2000', 'tooling', large, admin);

      expect(all).to.include({ ok: false, errorCode: 'EXCEEDED_ID_LIMIT' });
      expect(some).to.have.property('rows').with.length(2000);
    });

    it('show the fields of one object with their types', () => {
      const rows = rowsOf(
        "SELECT QualifiedApiName, DataType FROM FieldDefinition WHERE EntityDefinition.QualifiedApiName = 'Bike__c'",
        'tooling'
      );

      expect(rows).to.deep.include({ QualifiedApiName: 'Owner_Account__c', DataType: 'Lookup(Account)' });
      expect(rows).to.deep.include({ QualifiedApiName: 'Price__c', DataType: 'Currency(16, 2)' });
      expect(rows).to.deep.include({ QualifiedApiName: 'Frame__c', DataType: 'Text(40)' });
    });
  });

  describe('dependencies', () => {
    it('are read from layouts, flows and code', () => {
      const rows = rowsOf(
        'SELECT MetadataComponentType, RefMetadataComponentType, RefMetadataComponentName FROM MetadataComponentDependency',
        'tooling'
      );

      const pairs = rows.map((row) => Object.values(row).join(' '));
      expect(pairs).to.include.members([
        'Layout CustomField Frame',
        'Flow CustomObject Bike__c',
        'Flow CustomField Frame',
        'Flow ApexClass Pricing',
        'ApexClass CustomObject Bike__c',
        'ApexTrigger ApexClass Pricing',
      ]);
    });

    it('are found by type and id', () => {
      const soql = `SELECT RefMetadataComponentId FROM MetadataComponentDependency
        WHERE MetadataComponentType = 'Layout' AND RefMetadataComponentId IN ('${idOf('CustomField:Bike__c.Frame__c')}')`;

      expect(rowsOf(soql, 'tooling')).to.have.length(1);
    });

    const refused = [
      'SELECT COUNT() FROM MetadataComponentDependency',
      'SELECT MetadataComponentId FROM MetadataComponentDependency ORDER BY MetadataComponentId',
      "SELECT MetadataComponentId FROM MetadataComponentDependency WHERE MetadataComponentName = 'Pricing'",
      "SELECT MetadataComponentId FROM MetadataComponentDependency WHERE MetadataComponentType LIKE 'Apex%'",
      "SELECT MetadataComponentId FROM MetadataComponentDependency WHERE RefMetadataComponentType = 'StandardEntity'",
    ];
    for (const soql of refused) {
      it(`refuse ${soql}`, () => {
        expect(query(soql, 'tooling')).to.include({ ok: false, errorCode: 'DEPENDENCY_API_UNSUPPORTED_EXCEPTION' });
      });
    }

    it('end at 2,000 rows without a word, except in bulk', () => {
      const words = Array.from({ length: 2100 }, (_unused, index) => `Target${index}`);
      const large = sampleState(
        [
          { type: 'ApexClass', fullName: 'Source', fileName: 'classes/Source.cls', content: words.join(' ') },
          ...words.map((fullName) => ({ type: 'ApexClass', fullName, fileName: `classes/${fullName}.cls` })),
        ],
        [admin]
      );
      const soql = 'SELECT RefMetadataComponentName FROM MetadataComponentDependency';

      expect(runQuery(soql, 'tooling', large, admin))
        .to.have.property('rows')
        .with.length(2000);
      expect(runQuery(soql, 'tooling', large, admin, { isBulk: true }))
        .to.have.property('rows')
        .with.length(2100);
    });
  });

  describe('objects of the org', () => {
    it('hold no records', () => {
      expect(query('SELECT COUNT() FROM Bike__c')).to.include({ ok: true, count: 0 });
      expect(rowsOf('SELECT Id, Frame__c, Owner_Account__r.Industry FROM Bike__c')).to.deep.equal([]);
    });

    it('refuse filters on long text', () => {
      expect(query("SELECT Id FROM Bike__c WHERE Secret__c = 'x'")).to.include({
        errorCode: 'INVALID_FIELD',
        message: "field 'Secret__c' can not be filtered in a query call",
      });
    });

    it('hide fields that field-level security does not open', () => {
      const hidden = query('SELECT Secret__c FROM Bike__c', 'data', clerk);
      const description = describeSObject('Bike__c', 'data', org, clerk) as { fields: ReadonlyArray<{ name: string }> };

      expect(hidden).to.include({ errorCode: 'INVALID_FIELD' });
      const names = description.fields.map(({ name }) => name);
      expect(names).to.include.members(['Id', 'Name', 'OwnerId', 'RecordTypeId', 'Frame__c', 'Price__c']);
      expect(names).not.to.include('Secret__c');
    });

    it('do not exist for users who may not read them', () => {
      expect(query('SELECT Id FROM Account', 'data', clerk)).to.include({ errorCode: 'INVALID_TYPE' });
      expect(describeSObject('Account', 'data', org, clerk)).to.equal(undefined);
      expect(query('SELECT Id FROM Account').ok).to.equal(true);
    });
  });

  describe('describe', () => {
    it('tells what can be done with a field', () => {
      const description = describeSObject('bike__c', 'data', org, admin) as {
        name: string;
        fields: ReadonlyArray<Record<string, unknown>>;
      };
      const field = (name: string): Record<string, unknown> =>
        description.fields.find((candidate) => candidate['name'] === name) ?? {};

      expect(description).to.include({ name: 'Bike__c', label: 'Bike', labelPlural: 'Bikes', custom: true });
      expect(field('Frame__c')).to.include({ type: 'string', length: 40, aggregatable: true, permissionable: true });
      expect(field('Secret__c')).to.include({ type: 'textarea', aggregatable: false, filterable: false });
      expect(field('Price__c')).to.include({
        type: 'currency',
        groupable: false,
        nillable: false,
        permissionable: false,
      });
      expect(field('Owner_Account__c')).to.deep.include({
        type: 'reference',
        referenceTo: ['Account'],
        relationshipName: 'Owner_Account__r',
      });
    });

    it('agrees with what can be selected', () => {
      const { sobjects } = describeGlobal('data', org) as {
        sobjects: ReadonlyArray<{ name: string; queryable: boolean }>;
      };
      const virtual = ['EntityParticle', 'FieldDefinition'];

      const refused = sobjects
        .filter(({ name, queryable }) => queryable && !virtual.includes(name))
        .map(({ name }) => {
          const { fields } = describeSObject(name, 'data', org, admin) as { fields: ReadonlyArray<{ name: string }> };
          return query(`SELECT ${fields.map((field) => field.name).join(', ')} FROM ${name} LIMIT 1`);
        })
        .filter(({ ok }) => !ok);

      expect(sobjects.map(({ name }) => name)).to.include.members(['Account', 'Bike__c', 'User', 'PermissionSet']);
      expect(refused).to.deep.equal([]);
    });

    it('knows no scratch org registry', () => {
      expect(describeSObject('ScratchOrgInfo', 'data', org, admin)).to.equal(undefined);
    });
  });

  it('gives ids that tools without upper and lower case can tell apart', () => {
    const id = salesforceId('001', 'Account:Acme');

    expect(id).to.match(/^001[A-Za-z0-9]{12}[A-Z0-5]{3}$/);
    expect(salesforceId('001', 'Account:Acme')).to.equal(id);
    expect(salesforceId('001', 'Account:Other')).not.to.equal(id);
  });
});
