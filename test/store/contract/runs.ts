import { expect } from 'chai';
import type { RunRecord } from '../../../src/store/records.ts';
import { begin, moment, orgOf, publicationOf, publishRun, runOf, versionOf } from '../builders.ts';
import { rejection, type StoreFactory, type StoreFixture } from './factory.ts';

const everything: Partial<RunRecord> = {
  userId: '005000000000001AAA',
  permissions: ['ApiEnabled', 'ViewSetup'],
  scope: ['ApexClass'],
  finishedAt: moment(3),
  components: {
    total: 9,
    added: 1,
    updated: 2,
    reread: 3,
    renamed: 4,
    deleted: 5,
    unchanged: 6,
    notFetched: 7,
    unavailable: 8,
  },
  types: [{ type: 'Report', state: 'partial', components: 3, problem: 'the folder "Ünï" was refused' }],
  references: 10,
  grants: 11,
  truncated: ['MetadataComponentDependency'],
  warnings: ['a "quoted" warning'],
  apiCalls: { listMetadata: 4 },
  listed: { 'Report/Sales': 1 },
};

export const runsContract = (factory: StoreFactory): void => {
  describe('runs', () => {
    let fixture: StoreFixture;
    beforeEach(async () => {
      fixture = await factory();
      await fixture.store.saveOrg(orgOf('one'));
    });
    afterEach(() => fixture.destroy());

    it('numbers runs upwards over all orgs', async () => {
      const { store } = fixture;
      await store.saveOrg(orgOf('two'));

      const first = await begin(store, runOf('one', 'r1'));
      const second = await begin(store, runOf('two', 'r2'));

      expect(second.number).to.be.greaterThan(first.number);
      expect(await store.run('one', 'r1')).to.deep.equal({ ...runOf('one', 'r1'), number: first.number });
    });

    it('refuses a run of an org that is not connected', async () => {
      const error = await rejection(fixture.store.beginRun(runOf('nobody', 'r1'), () => false));

      expect(error.name).to.equal('OrgNotConnectedError');
    });

    it('lets a second run of an org wait for one that lives', async () => {
      const { store } = fixture;
      const first = await begin(store, runOf('one', 'r1'));

      const result = await store.beginRun(runOf('one', 'r2'), () => true);

      expect(result).to.deep.equal({ running: first });
      expect(await store.run('one', 'r2')).to.equal(undefined);
      expect(await store.runs('one')).to.deep.equal([first]);
    });

    it('begins no run that another one has made needless, whatever became of that', async () => {
      const { store } = fixture;
      const first = await begin(store, runOf('one', 'r1'));
      await store.saveRun({ ...first, state: 'failed', finishedAt: moment(2) });
      const startIs = (wanted: string) => (other: RunRecord) => other.startedAt === wanted;

      const needless = await store.beginRun(runOf('one', 'r2'), () => false, startIs(first.startedAt));
      const needed = await store.beginRun(runOf('one', 'r3'), () => false, startIs('another'));

      expect(needless).to.have.nested.property('running.runId', 'r1');
      expect(await store.run('one', 'r2')).to.equal(undefined);
      expect(needed).to.have.nested.property('begun.runId', 'r3');
    });

    it('lets runs of different orgs go on side by side', async () => {
      const { store } = fixture;
      await store.saveOrg(orgOf('two'));
      await begin(store, runOf('one', 'r1'));

      expect(await store.beginRun(runOf('two', 'r2'), () => true)).to.have.property('begun');
    });

    it('takes over from a dead run, which is interrupted from then on', async () => {
      const { store } = fixture;
      const dead = await begin(store, runOf('one', 'r1'));
      // A store that tries again asks again.
      const asked = new Map<string, RunRecord>();

      const result = await store.beginRun(runOf('one', 'r2'), (other) => {
        asked.set(other.runId, other);
        return false;
      });

      expect([...asked.values()]).to.deep.equal([dead]);
      expect(result).to.have.nested.property('begun.runId', 'r2');
      expect(await store.run('one', 'r1')).to.deep.equal({ ...dead, state: 'interrupted' });
      expect(await store.renewLease('one', 'r1', moment(99))).to.equal(false);
    });

    it('renews the lease of the running run only', async () => {
      const { store } = fixture;
      await begin(store, runOf('one', 'r1'));

      expect(await store.renewLease('one', 'r1', moment(99))).to.equal(true);
      expect(await store.run('one', 'r1')).to.have.property('leaseUntil', moment(99));
      expect(await store.renewLease('one', 'unknown', moment(99))).to.equal(false);
    });

    it('gives back all that is known of a run', async () => {
      const { store } = fixture;
      const run = await begin(store, runOf('one', 'r1', { ...everything, trigger: 'pipeline', full: false }));

      const published = await store.publish(publicationOf(run, { run: { ...run, ...everything, state: 'partial' } }));

      expect(published).to.deep.equal({
        ...runOf('one', 'r1', { trigger: 'pipeline', full: false }),
        ...everything,
        references: 0,
        grants: 0,
        number: run.number,
        state: 'partial',
        sequence: published.sequence,
      });
      expect(await store.run('one', 'r1')).to.deep.equal(published);
    });

    it('updates a running run without moving its lease back', async () => {
      const { store } = fixture;
      const run = await begin(store, runOf('one', 'r1'));
      await store.renewLease('one', 'r1', moment(99));

      await store.saveRun({ ...run, permissions: ['ApiEnabled'] });

      expect(await store.run('one', 'r1')).to.deep.equal({
        ...run,
        permissions: ['ApiEnabled'],
        leaseUntil: moment(99),
      });
    });

    it('ends a run that failed, which has no place in the outbox', async () => {
      const { store } = fixture;
      const run = await begin(store, runOf('one', 'r1'));
      const failed: RunRecord = {
        ...run,
        state: 'failed',
        finishedAt: moment(2),
        error: { name: 'SalesforceError', message: 'no' },
      };

      await store.saveRun(failed);

      expect(await store.run('one', 'r1')).to.deep.equal(failed);
      expect(await store.lastPublished('one')).to.equal(undefined);
      expect(await store.beginRun(runOf('one', 'r2'), () => true)).to.have.property('begun');
    });

    it('leaves a run alone that was taken over, whatever its old holder says', async () => {
      const { store } = fixture;
      const run = await begin(store, runOf('one', 'r1'));
      await store.beginRun(runOf('one', 'r2'), () => false);

      await store.saveRun({ ...run, state: 'failed' });

      expect(await store.run('one', 'r1')).to.have.property('state', 'interrupted');
    });

    it('does not let a run succeed without publishing', async () => {
      const run = await begin(fixture.store, runOf('one', 'r1'));

      const error = await rejection(fixture.store.saveRun({ ...run, state: 'succeeded' }));

      expect(error.name).to.equal('InternalError');
      expect(await fixture.store.run('one', 'r1')).to.deep.equal(run);
    });

    it('lists runs newest first, up to a limit, org by org', async () => {
      const { store } = fixture;
      await store.saveOrg(orgOf('two'));
      for (const id of ['r1', 'r2', 'r3']) await publishRun(store, runOf('one', id));
      await publishRun(store, runOf('two', 'r4'));

      expect((await store.runs('one')).map(({ runId }) => runId)).to.deep.equal(['r3', 'r2', 'r1']);
      expect((await store.runs('one', { limit: 2 })).map(({ runId }) => runId)).to.deep.equal(['r3', 'r2']);
      expect(await store.runs('nobody')).to.deep.equal([]);
    });

    it('names the last run that published, and gives sequences in the order of publishing', async () => {
      const { store } = fixture;
      const first = await publishRun(store, runOf('one', 'r1'));
      const second = await publishRun(store, runOf('one', 'r2'));
      await begin(store, runOf('one', 'r3'));

      expect(await store.lastPublished('one')).to.deep.equal(second);
      expect(second.sequence).to.be.greaterThan(first.sequence ?? Number.POSITIVE_INFINITY);
    });

    it('publishes nothing for a run that was taken over', async () => {
      const { store } = fixture;
      const run = await begin(store, runOf('one', 'r1'));
      await store.beginRun(runOf('one', 'r2'), () => false);

      const error = await rejection(store.publish(publicationOf(run, { added: [versionOf('ApexClass:A')] })));

      expect(error.name).to.equal('SyncRunningError');
      expect(await store.known('one')).to.deep.equal([]);
      expect(await store.run('one', 'r1')).to.have.property('state', 'interrupted');
    });

    it('publishes nothing under the name of another org', async () => {
      const { store } = fixture;
      await store.saveOrg(orgOf('two'));
      const run = await begin(store, runOf('one', 'r1'));

      const error = await rejection(
        store.publish(publicationOf({ ...run, orgKey: 'two' }, { added: [versionOf('ApexClass:A')] }))
      );

      expect(error.name).to.equal('InternalError');
      expect(await store.known('two')).to.deep.equal([]);
      expect(await store.run('one', 'r1')).to.deep.equal(run);
    });

    it('publishes nothing twice', async () => {
      const { store } = fixture;
      const run = await begin(store, runOf('one', 'r1'));
      await store.publish(publicationOf(run));

      const error = await rejection(store.publish(publicationOf(run, { added: [versionOf('ApexClass:A')] })));

      expect(error.name).to.equal('InternalError');
      expect(await store.known('one')).to.deep.equal([]);
    });

    it('lets two programs begin one run between them', async () => {
      const other = await fixture.reopen();

      const results = await Promise.all([
        fixture.store.beginRun(runOf('one', 'r1'), () => true),
        other.beginRun(runOf('one', 'r2'), () => true),
      ]);

      expect(results.filter((result) => 'begun' in result)).to.have.lengthOf(1);
      expect(await other.runs('one')).to.have.lengthOf(1);
    });
  });
};
