import { expect } from 'chai';
import { componentKey } from '../../../src/model/names/componentName.ts';
import type { ComponentVersion } from '../../../src/store/records.ts';
import {
  begin,
  documentOf,
  EXTRACTOR,
  extractedOf,
  moment,
  named,
  orgOf,
  publicationOf,
  publishRun,
  referencesOf,
  runOf,
  sha256,
  versionOf,
} from '../builders.ts';
import { rejection, type StoreFactory, type StoreFixture } from './factory.ts';
import { detailOf, idOf, knownOf, namesOf } from './known.ts';

const everything: ComponentVersion = {
  type: 'Layout',
  rawName: 'Account-Account %28Sales%29 Layout',
  fullName: 'Account-Account (Sales) Layout',
  id: '00h000000000001AAA',
  namespace: 'acme',
  state: 'installedEditable',
  packaged: true,
  createdBy: 'Ada Ö.',
  createdById: '005000000000001AAA',
  createdDate: moment(1),
  lastModifiedBy: 'Grace',
  lastModifiedById: '005000000000002AAA',
  lastModifiedDate: moment(2),
  path: 'layouts/Account-Account (Sales) Layout.layout',
  parent: named('CustomObject:Account'),
  label: 'a "label"',
  description: "it's\ntwo lines",
  ownHash: sha256('own'),
  facts: { activeVersion: 3, list: [1, null] },
};

