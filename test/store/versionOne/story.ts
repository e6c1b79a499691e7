import type { Mention } from '../../../src/model/extraction.ts';
import type { Content, StoredDocument } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  begin,
  contentOf,
  documentOf,
  extractedOf,
  EXTRACTOR,
  grantsOf,
  moment,
  named,
  orgOf,
  publishRun,
  referenceOf,
  runOf,
  sha256,
  versionOf,
} from '../builders.ts';
import { idOf } from '../contract/known.ts';

/** Two files, and mentions that return to a manner that was there before. */
const mentions: readonly Mention[] = [
  { from: 0, kind: 'reads', type: 'CustomField', fullName: 'Account."Größe"\\\n\u0001__c', place: 'body' },
  { from: 0, kind: 'reads', type: 'CustomField', fullName: 'Account.Size__c', place: 'body' },
  { from: 0, kind: 'calls', type: 'ApexClass', fullName: 'B', place: 'body' },
  { from: 1, kind: 'calls', type: 'ApexClass', fullName: 'B', place: 'it’s "quoted"' },
  { from: 0, kind: 'reads', type: 'CustomField', fullName: 'account.size__C', place: 'body' },
  { from: 0, kind: 'reads', type: 'CustomObject', fullName: 'Account', place: 'body' },
];

const first = documentOf('class A', {
  components: [extractedOf('ApexClass:A', { attributes: { lines: 3 } }), extractedOf('ApexClass:A.Inner')],
  mentions,
});
export const FIRST: { readonly document: StoredDocument; readonly contents: readonly Content[] } = {
  document: {
    ...first.document,
    parts: [...first.document.parts, { name: '-meta.xml', contentHash: sha256('meta') }],
  },
  contents: [...first.contents, contentOf('meta')],
};
export const SECOND = documentOf('class A, changed', { components: [extractedOf('ApexClass:A')] });
/** What was read and never published. */
export const LEFTOVER = documentOf('class Leftover', {
  components: [extractedOf('ApexClass:Leftover')],
  mentions: mentions.slice(1, 2),
});

const origin = ({ hash }: StoredDocument) => ({ documentHash: hash, extractorVersion: EXTRACTOR, ordinal: 0 });
const at = (path: string, { hash }: StoredDocument) => ({ path, hash, extractorVersion: EXTRACTOR });
const FIELD = 'CustomField:Account.Size__c';
const counts = { updated: 0, reread: 0, renamed: 0, deleted: 0, unchanged: 0, notFetched: 0, unavailable: 0 };

