import { expect } from 'chai';
import { componentKey } from '../../../src/model/names/componentName.ts';
import type { Mention } from '../../../src/model/extraction.ts';
import type { StoredDocument } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  begin,
  contentOf,
  documentOf,
  EXTRACTOR,
  extractedOf,
  named,
  moment,
  orgOf,
  publicationOf,
  publishRun,
  runOf,
  sha256,
  versionOf,
} from '../builders.ts';
import { rejection, type StoreFactory, type StoreFixture } from './factory.ts';

const mentions: readonly Mention[] = [
  { from: 1, kind: 'reads', type: 'CustomField', fullName: 'account.Rating__c', place: 'fields.formula' },
  { from: 0, kind: 'calls', type: 'ApexClass', fullName: 'Helper', place: '' },
  { from: 1, kind: 'reads', type: 'CustomField', fullName: 'Account.Rating__c', place: 'fields.formula' },
];

const rich = documentOf('class Größe { Account a; }', {
  components: [
    extractedOf('CustomObject:Größe__c', {
      label: 'Größe "in cm"',
      description: 'two\nlines',
      attributes: { list: [1, 2.5, 'x'], nothing: null, nested: { yes: true } },
    }),
    extractedOf('CustomField:Größe__c.X__c', { parent: { type: 'CustomObject', fullName: 'Größe__c' } }),
  ],
  mentions,
});

const put = (store: Store, ...texts: readonly string[]): Promise<StoredDocument[]> =>
  Promise.all(
    texts.map(async (text) => {
      const { document, contents } = documentOf(text);
      await store.putDocuments('one', [document], contents);
      return document;
    })
  );

const at = (path: string, { hash, extractorVersion }: StoredDocument) => ({ path, hash, extractorVersion });

const stored = async (store: Store, ...texts: readonly string[]): Promise<boolean[]> =>
  Promise.all(
    texts.map(async (text) => {
      const [document] = await store.storedDocuments('one', [documentOf(text).document.hash], EXTRACTOR);
      const content = await store.content('one', sha256(text));
      expect(content === undefined).to.equal(document === undefined);
      return document !== undefined;
    })
  );

