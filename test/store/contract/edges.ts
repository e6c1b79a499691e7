import { expect } from 'chai';
import { componentKey } from '../../../src/model/names/componentName.ts';
import type { GrantRecord, ReferenceRecord } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  grantsOf,
  moment,
  named,
  orgOf,
  publishRun,
  referenceOf,
  referencesOf,
  runOf,
  versionOf,
} from '../builders.ts';
import type { StoreFactory, StoreFixture } from './factory.ts';
import { idOf } from './known.ts';

const key = (name: string) => componentKey(named(name));

const shortReference = ({ from, to }: ReferenceRecord): string => `${from.fullName}>${to.fullName}`;
const shortGrant = ({ principal, target, rights }: GrantRecord): string =>
  `${principal.fullName}>${target.fullName}:${rights}`;

const references = async (store: Store, filter: { from?: string; to?: string } = {}): Promise<string[]> =>
  (
    await store.references('one', {
      ...(filter.from === undefined ? {} : { from: key(filter.from) }),
      ...(filter.to === undefined ? {} : { to: key(filter.to) }),
    })
  ).map(shortReference);

const grants = async (store: Store, filter: { principal?: string; target?: string } = {}): Promise<string[]> =>
  (
    await store.grants('one', {
      ...(filter.principal === undefined ? {} : { principal: key(filter.principal) }),
      ...(filter.target === undefined ? {} : { target: key(filter.target) }),
    })
  ).map(shortGrant);

