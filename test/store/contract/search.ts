import { expect } from 'chai';
import type { ComponentFilter } from '../../../src/store/store.ts';
import type { ComponentVersion } from '../../../src/store/records.ts';
import { documentOf, EXTRACTOR, extractedOf, named, orgOf, publishRun, runOf, versionOf } from '../builders.ts';
import type { StoreFactory, StoreFixture } from './factory.ts';
import { idOf } from './known.ts';

const account = named('CustomObject:Account');

const model: readonly ComponentVersion[] = [
  versionOf('CustomObject:Account', { label: 'Customer' }),
  versionOf('CustomField:Account.Rating__c', { parent: account, label: 'Rating', description: 'Hot, warm or COLD' }),
  versionOf('CustomField:Account.rank__c', { parent: named('CustomObject:account'), label: '100% sure' }),
  versionOf('CustomField:Contact.Rating__c', { parent: named('CustomObject:Contact') }),
  versionOf('ApexClass:zebra'),
  versionOf('ApexClass:Apple', { description: 'the O\'Neil "quoted" class' }),
  versionOf('Report:Продажи', { label: 'ПРОДАЖИ по регионам' }),
  versionOf('Report:Café', { label: 'Menu' }),
];

export const searchContract = (factory: StoreFactory): void => {
  describe('lists and searches', () => {
    let fixture: StoreFixture;
    beforeEach(async () => {
      fixture = await factory();
      await fixture.store.saveOrg(orgOf('one'));
      await publishRun(fixture.store, runOf('one', 'r1'), { added: model });
    });
    afterEach(() => fixture.destroy());

    const found = async (filter: ComponentFilter): Promise<string[]> =>
      (await fixture.store.components('one', filter)).map(({ fullName }) => fullName);

    it('sorts by type, then by name ignoring case', async () => {
      expect(await found({})).to.deep.equal([
        'Apple',
        'zebra',
        'Account.rank__c',
        'Account.Rating__c',
        'Contact.Rating__c',
        'Account',
        'Café',
        'Продажи',
      ]);
    });

    it('sorts by code point beyond the basic plane', async () => {
      await publishRun(fixture.store, runOf('one', 'r2'), {
        added: ['ﬀ', '😀', 'z'].map((name) => versionOf(`Flow:${name}`)),
      });

      expect(await found({ type: 'Flow' })).to.deep.equal(['z', 'ﬀ', '😀']);
    });

    it('filters by type and by parent', async () => {
      expect(await found({ type: 'ApexClass' })).to.deep.equal(['Apple', 'zebra']);
      expect(await found({ type: 'apexclass' })).to.deep.equal([]);
      expect(await found({ parent: account })).to.deep.equal(['Account.rank__c', 'Account.Rating__c']);
      expect(await found({ parent: account, text: 'hot' })).to.deep.equal(['Account.Rating__c']);
    });

    it('stops at the limit', async () => {
      expect(await found({ limit: 2 })).to.deep.equal(['Apple', 'zebra']);
      expect(await found({ limit: 0 })).to.deep.equal([]);
    });

    it('finds every word in name, label or description, whatever the case', async () => {
      expect(await found({ text: 'rating' })).to.deep.equal(['Account.Rating__c', 'Contact.Rating__c']);
      expect(await found({ text: 'RATING  cold\taccount' })).to.deep.equal(['Account.Rating__c']);
      expect(await found({ text: 'rating zebra' })).to.deep.equal([]);
      expect(await found({ text: 'customer' })).to.deep.equal(['Account']);
    });

    it('finds words in any alphabet and any composition of accents', async () => {
      expect(await found({ text: 'продажи РЕГИОН' })).to.deep.equal(['Продажи']);
      expect(await found({ text: 'CAFE\u0301' })).to.deep.equal(['Café']);
      expect(await found({ text: 'cafe' })).to.deep.equal([]);
    });

    it('takes every character literally', async () => {
      expect(await found({ text: '%' })).to.deep.equal(['Account.rank__c']);
      expect(await found({ text: 'r_nk' })).to.deep.equal([]);
      expect(await found({ text: '__c' })).to.deep.equal(['Account.rank__c', 'Account.Rating__c', 'Contact.Rating__c']);
      expect(await found({ text: '"quoted"' })).to.deep.equal(['Apple']);
      expect(await found({ text: "o'neil" })).to.deep.equal(['Apple']);
      expect(await found({ text: "' OR 1=1 --" })).to.deep.equal([]);
      expect(await found({ text: '*' })).to.deep.equal([]);
    });

    it('finds everything with no word, and no word across two fields', async () => {
      expect(await found({ text: '  ' })).to.have.lengthOf(model.length);
      expect(await found({ text: 'accountcustomer' })).to.deep.equal([]);
    });

    it('finds beginnings of words and parts of names, and only where there are none, any part of a text', async () => {
      await publishRun(fixture.store, runOf('one', 'r2'), {
        added: [
          versionOf('CustomField:Contact.npe01__Primary_Contact__c', { label: 'Main person' }),
          versionOf('ApexTrigger:AccountTriggerHandler2'),
          versionOf('Flow:Limits', { description: 'Sets the credit limit' }),
          versionOf('Report:Edits', { label: 'Discredit' }),
          versionOf('Report:売上', { description: '顧客番号と住所の一覧を表示' }),
        ],
      });

      expect(await found({ text: 'credit lim' })).to.deep.equal(['Limits']);
      expect(await found({ text: 'Primary_Contact' })).to.deep.equal(['Contact.npe01__Primary_Contact__c']);
      expect(await found({ text: 'handler' })).to.deep.equal(['AccountTriggerHandler2']);
      expect(await found({ text: 'accountTrig' })).to.deep.equal(['AccountTriggerHandler2']);
      expect(await found({ text: 'credit' })).to.deep.equal(['Limits']);
      expect(await found({ text: 'redit' })).to.deep.equal(['Edits', 'Limits']);
      expect(await found({ text: '住所' })).to.deep.equal(['売上']);
      expect(await found({ text: '番号と住所の一覧を' })).to.deep.equal(['売上']);
    });

    it('has the best matches first: whole words of a name, beginnings, other texts, then the shorter name', async () => {
      await publishRun(fixture.store, runOf('one', 'r2'), {
        added: [
          versionOf('ApexClass:Anything', { description: 'Sends an invoice' }),
          versionOf('ApexClass:InvoicesSent'),
          versionOf('Flow:Send_Long_Invoice'),
          versionOf('Layout:Send Invoice'),
          versionOf('Report:X', { label: 'Invoice' }),
        ],
      });
      const order = ['X', 'Send Invoice', 'Send_Long_Invoice', 'InvoicesSent', 'Anything'];

      expect(await found({ text: 'invoice' })).to.deep.equal(order);
      expect(await found({ text: 'invoice', limit: 2 })).to.deep.equal(order.slice(0, 2));
      expect(await found({ text: 'send invoice' })).to.deep.equal(['Send Invoice', 'Send_Long_Invoice', 'Anything']);
    });

    it('finds help texts and formulas of the document that a component comes from', async () => {
      const { store } = fixture;
      const field = 'CustomField:Account.Total__c';
      const attributes = { helpText: 'Ask the treasury', deep: [{ formula: 'Amount__c * 2' }], other: 'unheard' };
      const { document, contents } = documentOf('total', { components: [extractedOf(field, { attributes })] });
      await store.putDocuments('one', [document], contents);
      const origin = { documentHash: document.hash, extractorVersion: EXTRACTOR, ordinal: 0 };
      await publishRun(store, runOf('one', 'r2'), { added: [versionOf(field, { origin })] });

      for (const text of ['treasury', 'Amount__c', 'amount total']) {
        expect(await found({ text })).to.deep.equal(['Account.Total__c']);
      }
      expect(await found({ text: 'unheard' })).to.deep.equal([]);
    });

    it('searches what is, not what was', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r2'), {
        deleted: [await idOf(store, 'one', 'ApexClass:zebra')],
        changed: [
          {
            componentId: await idOf(store, 'one', 'CustomField:Account.Rating__c'),
            change: 'renamed',
            version: versionOf('CustomField:Account.Score__c', { label: 'Score' }),
          },
        ],
      });

      expect(await found({ text: 'zebra' })).to.deep.equal([]);
      expect(await found({ text: 'rating' })).to.deep.equal(['Contact.Rating__c']);
      expect(await found({ text: 'score' })).to.deep.equal(['Account.Score__c']);
      expect(await found({ parent: account })).to.deep.equal(['Account.rank__c']);
    });
  });
};