export const documentsContract = (factory: StoreFactory): void => {
  describe('documents and contents', () => {
    let fixture: StoreFixture;
    beforeEach(async () => {
      fixture = await factory();
      await fixture.store.saveOrg(orgOf('one'));
      await fixture.store.saveOrg(orgOf('two'));
    });
    afterEach(() => fixture.destroy());

    it('gives a document and its contents back as they were put', async () => {
      const { store } = fixture;
      await store.putDocuments('one', [rich.document], rich.contents);

      expect(await store.storedDocuments('one', [rich.document.hash], EXTRACTOR)).to.deep.equal([rich.document]);
      const bytes = await store.content('one', sha256('class Größe { Account a; }'));
      expect(Buffer.from(bytes ?? []).toString()).to.equal('class Größe { Account a; }');
    });

    it('keeps an empty content', async () => {
      await fixture.store.putDocuments('one', [], [contentOf('')]);

      expect(await fixture.store.content('one', sha256(''))).to.deep.equal(new Uint8Array());
    });

    it('keeps the parts of a bundle in order', async () => {
      const document: StoredDocument = {
        ...documentOf('bundle').document,
        parts: ['z.js', 'a.html', '-meta.xml'].map((name) => ({ name, contentHash: sha256(name) })),
      };

      await fixture.store.putDocuments(
        'one',
        [document],
        document.parts.map(({ name }) => contentOf(name))
      );

      expect(await fixture.store.storedDocuments('one', [document.hash], EXTRACTOR)).to.deep.equal([document]);
    });

    it('answers in the order asked, without unknown hashes and repetitions', async () => {
      const { store } = fixture;
      const [a, b] = await put(store, 'a', 'b');

      const found = await store.storedDocuments(
        'one',
        [b?.hash ?? '', 'unknown', a?.hash ?? '', b?.hash ?? ''],
        EXTRACTOR
      );

      expect(found).to.deep.equal([b, a]);
      expect(await store.content('one', 'unknown')).to.equal(undefined);
    });

    it('holds what each extractor version made of a document', async () => {
      const { store } = fixture;
      const first = documentOf('text', { components: [extractedOf('ApexClass:A')] });
      const second = documentOf('text', { components: [extractedOf('ApexClass:B')], extractorVersion: '2' });
      await store.putDocuments('one', [first.document], first.contents);
      await store.putDocuments('one', [second.document], []);

      expect(await store.storedDocuments('one', [first.document.hash], '1')).to.deep.equal([first.document]);
      expect(await store.storedDocuments('one', [first.document.hash], '2')).to.deep.equal([second.document]);
      expect(await store.storedDocuments('one', [first.document.hash], '3')).to.deep.equal([]);
    });

    it('puts the same again without effect', async () => {
      const { store } = fixture;
      await store.putDocuments('one', [rich.document, rich.document], [...rich.contents, ...rich.contents]);
      await store.putDocuments('one', [rich.document], rich.contents);

      expect(await store.storedDocuments('one', [rich.document.hash], EXTRACTOR)).to.deep.equal([rich.document]);
    });

    it('puts nothing when a content is missing', async () => {
      const { store } = fixture;
      const good = documentOf('good');

      const error = await rejection(
        store.putDocuments('one', [good.document, documentOf('bad').document], good.contents)
      );

      expect(error.name).to.equal('InternalError');
      expect(await stored(store, 'good')).to.deep.equal([false]);
    });

    it('forgets all of a put that failed, and puts it when nothing is missing', async () => {
      const { store } = fixture;
      await rejection(store.putDocuments('one', [rich.document, documentOf('bad').document], rich.contents));

      await store.putDocuments(
        'one',
        [documentOf('other', { mentions }).document, rich.document],
        [...documentOf('other').contents, ...rich.contents]
      );

      const other = await fixture.reopen();
      expect(await other.storedDocuments('one', [rich.document.hash], EXTRACTOR)).to.deep.equal([rich.document]);
    });

    it('follows which document stands at a path', async () => {
      const { store } = fixture;
      const [a, b, c] = (await put(store, 'a', 'b', 'c')) as [StoredDocument, StoredDocument, StoredDocument];
      await publishRun(store, runOf('one', 'r1'), {
        documents: [at('classes/B.cls', b), at('classes/A.cls', a), at('classes/C.cls', c)],
      });
      await publishRun(store, runOf('one', 'r2'), {
        documents: [at('classes/A.cls', b)],
        removedDocuments: ['classes/C.cls', 'classes/Unknown.cls'],
      });

      expect(await store.documents('one')).to.deep.equal([at('classes/A.cls', b), at('classes/B.cls', b)]);
      expect(await store.documents('two')).to.deep.equal([]);
      expect(await stored(store, 'a', 'b', 'c'), 'history refers to them').to.deep.equal([true, true, true]);
    });

    it('refuses a publication that refers to a document nobody put', async () => {
      const { store } = fixture;
      const run = await begin(store, runOf('one', 'r1'));
      const { document } = documentOf('not put');
      const origin = { documentHash: document.hash, extractorVersion: EXTRACTOR, ordinal: 0 };

      const first = await rejection(store.publish(publicationOf(run, { documents: [at('a', document)] })));
      const second = await rejection(
        store.publish(publicationOf(run, { added: [versionOf('ApexClass:A', { origin })] }))
      );

      expect([first.name, second.name]).to.deep.equal(['InternalError', 'InternalError']);
      expect(await store.known('one')).to.deep.equal([]);
      expect(await store.run('one', 'r1')).to.have.property('state', 'running');
    });

    it('removes with a publication what an unfinished run left', async () => {
      const { store } = fixture;
      const run = await begin(store, runOf('one', 'r1'));
      const [, used] = (await put(store, 'left', 'used')) as [StoredDocument, StoredDocument];
      await store.putDocuments('one', [], [contentOf('alone')]);
      await store.saveRun({ ...run, state: 'failed' });

      await publishRun(store, runOf('one', 'r2'), { documents: [at('a', used)] });

      expect(await stored(store, 'left', 'used')).to.deep.equal([false, true]);
      expect(await store.content('one', sha256('alone'))).to.equal(undefined);
    });

    it('leaves what another org has put to that org', async () => {
      const { store } = fixture;
      const living = await begin(store, runOf('two', 'r1', { leaseUntil: moment(60) }));
      const { document, contents } = documentOf('theirs');
      await store.putDocuments('two', [document], contents);

      await publishRun(store, runOf('one', 'r2', { startedAt: moment(30) }));

      await store.publish(publicationOf(living, { documents: [at('a', document)] }));
      expect(await store.documents('two')).to.deep.equal([at('a', document)]);
      expect(await store.storedDocuments('two', [document.hash], EXTRACTOR)).to.deep.equal([document]);
    });

    it('gives an org nothing of what another org has, the same document or not', async () => {
      const { store } = fixture;
      const { document, contents } = documentOf('theirs');
      await store.putDocuments('two', [document], contents);
      const run = await begin(store, runOf('one', 'r1'));

      const error = await rejection(store.publish(publicationOf(run, { documents: [at('a', document)] })));

      expect(error.name).to.equal('InternalError');
      expect(await stored(store, 'theirs')).to.deep.equal([false]);
      expect(await store.content('unknown', document.hash)).to.equal(undefined);
      expect(await store.storedDocuments('unknown', [document.hash], EXTRACTOR)).to.deep.equal([]);
    });

    it('says at once which components have an attribute', async () => {
      const { store } = fixture;
      const { document, contents } = documentOf('objects', {
        components: [
          extractedOf('CustomObject:A__c', { attributes: { 'settings "Type"': 'List' } }),
          extractedOf('CustomObject:B__c', { attributes: { other: 1 } }),
        ],
      });
      await store.putDocuments('one', [document], contents);
      const origin = (ordinal: number) => ({ documentHash: document.hash, extractorVersion: EXTRACTOR, ordinal });
      await publishRun(store, runOf('one', 'r1'), {
        added: [
          versionOf('CustomObject:A__c', { origin: origin(0) }),
          versionOf('CustomObject:B__c', { origin: origin(1), facts: { 'settings "Type"': null } }),
          versionOf('CustomObject:C__c'),
        ],
      });
      const keys = ['D__c', 'C__c', 'B__c', 'A__c'].map((name) => componentKey(named(`CustomObject:${name}`)));

      expect(await store.havingAttribute('one', keys, 'settings "Type"')).to.deep.equal(keys.slice(2));
      expect(await store.havingAttribute('one', keys, 'other')).to.deep.equal([keys[2]]);
      expect(await store.havingAttribute('one', [], 'other')).to.deep.equal([]);
      expect(await store.havingAttribute('two', keys, 'other')).to.deep.equal([]);
    });

    it('is put for an org that the store knows', async () => {
      const error = await rejection(fixture.store.putDocuments('unknown', [rich.document], rich.contents));

      expect(error.name).to.equal('OrgNotConnectedError');
    });

    it('keeps what another org has too when an org is erased', async () => {
      const { store } = fixture;
      const [mine, shared] = (await put(store, 'mine', 'shared')) as [StoredDocument, StoredDocument];
      await store.putDocuments('two', [shared], documentOf('shared').contents);
      const origin = { documentHash: mine.hash, extractorVersion: EXTRACTOR, ordinal: 0 };
      await publishRun(store, runOf('one', 'r1'), {
        added: [versionOf('ApexClass:A', { origin })],
        documents: [at('b', shared)],
      });
      await publishRun(store, runOf('two', 'r2'), { documents: [at('b', shared)] });

      await store.eraseOrg('one');

      expect(await stored(store, 'mine', 'shared')).to.deep.equal([false, false]);
      expect(await store.documents('two')).to.deep.equal([at('b', shared)]);
      expect(await store.storedDocuments('two', [shared.hash], EXTRACTOR)).to.deep.equal([shared]);
      expect(Buffer.from((await store.content('two', sha256('shared'))) ?? []).toString()).to.equal('shared');
    });
  });
};
