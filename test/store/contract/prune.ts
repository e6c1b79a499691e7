import { expect } from 'chai';
import { componentKey } from '../../../src/model/names/componentName.ts';
import type { Pruned } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  begin,
  documentOf,
  EXTRACTOR,
  extractedOf,
  grantsOf,
  moment,
  named,
  orgOf,
  publishRun,
  referencesOf,
  runOf,
  sha256,
  versionOf,
} from '../builders.ts';
import { rejection, type StoreFactory, type StoreFixture } from './factory.ts';
import { detailOf, idOf, namesOf } from './known.ts';

const NOTHING: Pruned = {
  versions: 0,
  references: 0,
  grants: 0,
  paths: 0,
  documents: 0,
  contents: 0,
  components: 0,
  bytes: 0,
};

/** Removing the history of an org that is older than a moment. */
export const pruneContract = (factory: StoreFactory): void => {
  describe('pruning', () => {
    let fixture: StoreFixture;
    let store: Store;
    beforeEach(async () => {
      fixture = await factory();
      store = fixture.store;
      for (const key of ['one', 'two']) await tell(key);
    });
    afterEach(() => fixture.destroy());

    const origin = (text: string) => ({
      origin: { documentHash: documentOf(text).document.hash, extractorVersion: EXTRACTOR, ordinal: 0 },
    });
    const at = (minutes: number) => ({ startedAt: moment(minutes), leaseUntil: moment(minutes + 5) });
    const put = async (key: string, text: string): Promise<{ hash: string; extractorVersion: string }> => {
      const { document, contents } = documentOf(text);
      await store.putDocuments(key, [document], contents);
      return { hash: document.hash, extractorVersion: EXTRACTOR };
    };

    /** A changes in each run; B goes in the second; the profile's right on A changes, and A's reference to B ends. */
    const tell = async (key: string): Promise<void> => {
      await store.saveOrg(orgOf(key));
      const first = await put(key, 'first');
      await publishRun(store, runOf(key, `${key} 1`, at(0)), {
        added: [versionOf('ApexClass:A', origin('first')), versionOf('ApexClass:B')],
        documents: [{ path: 'a', ...first }],
        references: [referencesOf('ApexClass:A', 'ApexClass:B', 'ApexClass:Named')],
        grants: [grantsOf('Profile:P', { 'ApexClass:A': 1 })],
      });
      const second = await put(key, 'second');
      const change = { componentId: await idOf(store, key, 'ApexClass:A'), change: 'updated' } as const;
      await publishRun(store, runOf(key, `${key} 2`, at(10)), {
        changed: [{ ...change, version: versionOf('ApexClass:A', { label: 'Second', ...origin('second') }) }],
        deleted: [await idOf(store, key, 'ApexClass:B')],
        documents: [{ path: 'a', ...second }],
        references: [referencesOf('ApexClass:A')],
        grants: [grantsOf('Profile:P', { 'ApexClass:A': 3 })],
      });
      await publishRun(store, runOf(key, `${key} 3`, at(20)), {
        changed: [{ ...change, version: versionOf('ApexClass:A', { label: 'Third', ...origin('second') }) }],
      });
    };
    const prune = async (before: number, options: { dryRun?: boolean } = {}): Promise<Pruned> => {
      const result = await store.prune('one', { before: moment(before), ...options }, () => true);
      if (!('pruned' in result)) throw new Error('A run is in the way');
      return result.pruned;
    };
    const versionsOf = async (key: string, name: string): Promise<string[]> =>
      (await store.versions(key, componentKey(named(name)))).map(
        ({ version, from }) => `${from} ${version.label ?? ''}`
      );
    const answers = async (key: string) => ({
      org: await store.org(key),
      runs: await store.runs(key),
      known: await store.known(key),
      documents: await store.documents(key),
      components: await store.components(key, {}),
      references: await store.references(key, {}),
      grants: await store.grants(key, {}),
      counts: await store.counts(key),
    });

    it('removes what ended in a run that began before the moment, and keeps what ended later', async () => {
      expect(await prune(15)).to.include({ versions: 2, references: 2, grants: 1, paths: 1 });
      expect(await versionsOf('one', 'ApexClass:A')).to.have.lengthOf(2);
      expect(await versionsOf('one', 'ApexClass:B')).to.deep.equal([]);
      expect(await prune(15)).to.deep.equal(NOTHING);
      expect(await prune(20)).to.deep.equal(NOTHING);
      expect(await prune(21)).to.deep.equal({ ...NOTHING, versions: 1 });
      expect((await versionsOf('one', 'ApexClass:A')).map((line) => line.slice(-5))).to.deep.equal(['Third']);
    });

    it('changes nothing of the current model, its documents, or its runs', async () => {
      const before = await answers('one');
      await prune(1000);
      expect(await answers('one')).to.deep.equal(before);
      expect((await detailOf(store, 'one', 'ApexClass:A'))?.firstSeen).to.equal(moment(0));
      expect(await store.content('one', sha256('second'))).to.not.equal(undefined);
    });

    it('removes documents and contents that nothing refers to any more, and tells their bytes', async () => {
      const { documents, contents, bytes } = await prune(15);
      expect({ documents, contents }).to.deep.equal({ documents: 1, contents: 1 });
      expect(bytes).to.be.greaterThan(0);
      expect(await store.content('one', sha256('first'))).to.equal(undefined);
      expect(await store.storedDocuments('one', [documentOf('first').document.hash], EXTRACTOR)).to.deep.equal([]);
    });

    it('removes what an unfinished run put', async () => {
      await put('one', 'never published');
      await store.beginRun(runOf('one', 'dead', at(30)), () => false);
      const result = await store.prune('one', { before: moment(0) }, () => false);
      expect(result).to.have.property('pruned').which.includes({ versions: 0, documents: 1, contents: 1 });
      expect(await store.content('one', sha256('never published'))).to.equal(undefined);
    });

    it('forgets names that nothing is about any more, and keeps those of grants', async () => {
      // B and the name that A once referred to; the profile is no component, but its grant stays.
      expect(await prune(15)).to.include({ components: 2 });
      expect(await store.grants('one', {})).to.have.lengthOf(1);
      await publishRun(store, runOf('one', 'again', at(40)), { added: [versionOf('ApexClass:B')] });
      expect(await namesOf(store, 'one')).to.deep.equal(['A', 'B']);
      expect((await detailOf(store, 'one', 'ApexClass:B'))?.firstSeen).to.equal(moment(40));
    });

    it('leaves other orgs alone, also where they had the same', async () => {
      const before = [
        await answers('two'),
        await versionsOf('two', 'ApexClass:A'),
        await versionsOf('two', 'ApexClass:B'),
      ];
      await prune(1000);
      expect([
        await answers('two'),
        await versionsOf('two', 'ApexClass:A'),
        await versionsOf('two', 'ApexClass:B'),
      ]).to.deep.equal(before);
      expect(await store.content('two', sha256('first'))).to.not.equal(undefined);
    });

    it('tells in a dry run what would go, and changes nothing', async () => {
      const before = await answers('one');
      for (const moments of [0, 15, 1000]) {
        const told = await prune(moments, { dryRun: true });
        expect(await prune(moments, { dryRun: true })).to.deep.equal(told);
        expect(await versionsOf('one', 'ApexClass:A')).to.have.lengthOf(moments === 1000 ? 2 : 3);
        if (moments === 15) expect(await prune(moments)).to.deep.equal(told);
      }
      expect(await answers('one')).to.deep.equal(before);
    });

    it('is not done while a run of the org lives, and is done beside one of another org', async () => {
      await begin(store, runOf('one', 'running', at(30)));
      for (const dryRun of [true, false]) {
        const result = await store.prune('one', { before: moment(1000), dryRun }, () => true);
        expect(result).to.have.nested.property('running.runId', 'running');
      }
      expect(await versionsOf('one', 'ApexClass:A')).to.have.lengthOf(3);
      const other = await store.prune('two', { before: moment(1000) }, () => true);
      expect(other).to.have.nested.property('pruned.versions', 3);
    });

    it('is refused for an org that is not there', async () => {
      const error = await rejection(store.prune('nowhere', { before: moment(0) }, () => true));
      expect(error.name).to.equal('OrgNotConnectedError');
    });

    it('lets go of a document that only components which did not change came with', async () => {
      const fieldOf = (name: string, own: string) =>
        extractedOf(`CustomField:O.${name}`, { ownHash: own, attributes: { text: own } });
      const putObject = async (text: string, own: string) => {
        const { document, contents } = documentOf(text, { components: [fieldOf('A', own), fieldOf('B', 'same')] });
        await store.putDocuments('one', [document], contents);
        return { hash: document.hash, extractorVersion: EXTRACTOR, content: contents[0]?.hash ?? '' };
      };
      const version = (name: string, own: string, { hash, ordinal }: { hash: string; ordinal: number }) =>
        versionOf(`CustomField:O.${name}`, {
          path: 'objects/O.object',
          ownHash: own,
          origin: { documentHash: hash, extractorVersion: EXTRACTOR, ordinal },
        });
      const old = await putObject('old', 'before');
      await publishRun(store, runOf('one', 'fields', at(100)), {
        added: [version('A', 'before', { ...old, ordinal: 0 }), version('B', 'same', { ...old, ordinal: 1 })],
        documents: [{ path: 'objects/O.object', ...old }],
      });
      const next = await putObject('next', 'after');
      await publishRun(store, runOf('one', 'changed', at(110)), {
        changed: [
          {
            componentId: await idOf(store, 'one', 'CustomField:O.A'),
            change: 'updated',
            version: version('A', 'after', { ...next, ordinal: 0 }),
          },
        ],
        documents: [{ path: 'objects/O.object', ...next }],
      });
      const same = await detailOf(store, 'one', 'CustomField:O.B');

      const told = await store.prune('one', { before: moment(1_000), dryRun: true }, () => false);
      expect(await store.content('one', old.content)).not.to.equal(undefined);
      expect(await store.prune('one', { before: moment(1_000) }, () => false)).to.deep.equal(told);

      expect(await store.content('one', old.content)).to.equal(undefined);
      expect(await store.content('one', next.content)).not.to.equal(undefined);
      const { origin: _, ...kept } = (await detailOf(store, 'one', 'CustomField:O.B')) ?? {};
      expect({ ...kept, origin: same?.origin }).to.deep.equal(same);
      expect(await store.storedDocuments('one', [old.hash], EXTRACTOR)).to.deep.equal([]);
    });

    it('ends a run whose holder is dead: what it put is gone', async () => {
      const dead = await begin(store, runOf('one', 'dead', at(90)));
      await put('one', 'of the dead run');

      await store.prune('one', { before: moment(0), dryRun: true }, () => false);
      expect(await store.renewLease('one', 'dead', moment(99))).to.equal(true);
      await store.prune('one', { before: moment(0) }, () => false);

      expect(await store.renewLease('one', 'dead', moment(99))).to.equal(false);
      expect(await store.run('one', 'dead')).to.deep.include({ number: dead.number, state: 'interrupted' });
    });

    it('is followed by compacting, which changes no answer', async () => {
      await prune(1000);
      await store.eraseOrg('two');
      const before = await answers('one');
      const { before: size, after, problem } = await store.compact();
      expect(problem).to.equal(undefined);
      expect(after).to.be.at.most(size);
      expect(await answers('one')).to.deep.equal(before);
      expect(await namesOf(await fixture.reopen(), 'one')).to.deep.equal(['A']);
    });
  });
};