export const edgesContract = (factory: StoreFactory): void => {
  describe('references and grants', () => {
    let fixture: StoreFixture;
    beforeEach(async () => {
      fixture = await factory();
      await fixture.store.saveOrg(orgOf('one'));
      await publishRun(fixture.store, runOf('one', 'r1'), {
        added: ['ApexClass:A', 'ApexClass:B', 'ApexClass:C', 'Profile:P', 'Profile:Q'].map((name) => versionOf(name)),
      });
    });
    afterEach(() => fixture.destroy());

    it('gives references back as they were published, from either end', async () => {
      const { store } = fixture;
      const edges = [
        referenceOf('ApexClass:A', 'ApexClass:B', { kind: 'calls' }),
        referenceOf('ApexClass:A', 'ApexClass:B', { place: 'a', evidence: ['apex', 'layout'], confidence: 'likely' }),
        referenceOf('ApexClass:A', 'ApexClass:B', { place: 'b' }),
        referenceOf('ApexClass:A', 'CustomField:Account.Name'),
      ];
      await publishRun(store, runOf('one', 'r2'), {
        references: [
          { from: named('ApexClass:a'), to: [...edges].reverse() },
          { from: named('ApexClass:C'), to: [referenceOf('ApexClass:C', 'ApexClass:b')] },
        ],
      });

      expect(await store.references('one', { from: key('ApexClass:A') })).to.deep.equal(edges);
      expect(await references(store, { to: 'ApexClass:B' })).to.deep.equal(['A>B', 'A>B', 'A>B', 'C>B']);
      expect(await references(store, { from: 'ApexClass:C', to: 'ApexClass:B' })).to.deep.equal(['C>B']);
      expect(await references(store, { to: 'CustomField:account.name' })).to.deep.equal(['A>Account.Name']);
      expect(await references(store, { from: 'ApexClass:Nobody' })).to.deep.equal([]);
      expect(await store.counts('one')).to.have.property('references', 5);
    });

    for (const [how, remove] of Object.entries({
      'was erased': (store: Store) => store.eraseOrg('two'),
      'ended its own and was pruned': async (store: Store) => {
        const ended = { startedAt: moment(20), leaseUntil: moment(30) };
        await publishRun(store, runOf('two', 't2', ended), { references: [referencesOf('ApexClass:A')] });
        await store.prune('two', { before: moment(1000) }, () => true);
      },
    })) {
      it(`keeps the references of one org where another that had the same ${how}`, async () => {
        const { store } = fixture;
        const same = [referencesOf('ApexClass:A', 'ApexClass:B')];
        // In both orders: the other org has them first, and then it has them later.
        await store.saveOrg(orgOf('two'));
        await publishRun(store, runOf('two', 't1'), { added: [versionOf('ApexClass:A')], references: same });
        await publishRun(store, runOf('one', 'r2'), { references: same });
        await store.saveOrg(orgOf('three'));
        await publishRun(store, runOf('three', 'h1'), { added: [versionOf('ApexClass:A')], references: same });

        await remove(store);

        for (const key of ['one', 'three']) {
          expect((await store.references(key, {})).map(shortReference)).to.deep.equal(['A>B']);
        }
        expect(await store.references('two', {})).to.deep.equal([]);
        const other = referenceOf('ApexClass:B', 'ApexClass:A', { kind: 'calls', place: 'new' });
        await publishRun(store, runOf('three', 'h2'), { references: [{ from: named('ApexClass:B'), to: [other] }] });
        await publishRun(store, runOf('one', 'r3'), { references: [{ from: named('ApexClass:B'), to: [other] }] });
        for (const key of ['one', 'three']) {
          expect((await store.references(key, { from: componentKey(named('ApexClass:B')) }))[0]).to.deep.equal(other);
        }
      });
    }

    it('replaces the references of the components it names and leaves the others', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r2'), {
        references: [
          referencesOf('ApexClass:A', 'ApexClass:B', 'ApexClass:C'),
          referencesOf('ApexClass:B', 'ApexClass:C'),
          referencesOf('ApexClass:C', 'ApexClass:A'),
        ],
      });

      await publishRun(store, runOf('one', 'r3'), {
        references: [referencesOf('ApexClass:A', 'ApexClass:C', 'ApexClass:A'), referencesOf('ApexClass:C')],
      });

      expect(await references(store)).to.deep.equal(['A>A', 'A>C', 'B>C']);
      expect(await store.counts('one')).to.have.property('references', 3);
    });

    it('takes a set that is named twice, or holds a reference twice, as one', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r2'), {
        references: [
          referencesOf('ApexClass:A', 'ApexClass:B', 'ApexClass:B'),
          referencesOf('ApexClass:A', 'ApexClass:C', 'ApexClass:b'),
        ],
        grants: [grantsOf('Profile:P', { 'ApexClass:A': 1 }), grantsOf('Profile:p', { 'ApexClass:a': 2 })],
      });

      expect(await references(store)).to.deep.equal(['A>B', 'A>C']);
      expect(await grants(store)).to.deep.equal(['P>A:3']);
    });

    it('closes the references of a deleted component and its own grants, but not what others grant on it', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r2'), {
        references: [
          referencesOf('ApexClass:A', 'ApexClass:B', 'ApexClass:C'),
          referencesOf('ApexClass:B', 'ApexClass:B', 'ApexClass:C'),
        ],
        grants: [
          grantsOf('Profile:P', { 'ApexClass:B': 1, 'ApexClass:A': 1 }),
          grantsOf('Profile:Q', { 'ApexClass:A': 1 }),
        ],
      });

      await publishRun(store, runOf('one', 'r3'), {
        deleted: [await idOf(store, 'one', 'ApexClass:B'), await idOf(store, 'one', 'Profile:Q')],
      });

      expect(await references(store)).to.deep.equal(['A>C']);
      expect(await grants(store)).to.deep.equal(['P>A:1', 'P>B:1']);
      expect(await store.counts('one')).to.deep.equal({ components: 3, references: 1, grants: 2 });
    });

    it('does not bring the references of a component back with it', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r2'), { references: [referencesOf('ApexClass:A', 'ApexClass:B')] });
      await publishRun(store, runOf('one', 'r3'), { deleted: [await idOf(store, 'one', 'ApexClass:B')] });

      await publishRun(store, runOf('one', 'r4'), { added: [versionOf('ApexClass:B')] });

      expect(await references(store)).to.deep.equal([]);
    });

    it('shows references and grants under the names their ends have now', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r2'), {
        references: [referencesOf('ApexClass:A', 'ApexClass:B')],
        grants: [grantsOf('Profile:P', { 'ApexClass:B': 1 })],
      });
      const componentId = await idOf(store, 'one', 'ApexClass:B');

      await publishRun(store, runOf('one', 'r3'), {
        changed: [{ componentId, change: 'renamed', version: versionOf('ApexClass:Z') }],
      });

      expect(await references(store, { to: 'ApexClass:Z' })).to.deep.equal(['A>Z']);
      expect(await grants(store, { target: 'ApexClass:Z' })).to.deep.equal(['P>Z:1']);
      expect(await references(store, { to: 'ApexClass:B' })).to.deep.equal([]);
    });

    it('replaces the grants of the principals it names and leaves the others', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r2'), {
        grants: [
          grantsOf('Profile:P', { 'ApexClass:A': 1, 'ApexClass:B': 1, 'CustomField:Account.Name': 3 }),
          grantsOf('Profile:Q', { 'ApexClass:A': 1 }),
        ],
      });

      await publishRun(store, runOf('one', 'r3'), {
        grants: [grantsOf('Profile:P', { 'ApexClass:A': 1, 'ApexClass:B': 5, 'ApexClass:C': 2 })],
      });

      expect(await grants(store)).to.deep.equal(['P>A:1', 'P>B:5', 'P>C:2', 'Q>A:1']);
      expect(await grants(store, { target: 'ApexClass:a' })).to.deep.equal(['P>A:1', 'Q>A:1']);
      expect(await grants(store, { principal: 'Profile:Q' })).to.deep.equal(['Q>A:1']);
      expect(await grants(store, { principal: 'Profile:Q', target: 'ApexClass:B' })).to.deep.equal([]);
      expect(await grants(store, { principal: 'Profile:Nobody' })).to.deep.equal([]);
      expect(await store.counts('one')).to.have.property('grants', 4);
    });

    it('grants on a name without a component make no component, and are the component’s once it comes', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r2'), {
        grants: [grantsOf('Profile:P', { 'CustomField:Account.X__c': 1 })],
      });
      const without = await store.component('one', key('CustomField:Account.X__c'));

      await publishRun(store, runOf('one', 'r3'), { added: [versionOf('CustomField:Account.x__C')] });

      expect(without).to.equal(undefined);
      expect(await grants(store)).to.deep.equal(['P>Account.x__C:1']);
      expect(await store.component('one', key('CustomField:Account.X__c'))).to.have.property(
        'fullName',
        'Account.x__C'
      );
    });

    it('merges what is said about a name with the component that is renamed to it', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r2'), {
        references: [
          referencesOf('ApexClass:A', 'ApexClass:B', 'ApexClass:Z'),
          referencesOf('ApexClass:C', 'ApexClass:Z'),
        ],
        grants: [
          grantsOf('Profile:P', { 'ApexClass:B': 1, 'ApexClass:Z': 2 }),
          grantsOf('Profile:Q', { 'ApexClass:Z': 4 }),
        ],
      });
      const componentId = await idOf(store, 'one', 'ApexClass:B');

      await publishRun(store, runOf('one', 'r3'), {
        changed: [{ componentId, change: 'renamed', version: versionOf('ApexClass:Z') }],
      });

      expect(await references(store)).to.deep.equal(['A>Z', 'C>Z']);
      expect(await grants(store)).to.deep.equal(['P>Z:3', 'Q>Z:4']);
      expect(await store.counts('one')).to.deep.equal({ components: 5, references: 2, grants: 2 });
    });

    it('merges what one name grants on another where both are taken over at once', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r2'), {
        references: [referencesOf('ApexClass:X', 'ApexClass:Z')],
        grants: [
          grantsOf('Profile:R', { 'ApexClass:Z': 1, 'ApexClass:A': 1 }),
          grantsOf('Profile:P', { 'ApexClass:Z': 2, 'ApexClass:B': 4 }),
        ],
      });
      const rename = async (from: string, to: string) => ({
        componentId: await idOf(store, 'one', from),
        change: 'renamed' as const,
        version: versionOf(to),
      });

      await publishRun(store, runOf('one', 'r3'), {
        changed: [
          await rename('Profile:P', 'Profile:R'),
          await rename('ApexClass:B', 'ApexClass:Z'),
          await rename('ApexClass:C', 'ApexClass:X'),
        ],
      });

      expect(await references(store)).to.deep.equal(['X>Z']);
      expect(await grants(store)).to.deep.equal(['R>A:1', 'R>Z:7']);
      expect(await store.counts('one')).to.deep.equal({ components: 5, references: 1, grants: 2 });
    });

    it('replaces a merged set in the same publication', async () => {
      const { store } = fixture;
      await publishRun(store, runOf('one', 'r2'), {
        references: [referencesOf('ApexClass:A', 'ApexClass:Z')],
        grants: [grantsOf('Profile:P', { 'ApexClass:Z': 2 })],
      });
      const componentId = await idOf(store, 'one', 'ApexClass:B');

      await publishRun(store, runOf('one', 'r3'), {
        changed: [{ componentId, change: 'renamed', version: versionOf('ApexClass:Z') }],
        references: [referencesOf('ApexClass:A', 'ApexClass:C')],
        grants: [grantsOf('Profile:P', { 'ApexClass:Z': 7 })],
      });

      expect(await references(store)).to.deep.equal(['A>C']);
      expect(await grants(store)).to.deep.equal(['P>Z:7']);
      expect(await store.counts('one')).to.deep.equal({ components: 5, references: 1, grants: 1 });
    });
  });
};