/** What happened before the file of version 1 came to be as it is. */
export const playStory = async (store: Store): Promise<void> => {
  await store.saveOrg(
    orgOf('one', {
      alias: 'prod',
      schedule: { time: '03:00', timezone: 'Europe/Berlin' },
      policies: { 'manual-sync-only': true },
      timeZone: 'Europe/Berlin',
    })
  );
  await store.saveOrg(orgOf('two', { connectedAt: moment(1), disconnectedAt: moment(90), isSandbox: true }));
  await store.setCorporatePolicy('manual-sync-only', true);
  await store.setCorporatePolicy('no-content', false);
  await store.audit({ at: moment(0), actor: 'ada', from: 'here sf', action: 'policy set', detail: { on: true } });
  await store.audit({
    at: moment(1),
    actor: 'grace',
    from: 'there sf',
    orgKey: 'gone',
    action: 'org erased',
    detail: {},
  });

  await store.putDocuments('one', [FIRST.document], FIRST.contents);
  await publishRun(
    store,
    runOf('one', 'r1', {
      userId: '005000000000001AAA',
      permissions: ['ModifyAllData'],
      types: [{ type: 'ApexClass', state: 'complete', components: 2 }],
      warnings: ['odd'],
      apiCalls: { listMetadata: 3 },
      listed: { ApexClass: 1 },
      components: { ...counts, total: 3, added: 3 },
    }),
    {
      added: [
        versionOf('ApexClass:A', {
          path: 'classes/A.cls',
          label: 'Über A',
          description: 'What A does',
          id: '01p000000000001AAA',
          createdBy: 'Ada',
          createdById: '005000000000001AAA',
          createdDate: moment(0),
          lastModifiedBy: 'Grace',
          lastModifiedById: '005000000000002AAA',
          lastModifiedDate: moment(0),
          origin: origin(FIRST.document),
        }),
        versionOf('ApexClass:B', { namespace: 'pack', state: 'installed', packaged: true, facts: { active: 2 } }),
        versionOf(FIELD, { rawName: 'Account.Size%5F%5Fc', parent: named('CustomObject:Account') }),
      ],
      references: [
        {
          from: named('ApexClass:A'),
          to: [
            referenceOf('ApexClass:A', 'ApexClass:B', { kind: 'calls', place: 'body' }),
            referenceOf('ApexClass:A', 'ApexClass:B', { kind: 'calls' }),
            referenceOf('ApexClass:A', FIELD, { evidence: ['apex', 'dependency'], confidence: 'possible' }),
          ],
        },
      ],
      grants: [grantsOf('Profile:P', { 'ApexClass:A': 1, 'ApexClass:B': 3 })],
      documents: [at('classes/A.cls', FIRST.document)],
    }
  );

  await store.putDocuments('one', [SECOND.document], SECOND.contents);
  await publishRun(store, runOf('one', 'r2', { startedAt: moment(20), listed: { ApexClass: 2 } }), {
    changed: [
      {
        componentId: await idOf(store, 'one', 'ApexClass:A'),
        change: 'updated',
        version: versionOf('ApexClass:A', { path: 'classes/A.cls', origin: origin(SECOND.document) }),
      },
      {
        componentId: await idOf(store, 'one', 'ApexClass:B'),
        change: 'renamed',
        version: versionOf('ApexClass:Bee'),
      },
    ],
    references: [
      {
        from: named('ApexClass:A'),
        to: [referenceOf('ApexClass:A', 'ApexClass:Bee', { kind: 'calls', place: 'body' })],
      },
    ],
    grants: [grantsOf('Profile:P', { 'ApexClass:A': 1, 'ApexClass:Bee': 1 })],
    documents: [at('classes/A.cls', SECOND.document)],
  });

  await store.putDocuments('two', [FIRST.document], FIRST.contents);
  await publishRun(store, runOf('two', 'r3', { startedAt: moment(30) }), {
    added: [versionOf('ApexClass:A', { path: 'classes/A.cls', origin: origin(FIRST.document) })],
    references: [
      {
        from: named('ApexClass:A'),
        to: [referenceOf('ApexClass:A', 'ApexClass:Gone', { kind: 'calls', place: 'body' })],
      },
    ],
    grants: [grantsOf('Profile:P', { 'ApexClass:A': 2 })],
    documents: [at('classes/A.cls', FIRST.document)],
  });

  await publishRun(store, runOf('one', 'r4', { startedAt: moment(40), listed: { ApexClass: 2 } }), {
    deleted: [await idOf(store, 'one', FIELD)],
    missing: [
      {
        componentId: await idOf(store, 'one', 'ApexClass:Bee'),
        missing: { reason: 'not listed', lastSeen: 2 },
      },
    ],
  });

  const failing = await begin(store, runOf('one', 'r5', { startedAt: moment(50) }));
  await store.saveRun({ ...failing, state: 'failed', finishedAt: moment(51), error: { name: 'E', message: 'no' } });
  await begin(store, runOf('two', 'r6', { startedAt: moment(60), leaseUntil: moment(70), scope: ['ApexClass'] }));
  // What a version before put for a run that did not publish belongs to no org, and is not carried over.
};

/** One more run, as today's code does it: what stays the same, what differs, and what is new. */
export const goOn = async (store: Store): Promise<void> => {
  await publishRun(store, runOf('one', 'r7', { startedAt: moment(80) }), {
    added: [versionOf(FIELD)],
    found: [await idOf(store, 'one', 'ApexClass:Bee')],
    references: [
      {
        from: named('ApexClass:A'),
        to: [
          referenceOf('ApexClass:A', 'ApexClass:Bee', { kind: 'calls', place: 'body' }),
          referenceOf('ApexClass:A', FIELD, { kind: 'writes', place: 'elsewhere' }),
        ],
      },
    ],
    grants: [grantsOf('Profile:P', { 'ApexClass:A': 1, [FIELD]: 2 })],
  });
};