export const modelContract = (factory: StoreFactory): void => {
  describe('the current model', () => {
    let fixture: StoreFixture;
    beforeEach(async () => {
      fixture = await factory();
      await fixture.store.saveOrg(orgOf('one'));
      await fixture.store.saveOrg(orgOf('two'));
    });
    afterEach(() => fixture.destroy());

    it('gives a component back as it was published', async () => {
      const { store } = fixture;
      const { document, contents } = documentOf('text', {
        components: [
          extractedOf('CustomObject:Account', { attributes: { a: 1 } }),
          extractedOf('Layout:Account-Account (Sales) Layout', { attributes: { sections: 2, activeVersion: 1 } }),
        ],
      });
      await store.putDocuments('one', [document], contents);
      const origin = { documentHash: document.hash, extractorVersion: EXTRACTOR, ordinal: 1 };
      await publishRun(store, runOf('one', 'r1', { startedAt: moment(5) }), { added: [{ ...everything, origin }] });

      const known = await knownOf(store, 'one', 'Layout:account-account (sales) layout');
      const detail = await detailOf(store, 'one', 'Layout:ACCOUNT-Account (Sales) Layout');

      expect(known).to.deep.equal({ ...everything, origin, componentId: known.componentId });
      expect(detail).to.deep.equal({
        ...known,
        attributes: { sections: 2, activeVersion: 3, list: [1, null] },
        firstSeen: moment(5),
        lastChanged: moment(5),
      });
    });

    it('gives a component of the inventory alone back without attributes', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r1'), { added: [versionOf('ApexClass:A')] });

      const detail = await detailOf(store, 'one', 'ApexClass:A');

      expect(detail).to.deep.include({ ...versionOf('ApexClass:A'), attributes: {} });
      expect(await detailOf(store, 'one', 'ApexClass:B')).to.equal(undefined);
      expect(await detailOf(store, 'one', 'ApexTrigger:A')).to.equal(undefined);
      expect(await detailOf(store, 'two', 'ApexClass:A')).to.equal(undefined);
    });

    it('keeps names with colons, quotes, slashes and letters of any language apart', async () => {
      const { store } = fixture;
      const names = ['a:b', "O'Neil", 'say "x"', 'Folder/Sub/Report', '100%', 'Ελλάδα', '日本語', '😀', 'back\\slash'];
      await publishRun(store, runOf('one', 'r1'), { added: names.map((name) => versionOf(`Report:${name}`)) });

      expect(await namesOf(store, 'one')).to.deep.equal([...names].sort());
      for (const name of names) {
        expect(await detailOf(store, 'one', `Report:${name.toUpperCase()}`)).to.have.property('fullName', name);
      }
    });

    it('shows nothing of a run that has not published', async () => {
      const { store } = fixture;
      const { document, contents } = documentOf('text', { components: [extractedOf('ApexClass:A')] });
      await begin(store, runOf('one', 'r1'));
      await store.putDocuments('one', [document], contents);

      expect(await store.known('one')).to.deep.equal([]);
      expect(await store.documents('one')).to.deep.equal([]);
      expect(await store.components('one', {})).to.deep.equal([]);
    });

    it('moves the day of the last change for changes only', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r1', { startedAt: moment(1) }), { added: [versionOf('ApexClass:A')] });
      const componentId = await idOf(store, 'one', 'ApexClass:A');
      const steps = [
        { change: 'touched', lastChanged: 1 },
        { change: 'updated', lastChanged: 3 },
        { change: 'reread', lastChanged: 3 },
      ] as const;

      for (const [index, { change, lastChanged }] of steps.entries()) {
        const version = versionOf('ApexClass:A', { lastModifiedDate: moment(index) });
        await publishRun(store, runOf('one', `s${index}`, { startedAt: moment(index + 2) }), {
          changed: [{ componentId, change, version }],
        });
        expect(await detailOf(store, 'one', 'ApexClass:A')).to.deep.include({
          ...version,
          componentId,
          firstSeen: moment(1),
          lastChanged: moment(lastChanged),
        });
      }
      expect(await store.counts('one')).to.have.property('components', 1);
    });

    it('finds a renamed component under its new name only', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r1', { startedAt: moment(1) }), { added: [versionOf('ApexClass:Old')] });
      const componentId = await idOf(store, 'one', 'ApexClass:Old');

      await publishRun(store, runOf('one', 'r2', { startedAt: moment(2) }), {
        changed: [{ componentId, change: 'renamed', version: versionOf('ApexClass:New') }],
      });

      expect(await detailOf(store, 'one', 'ApexClass:Old')).to.equal(undefined);
      expect(await detailOf(store, 'one', 'ApexClass:New')).to.deep.include({
        componentId,
        firstSeen: moment(1),
        lastChanged: moment(2),
      });
      expect(await namesOf(store, 'one')).to.deep.equal(['New']);
    });

    it('takes a change of case as a rename of the same component', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r1'), { added: [versionOf('ApexClass:helper')] });
      const componentId = await idOf(store, 'one', 'ApexClass:helper');

      await publishRun(store, runOf('one', 'r2'), {
        changed: [{ componentId, change: 'renamed', version: versionOf('ApexClass:Helper') }],
      });

      expect(await namesOf(store, 'one')).to.deep.equal(['Helper']);
      expect(await idOf(store, 'one', 'ApexClass:HELPER')).to.equal(componentId);
    });

    it('finds a component however the letters of its name are composed, and keeps the name as it was listed', async () => {
      const { store } = fixture;
      const listed = 'Profile:Zu\u0308rich';
      const child = versionOf('ListView:Zu\u0308rich.All', { parent: { type: 'Profile', fullName: 'Zu\u0308rich' } });

      await publishRun(store, runOf('one', 'r1'), {
        added: [versionOf(listed), versionOf('ApexClass:A'), child],
        references: [referencesOf('ApexClass:A', 'Profile:ZÜRICH')],
      });

      expect(await detailOf(store, 'one', 'Profile:zürich')).to.include({ fullName: 'Zu\u0308rich' });
      expect(await idOf(store, 'one', 'Profile:Zürich')).to.equal(await idOf(store, 'one', listed));
      expect(await store.references('one', { to: componentKey(named('Profile:Zürich')) })).to.have.lengthOf(1);
      const inIt = await store.components('one', { parent: { type: 'Profile', fullName: 'Zürich' } });
      expect(inIt.map(({ type }) => type)).to.deep.equal(['ListView']);
    });

    it('takes another composition of a name for the same component', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r1'), { added: [versionOf('Profile:Zu\u0308rich')] });
      const componentId = await idOf(store, 'one', 'Profile:Zürich');

      await publishRun(store, runOf('one', 'r2'), {
        changed: [{ componentId, change: 'renamed', version: versionOf('Profile:Zürich') }],
      });

      expect(await namesOf(store, 'one')).to.deep.equal(['Zürich']);
      expect(await idOf(store, 'one', 'Profile:Zu\u0308rich')).to.equal(componentId);
    });

    it('lets names change hands in a circle', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r1'), { added: ['A', 'B'].map((name) => versionOf(`ApexClass:${name}`)) });
      const [a, b] = [await idOf(store, 'one', 'ApexClass:A'), await idOf(store, 'one', 'ApexClass:B')];

      await publishRun(store, runOf('one', 'r2'), {
        changed: [
          { componentId: a, change: 'renamed', version: versionOf('ApexClass:B') },
          { componentId: b, change: 'renamed', version: versionOf('ApexClass:A') },
        ],
      });

      expect(await idOf(store, 'one', 'ApexClass:A')).to.equal(b);
      expect(await idOf(store, 'one', 'ApexClass:B')).to.equal(a);
    });

    it('lets a new component have the name that a renamed one gave up in the same run', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r1'), { added: [versionOf('ApexClass:A')] });
      const a = await idOf(store, 'one', 'ApexClass:A');

      await publishRun(store, runOf('one', 'r2'), {
        added: [versionOf('ApexClass:A', { label: 'new' })],
        changed: [{ componentId: a, change: 'renamed', version: versionOf('ApexClass:B') }],
      });

      expect(await idOf(store, 'one', 'ApexClass:B')).to.equal(a);
      expect(await knownOf(store, 'one', 'ApexClass:A')).to.have.property('label', 'new');
      expect(await idOf(store, 'one', 'ApexClass:A')).not.to.equal(a);
    });

    it('deletes a component, and knows it again when it comes back', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r1', { startedAt: moment(1) }), { added: [versionOf('ApexClass:A')] });
      const componentId = await idOf(store, 'one', 'ApexClass:A');

      await publishRun(store, runOf('one', 'r2', { startedAt: moment(2) }), { deleted: [componentId] });
      const gone = [await store.known('one'), await detailOf(store, 'one', 'ApexClass:A'), await store.counts('one')];
      await publishRun(store, runOf('one', 'r3', { startedAt: moment(3) }), { added: [versionOf('ApexClass:a')] });

      expect(gone).to.deep.equal([[], undefined, { components: 0, references: 0, grants: 0 }]);
      expect(await detailOf(store, 'one', 'ApexClass:A')).to.deep.include({
        componentId,
        fullName: 'a',
        firstSeen: moment(1),
        lastChanged: moment(3),
      });
    });

    it('gives the name of a deleted component to one that is renamed to it', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r1'), { added: ['A', 'B'].map((name) => versionOf(`ApexClass:${name}`)) });
      const [a, b] = [await idOf(store, 'one', 'ApexClass:A'), await idOf(store, 'one', 'ApexClass:B')];

      await publishRun(store, runOf('one', 'r2'), {
        deleted: [b],
        changed: [{ componentId: a, change: 'renamed', version: versionOf('ApexClass:B') }],
      });

      expect(await idOf(store, 'one', 'ApexClass:B')).to.equal(a);
      expect(await namesOf(store, 'one')).to.deep.equal(['B']);
    });

    it('marks what was not seen, until it is seen again or changes', async () => {
      const { store } = fixture;
      const names = ['A', 'B', 'C', 'D'];
      const { number } = await publishRun(store, runOf('one', 'r1', { startedAt: moment(7) }), {
        added: names.map((name) => versionOf(`ApexClass:${name}`)),
      });
      const ids = await Promise.all(names.map((name) => idOf(store, 'one', `ApexClass:${name}`)));
      const [a = 0, b = 0, c = 0, d = 0] = ids;
      const missing = { reason: 'the type was not listed', lastSeen: number };

      await publishRun(store, runOf('one', 'r2'), { missing: ids.map((componentId) => ({ componentId, missing })) });
      const before = await store.known('one');
      await publishRun(store, runOf('one', 'r3'), {
        found: [a],
        changed: [
          { componentId: b, change: 'touched', version: versionOf('ApexClass:B') },
          { componentId: c, change: 'reread', version: versionOf('ApexClass:C') },
        ],
        missing: [{ componentId: c, missing: { ...missing, reason: 'still not' } }],
      });

      expect(before.map((known) => known.missing)).to.deep.equal([missing, missing, missing, missing]);
      const after = await store.components('one', {});
      expect(after.map((known) => [known.componentId, known.missing?.reason])).to.deep.equal([
        [a, undefined],
        [b, undefined],
        [c, 'still not'],
        [d, missing.reason],
      ]);
      expect(after.map(({ lastFetched }) => lastFetched)).to.deep.equal([undefined, undefined, moment(7), moment(7)]);
      expect(await detailOf(store, 'one', 'ApexClass:A')).not.to.have.property('lastFetched');
      expect(await detailOf(store, 'one', 'ApexClass:D')).to.have.property('lastFetched', moment(7));
      expect(await store.counts('one')).to.have.property('components', 4);
    });

    it('marks what was added without being read, and tells what the org does not give', async () => {
      const { store } = fixture;
      const missing = { reason: 'the org does not give it', lastSeen: 1, unavailable: true } as const;
      await publishRun(store, runOf('one', 'r1'), {
        added: ['A', 'B'].map((name) => versionOf(`ApexClass:${name}`)),
        addedUnread: [{ component: { type: 'ApexClass', fullName: 'b' }, missing }],
      });

      expect((await store.known('one')).map((known) => known.missing)).to.deep.equal([undefined, missing]);
      const failed = { reason: 'the job failed', lastSeen: 1 };
      const b = await idOf(store, 'one', 'ApexClass:B');
      await publishRun(store, runOf('one', 'r2'), { missing: [{ componentId: b, missing: failed }] });
      expect((await store.known('one')).map((known) => known.missing)).to.deep.equal([undefined, failed]);
    });

    it('keeps the models of two orgs apart', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r1'), { added: [versionOf('ApexClass:A', { label: 'one' })] });
      await publishRun(store, runOf('two', 'r2'), { added: [versionOf('ApexClass:A', { label: 'two' })] });

      await publishRun(store, runOf('one', 'r3'), { deleted: [await idOf(store, 'one', 'ApexClass:A')] });

      expect(await namesOf(store, 'one')).to.deep.equal([]);
      expect(await detailOf(store, 'two', 'ApexClass:A')).to.have.property('label', 'two');
    });

    it('refuses what contradicts the model, whole', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r1'), { added: ['A', 'B'].map((name) => versionOf(`ApexClass:${name}`)) });
      await publishRun(store, runOf('two', 'r2'), { added: [versionOf('ApexClass:Theirs')] });
      const [a, theirs] = [await idOf(store, 'one', 'ApexClass:A'), await idOf(store, 'two', 'ApexClass:Theirs')];
      const before = await store.known('one');
      const run = await begin(store, runOf('one', 'r3'));
      const added = [versionOf('ApexClass:New')];
      const changed = (componentId: number, name: string) => [
        { componentId, change: 'renamed' as const, version: versionOf(name) },
      ];
      const wrong = [
        { added: [...added, versionOf('ApexClass:a')] },
        { added: [...added, ...added] },
        { added, changed: changed(a, 'ApexClass:B') },
        { added, changed: changed(a, 'ApexTrigger:A') },
        { added, changed: changed(theirs, 'ApexClass:Mine') },
        { added, deleted: [theirs] },
        { added, deleted: [a, a] },
        { added, deleted: [a], changed: changed(a, 'ApexClass:C') },
        { added, found: [999_999] },
        { added, addedUnread: [{ component: versionOf('ApexClass:Nobody'), missing: { reason: 'x', lastSeen: 1 } }] },
        { added, missing: [{ componentId: theirs, missing: { reason: 'x', lastSeen: 1 } }] },
        { added, run: { ...run, state: 'failed' as const } },
        { added, orgKey: 'two' },
      ];

      for (const changes of wrong) {
        const error = await rejection(store.publish(publicationOf(run, changes)));
        expect(error.name, JSON.stringify(changes)).to.equal('InternalError');
      }

      expect(await store.known('one')).to.deep.equal(before);
      expect(await store.counts('one')).to.have.property('components', 2);
      expect(await store.run('one', 'r3')).to.deep.equal(run);
      const published = await store.publish(publicationOf(run, { added }));
      expect(published).to.have.property('state', 'succeeded');
    });

    it('shows a published model to another program', async () => {
      const other = await fixture.reopen();
      await publishRun(fixture.store, runOf('one', 'r1'), { added: [versionOf('ApexClass:A')] });

      expect(await namesOf(other, 'one')).to.deep.equal(['A']);
      await publishRun(other, runOf('one', 'r2'), { added: [versionOf('ApexClass:B')] });

      expect(await namesOf(fixture.store, 'one')).to.deep.equal(['A', 'B']);
    });
  });
};
