import { rightsOf } from '../../../src/model/access/grants.ts';
import type { ComponentVersion, StoredDocument } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  begin,
  contentOf,
  documentOf,
  extractedOf,
  EXTRACTOR,
  named,
  orgOf,
  publishRun,
  referenceOf,
  runOf,
  sha256,
  versionOf,
} from '../builders.ts';
import { idOf } from '../contract/known.ts';

const counts = {
  total: 6,
  added: 6,
  updated: 0,
  reread: 0,
  renamed: 0,
  deleted: 0,
  unchanged: 0,
  notFetched: 0,
  unavailable: 0,
};

const invoices = documentOf('class Invoices', {
  components: [extractedOf('ApexClass:Invoices', { attributes: { apiVersion: 48, status: 'Active', tests: null } })],
});
/** A class comes with a second file. */
const CLASS: { readonly document: StoredDocument; readonly contents: ReadonlyArray<ReturnType<typeof contentOf>> } = {
  document: {
    ...invoices.document,
    parts: [...invoices.document.parts, { name: '-meta.xml', contentHash: sha256('<xml/>') }],
  },
  contents: [...invoices.contents, contentOf('<xml/>')],
};
const OBJECT = documentOf('object Invoice__c', {
  components: [
    extractedOf('CustomObject:Invoice__c', { attributes: { sharing: { internal: 'Private' }, history: true } }),
    extractedOf('CustomField:Invoice__c.Total__c', {
      attributes: { dataType: 'Currency', scale: 2, picklist: ['a', 'b'] },
    }),
  ],
});

const origin = ({ hash }: StoredDocument, ordinal: number): Partial<ComponentVersion> => ({
  origin: { documentHash: hash, extractorVersion: EXTRACTOR, ordinal },
});
const at = (path: string, { hash }: StoredDocument) => ({ path, hash, extractorVersion: EXTRACTOR });

const TOTAL = 'CustomField:Invoice__c.Total__c';

/** Two orgs; in the first everything happens that the views tell of. `moment` is the time after so many minutes. */
export const playViewStory = async (store: Store, moment: (minutes: number) => string): Promise<void> => {
  await store.saveOrg(
    orgOf('one', { alias: 'prod', schedule: { time: '03:00', timezone: 'Europe/Berlin' }, connectedAt: moment(0) })
  );
  await store.saveOrg(orgOf('two', { isSandbox: true, connectedAt: moment(1), disconnectedAt: moment(90) }));
  for (const { document, contents } of [CLASS, OBJECT]) await store.putDocuments('one', [document], contents);

  await publishRun(
    store,
    runOf('one', 'r1', {
      startedAt: moment(0),
      finishedAt: moment(5),
      components: counts,
      apiCalls: { listMetadata: 3, retrieve: 2 },
      listed: { ApexClass: 1 },
    }),
    {
      added: [
        versionOf('ApexClass:Invoices', {
          path: 'classes/Invoices.cls',
          id: '01p000000000001AAA',
          createdBy: 'Ada',
          createdDate: '2020-01-01T00:00:00.000Z',
          lastModifiedBy: 'Grace',
          lastModifiedDate: '2021-01-01T00:00:00.000Z',
          ...origin(CLASS.document, 0),
        }),
        versionOf('ApexClass:Packed', { namespace: 'pack', state: 'installed', packaged: true }),
        versionOf('ApexClass:Old'),
        versionOf('CustomObject:Invoice__c', {
          path: 'objects/Invoice__c.object',
          label: 'Invoice',
          ...origin(OBJECT.document, 0),
        }),
        versionOf(TOTAL, {
          path: 'objects/Invoice__c.object',
          parent: named('CustomObject:Invoice__c'),
          label: 'Total',
          description: 'What is to be paid',
          facts: { scale: 4, used: true },
          ...origin(OBJECT.document, 1),
        }),
        versionOf('Flow:Remind', { facts: { activeVersion: 2 } }),
      ],
      references: [
        {
          from: named('ApexClass:Invoices'),
          to: [
            referenceOf('ApexClass:Invoices', TOTAL, { kind: 'writes', place: 'body' }),
            referenceOf('ApexClass:Invoices', 'CustomField:Account.Name', {
              evidence: ['apex', 'dependency'],
              confidence: 'possible',
            }),
          ],
        },
      ],
      grants: [
        {
          principal: named('Profile:Admin'),
          grants: [
            { principal: named('Profile:Admin'), target: named(TOTAL), rights: rightsOf(['read', 'edit']) },
            {
              principal: named('Profile:Admin'),
              target: named('CustomField:Account.Name'),
              rights: rightsOf(['read']),
            },
          ],
        },
      ],
      documents: [at('classes/Invoices.cls', CLASS.document), at('objects/Invoice__c.object', OBJECT.document)],
    }
  );

  await publishRun(
    store,
    runOf('one', 'r2', { startedAt: moment(20), finishedAt: moment(25), listed: { ApexClass: 2 } }),
    {
      changed: [
        {
          componentId: await idOf(store, 'one', 'ApexClass:Old'),
          change: 'renamed',
          version: versionOf('ApexClass:New'),
        },
        {
          componentId: await idOf(store, 'one', 'Flow:Remind'),
          change: 'updated',
          version: versionOf('Flow:Remind', { facts: { activeVersion: 3 } }),
        },
        {
          componentId: await idOf(store, 'one', 'CustomObject:Invoice__c'),
          change: 'reread',
          version: versionOf('CustomObject:Invoice__c', {
            path: 'objects/Invoice__c.object',
            label: 'Invoice',
            ...origin(OBJECT.document, 0),
          }),
        },
      ],
      missing: [
        {
          componentId: await idOf(store, 'one', 'ApexClass:Packed'),
          missing: { reason: 'the org does not give it', lastSeen: 1, unavailable: true },
        },
      ],
    }
  );

  await publishRun(
    store,
    runOf('one', 'r3', { startedAt: moment(40), finishedAt: moment(45), listed: { ApexClass: 2 } }),
    {
      deleted: [await idOf(store, 'one', 'Flow:Remind')],
      missing: [
        { componentId: await idOf(store, 'one', 'ApexClass:New'), missing: { reason: 'not listed', lastSeen: 2 } },
      ],
    }
  );

  const failing = await begin(store, runOf('one', 'r4', { startedAt: moment(50), scope: ['ApexClass', 'Flow'] }));
  await store.saveRun({
    ...failing,
    state: 'failed',
    finishedAt: moment(51),
    error: { name: 'LoginError', message: 'No login' },
  });
  await begin(store, runOf('two', 'r5', { startedAt: moment(60), leaseUntil: moment(70), full: false }));
};
