import { expect } from 'chai';
import { runQuery } from './runQuery.ts';
import { admin, idOf, queryShop, shopRows } from './sampleShop.ts';
import { sampleState } from './sampleState.ts';

describe('objects of the Tooling door', () => {
  describe('tooling', () => {
    it('serves code with its version and size', () => {
      const [row] = shopRows('SELECT Name, ApiVersion, Body, LengthWithoutComments FROM ApexClass', 'tooling');

      expect(row).to.include({ Name: 'Pricing', ApiVersion: 62, LengthWithoutComments: 38 });
    });

    it('reads the object and events of a trigger', () => {
      const [row] = shopRows(
        'SELECT UsageBeforeInsert, UsageAfterUpdate, UsageAfterInsert, EntityDefinition.QualifiedApiName FROM ApexTrigger',
        'tooling'
      );

      expect(row).to.include({ UsageBeforeInsert: true, UsageAfterUpdate: true, UsageAfterInsert: false });
      expect(row).to.have.nested.property('EntityDefinition.QualifiedApiName', 'Bike__c');
    });

    it('names custom fields without suffix, under the id of their custom object', () => {
      const rows = shopRows(
        "SELECT Id, TableEnumOrId, Length FROM CustomField WHERE DeveloperName = 'Frame'",
        'tooling'
      );

      expect(rows).to.deep.equal([
        { Id: idOf('CustomField:Bike__c.Frame__c'), TableEnumOrId: idOf('CustomObject:Bike__c'), Length: 40 },
      ]);
    });

    it('gives definitions of one row a query', () => {
      const one = shopRows(
        "SELECT FullName, Metadata FROM ValidationRule WHERE ValidationName = 'Has_Frame'",
        'tooling'
      );
      const many = queryShop('SELECT Id, Metadata FROM CustomField', 'tooling');

      expect(one[0]).to.have.nested.property('Metadata.errorConditionFormula', 'ISBLANK(Frame__c)');
      expect(many).to.include({ ok: false, errorCode: 'MALFORMED_QUERY' });
      expect(many)
        .to.have.property('message')
        .that.matches(/must specify no more than one row .* Result size: 4$/);
    });

    it('does not order validation rules by their object', () => {
      const soql = 'SELECT Id FROM ValidationRule ORDER BY EntityDefinition.QualifiedApiName';

      expect(queryShop(soql, 'tooling')).to.include({ errorCode: 'MALFORMED_QUERY' });
    });

    it('has no FullName for custom objects', () => {
      expect(queryShop('SELECT FullName FROM CustomObject', 'tooling')).to.include({ errorCode: 'INVALID_FIELD' });
    });

    it('assigns layouts to profiles and record types, however the profile spells the name', () => {
      const rows = shopRows('SELECT Layout.Name, Profile.Name, RecordTypeId FROM ProfileLayout', 'tooling');

      expect(rows.map(({ RecordTypeId }) => RecordTypeId)).to.deep.equal([null, idOf('RecordType:Bike__c.Cargo')]);
      expect(rows[0]).to.have.nested.property('Layout.Name', 'Bike (Shop) Layout');
    });

    it('reaches packages through the installed one, or by id', () => {
      const [row] = shopRows(
        'SELECT SubscriberPackageId, SubscriberPackage.NamespacePrefix, SubscriberPackageVersion.MinorVersion FROM InstalledSubscriberPackage',
        'tooling'
      );

      expect(row).to.have.nested.property('SubscriberPackage.NamespacePrefix', 'acme');
      expect(row).to.have.nested.property('SubscriberPackageVersion.MinorVersion', 14);
      expect(queryShop('SELECT Name FROM SubscriberPackage', 'tooling').ok).to.equal(false);
      const byId = `SELECT Name FROM SubscriberPackage WHERE Id = '${String(row?.['SubscriberPackageId'])}'`;
      expect(shopRows(byId, 'tooling')).to.have.length(1);
    });

    it('finds standard value sets by label only', () => {
      expect(queryShop('SELECT Id FROM StandardValueSet', 'tooling')).to.include({
        errorCode: 'MALFORMED_QUERY',
        message: 'StandardValueSet: a filter on a reified column is required [MasterLabel, DurableId]',
      });
      const [row] = shopRows("SELECT Metadata FROM StandardValueSet WHERE MasterLabel = 'Industry'", 'tooling');
      expect(row).to.have.nested.property('Metadata.standardValue').with.length(1);
    });

    it('shows labels as external strings', () => {
      expect(shopRows('SELECT Name, Value, IsProtected FROM ExternalString', 'tooling')).to.deep.equal([
        { Name: 'Hello', Value: 'Good day', IsProtected: true },
      ]);
    });
  });

  describe('definitions', () => {
    it('list the objects of the org and of the platform', () => {
      const rows = shopRows('SELECT DurableId, QualifiedApiName FROM EntityDefinition', 'tooling');

      expect(rows).to.deep.include({ DurableId: idOf('CustomObject:Bike__c'), QualifiedApiName: 'Bike__c' });
      expect(rows).to.deep.include({ DurableId: 'Account', QualifiedApiName: 'Account' });
      expect(rows).to.deep.include({ DurableId: 'PermissionSet', QualifiedApiName: 'PermissionSet' });
    });

    it('page by their durable id', () => {
      const soql = "SELECT DurableId FROM EntityDefinition WHERE DurableId > 'Organization' ORDER BY DurableId LIMIT 2";

      expect(shopRows(soql, 'tooling')).to.deep.equal([
        { DurableId: 'PermissionSet' },
        { DurableId: 'PermissionSetAssignment' },
      ]);
    });

    it('take LIKE without effect', () => {
      const all = shopRows('SELECT DurableId FROM EntityDefinition', 'tooling');

      expect(shopRows("SELECT DurableId FROM EntityDefinition WHERE DurableId LIKE 'x%'", 'tooling')).to.deep.equal(
        all
      );
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
        expect(queryShop(soql, 'tooling').ok).to.equal(false);
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
      const rows = shopRows(
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
      const rows = shopRows(
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

      expect(shopRows(soql, 'tooling')).to.have.length(1);
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
        expect(queryShop(soql, 'tooling')).to.include({ ok: false, errorCode: 'DEPENDENCY_API_UNSUPPORTED_EXCEPTION' });
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
});
