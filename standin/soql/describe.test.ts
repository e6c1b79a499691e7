import { expect } from 'chai';
import { describeGlobal, describeSObject } from './describe.ts';
import { admin, clerk, queryShop, shop, shopRows } from './sampleShop.ts';

describe('describes and the objects of the org', () => {
  describe('objects of the org', () => {
    it('hold no records', () => {
      expect(queryShop('SELECT COUNT() FROM Bike__c')).to.include({ ok: true, count: 0 });
      expect(shopRows('SELECT Id, Frame__c, Owner_Account__r.Industry FROM Bike__c')).to.deep.equal([]);
    });

    it('refuse filters on long text', () => {
      expect(queryShop("SELECT Id FROM Bike__c WHERE Secret__c = 'x'")).to.include({
        errorCode: 'INVALID_FIELD',
        message: "field 'Secret__c' can not be filtered in a query call",
      });
    });

    it('hide fields that field-level security does not open', () => {
      const hidden = queryShop('SELECT Secret__c FROM Bike__c', 'data', clerk);
      const description = describeSObject('Bike__c', 'data', shop, clerk) as {
        fields: ReadonlyArray<{ name: string }>;
      };

      expect(hidden).to.include({ errorCode: 'INVALID_FIELD' });
      const names = description.fields.map(({ name }) => name);
      expect(names).to.include.members(['Id', 'Name', 'OwnerId', 'RecordTypeId', 'Frame__c', 'Price__c']);
      expect(names).not.to.include('Secret__c');
    });

    it('do not exist for users who may not read them', () => {
      expect(queryShop('SELECT Id FROM Account', 'data', clerk)).to.include({ errorCode: 'INVALID_TYPE' });
      expect(describeSObject('Account', 'data', shop, clerk)).to.equal(undefined);
      expect(queryShop('SELECT Id FROM Account').ok).to.equal(true);
    });
  });

  describe('describe', () => {
    it('tells what can be done with a field', () => {
      const description = describeSObject('bike__c', 'data', shop, admin) as {
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
      const { sobjects } = describeGlobal('data', shop) as {
        sobjects: ReadonlyArray<{ name: string; queryable: boolean }>;
      };
      const virtual = ['EntityParticle', 'FieldDefinition'];

      const refused = sobjects
        .filter(({ name, queryable }) => queryable && !virtual.includes(name))
        .map(({ name }) => {
          const { fields } = describeSObject(name, 'data', shop, admin) as { fields: ReadonlyArray<{ name: string }> };
          return queryShop(`SELECT ${fields.map((field) => field.name).join(', ')} FROM ${name} LIMIT 1`);
        })
        .filter(({ ok }) => !ok);

      expect(sobjects.map(({ name }) => name)).to.include.members(['Account', 'Bike__c', 'User', 'PermissionSet']);
      expect(refused).to.deep.equal([]);
    });

    it('knows no scratch org registry', () => {
      expect(describeSObject('ScratchOrgInfo', 'data', shop, admin)).to.equal(undefined);
    });
  });
});
