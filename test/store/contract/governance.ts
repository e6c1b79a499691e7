import { expect } from 'chai';
import type { AuditRecord, OrgRecord } from '../../../src/store/records.ts';
import { moment, orgOf, publishRun, runOf, versionOf } from '../builders.ts';
import type { StoreFactory, StoreFixture } from './factory.ts';

const fullOrg: OrgRecord = {
  ...orgOf('full'),
  alias: 'prod',
  isSandbox: true,
  trialExpirationDate: '2027-01-01T00:00:00.000Z',
  mode: 'managed',
  linkTarget: 'classic',
  namespace: 'acme',
  timeZone: 'Europe/Paris',
  schedule: { time: '21:30', timezone: 'Europe/Paris' },
  policies: { 'manual-sync-only': true, other: false },
  marked: true,
  disconnectedAt: moment(9),
};

const auditOf = (action: string, orgKey?: string): AuditRecord => ({
  at: moment(1),
  actor: 'ada',
  from: 'here, sf elements',
  action,
  detail: { nested: { list: [1, 'two', null, true] } },
  ...(orgKey === undefined ? {} : { orgKey }),
});

export const governanceContract = (factory: StoreFactory): void => {
  describe('orgs, policies and audit records', () => {
    let fixture: StoreFixture;
    beforeEach(async () => {
      fixture = await factory();
    });
    afterEach(() => fixture.destroy());

    it('is empty at first', async () => {
      const { store } = fixture;

      expect(await store.orgs({ all: true })).to.deep.equal([]);
      expect(await store.org('one')).to.equal(undefined);
      expect(await store.runs('one')).to.deep.equal([]);
      expect(await store.known('one')).to.deep.equal([]);
      expect(await store.counts('one')).to.deep.equal({ components: 0, references: 0, grants: 0 });
      expect(await store.corporatePolicies()).to.deep.equal({});
      expect(await store.audits()).to.deep.equal([]);
    });

    it('gives an org back as it was saved', async () => {
      const { store } = fixture;
      await store.saveOrg(fullOrg);
      await store.saveOrg(orgOf('bare'));

      expect(await store.org('full')).to.deep.equal(fullOrg);
      expect(await store.org('bare')).to.deep.equal(orgOf('bare'));
    });

    it('lists orgs in the order they were connected, disconnected ones only when asked', async () => {
      const { store } = fixture;
      await store.saveOrg(orgOf('late', { connectedAt: moment(20) }));
      await store.saveOrg(orgOf('gone', { connectedAt: moment(10), disconnectedAt: moment(30) }));
      await store.saveOrg(orgOf('early', { connectedAt: moment(0) }));

      expect((await store.orgs()).map(({ key }) => key)).to.deep.equal(['early', 'late']);
      expect((await store.orgs({ all: true })).map(({ key }) => key)).to.deep.equal(['early', 'gone', 'late']);
    });

    it('keeps the model when an org is saved again with other attributes', async () => {
      const { store } = fixture;
      await store.saveOrg(orgOf('one', { alias: 'old', namespace: 'ns' }));
      await publishRun(store, runOf('one', 'r1'), { added: [versionOf('ApexClass:A')] });

      await store.saveOrg(orgOf('one', { username: 'other@one.example' }));

      expect(await store.org('one')).to.deep.equal(orgOf('one', { username: 'other@one.example' }));
      expect(await store.known('one')).to.have.lengthOf(1);
      expect(await store.counts('one')).to.deep.equal({ components: 1, references: 0, grants: 0 });
    });

    it('shows what one program saved to another', async () => {
      await fixture.store.saveOrg(fullOrg);
      await fixture.store.setCorporatePolicy('manual-sync-only', true);

      const other = await fixture.reopen();

      expect(await other.org('full')).to.deep.equal(fullOrg);
      expect(await other.corporatePolicies()).to.deep.equal({ 'manual-sync-only': true });
    });

    it('tells corporate policies that are off from those that are not set', async () => {
      const { store } = fixture;
      await store.setCorporatePolicy('a', true);
      await store.setCorporatePolicy('b', false);
      await store.setCorporatePolicy('c', true);
      await store.setCorporatePolicy('a', false);
      await store.setCorporatePolicy('c', undefined);

      expect(await store.corporatePolicies()).to.deep.equal({ a: false, b: false });
    });

    it('knows a token that was used, by what was made of it with a salt of its own', async () => {
      const { store } = fixture;
      const salts = new Set<string>();
      const digestOf = (token: string) => (salt: string) => {
        salts.add(salt);
        return `digest of ${token}`;
      };

      expect(await store.useToken(digestOf('a'), moment(1))).to.equal(true);
      expect(await store.useToken(digestOf('b'), moment(2))).to.equal(true);
      expect(await store.useToken(digestOf('a'), moment(3))).to.equal(false);

      expect([...salts]).to.have.lengthOf(1);
      expect([...salts][0]).to.have.length.above(30);
      const other = await factory();
      await other.store.useToken(digestOf('a'), moment(1));
      await other.destroy();
      expect(salts.size).to.equal(2);
    });

    it('lets one of several use a token', async () => {
      const { store } = fixture;
      const uses = Array.from({ length: 5 }, () => store.useToken((salt) => `x${salt}`, moment(1)));

      expect((await Promise.all(uses)).filter((isFirst) => isFirst)).to.have.lengthOf(1);
    });

    it('lists audit records newest first, by org and up to a limit', async () => {
      const { store } = fixture;
      for (const record of [auditOf('first'), auditOf('second', 'one'), auditOf('third', 'one')]) {
        await store.audit(record);
      }

      expect(await store.audits()).to.deep.equal([auditOf('third', 'one'), auditOf('second', 'one'), auditOf('first')]);
      expect((await store.audits({ limit: 2 })).map(({ action }) => action)).to.deep.equal(['third', 'second']);
      expect((await store.audits({ orgKey: 'one' })).map(({ action }) => action)).to.deep.equal(['third', 'second']);
      expect(await store.audits({ orgKey: 'two' })).to.deep.equal([]);
    });

    it('keeps the audit records of an erased org, and nothing else of it', async () => {
      const { store } = fixture;
      await store.saveOrg(orgOf('one'));
      await publishRun(store, runOf('one', 'r1'), { added: [versionOf('ApexClass:A')] });
      await store.audit(auditOf('org connected', 'one'));

      await store.eraseOrg('one');

      expect(await store.org('one')).to.equal(undefined);
      expect(await store.run('one', 'r1')).to.equal(undefined);
      expect(await store.known('one')).to.deep.equal([]);
      expect(await store.audits({ orgKey: 'one' })).to.have.lengthOf(1);
    });

    it('writes down in the same step that an org is erased, as it was at that moment', async () => {
      const { store } = fixture;
      await store.saveOrg(orgOf('one', { policies: { 'manual-sync-only': true } }));
      const record = ({ policies }: OrgRecord) => ({ ...auditOf('org erased', 'one'), detail: { policies } });

      await store.eraseOrg('one', record);
      expect(await store.eraseOrg('one', record)).to.equal(undefined);

      expect(await store.audits()).to.deep.equal([
        { ...auditOf('org erased', 'one'), detail: { policies: { 'manual-sync-only': true } } },
      ]);
    });

    it('starts anew with an org that is connected again after it was erased', async () => {
      const { store } = fixture;
      await store.saveOrg(orgOf('one'));
      const first = await publishRun(store, runOf('one', 'r1'), { added: [versionOf('ApexClass:A')] });
      await store.eraseOrg('one');
      await store.saveOrg(orgOf('one'));

      expect(await store.known('one')).to.deep.equal([]);
      expect(await store.counts('one')).to.deep.equal({ components: 0, references: 0, grants: 0 });
      const second = await publishRun(store, runOf('one', 'r2'), { added: [versionOf('ApexClass:A')] });
      expect(second.number).to.be.greaterThan(first.number);
    });

    it('changes a record as it is by then, and keeps what another program set meanwhile', async () => {
      const { store } = fixture;
      await store.saveOrg(orgOf('one', { alias: 'old' }));
      const other = await fixture.reopen();
      await other.changeOrg('one', (current) => current && { ...current, policies: { 'manual-sync-only': true } });

      const changed = await store.changeOrg('one', (current) => current && { ...current, alias: 'new' });

      const expected = orgOf('one', { alias: 'new', policies: { 'manual-sync-only': true } });
      expect(changed).to.deep.equal(expected);
      expect(await store.org('one')).to.deep.equal(expected);
    });

    it('leaves a record alone that a change gives nothing for, or throws for, and makes one where none is', async () => {
      const { store } = fixture;
      await store.saveOrg(orgOf('one'));
      const seen: unknown[] = [];

      expect(await store.changeOrg('one', () => undefined)).to.equal(undefined);
      const thrown = await store
        .changeOrg('one', () => {
          throw new Error('not this one');
        })
        .catch((error: unknown) => error);
      await store.changeOrg('two', (current) => {
        seen.push(current);
        return orgOf('two');
      });
      await store.changeOrg('three', () => orgOf('of another key'));

      expect((thrown as Error).message).to.equal('not this one');
      expect(seen).to.deep.equal([undefined]);
      expect(await store.org('one')).to.deep.equal(orgOf('one'));
      expect(await store.org('two')).to.deep.equal(orgOf('two'));
      expect((await store.orgs()).map(({ key }) => key).sort()).to.deep.equal(['one', 'three', 'two']);
    });

    it('loses no change of several at once', async () => {
      const { store } = fixture;
      await store.saveOrg(orgOf('one'));
      const names = ['a', 'b', 'c', 'd'];

      await Promise.all(
        names.map((name) =>
          store.changeOrg('one', (org) => org && { ...org, policies: { ...org.policies, [name]: true } })
        )
      );

      expect((await store.org('one'))?.policies).to.have.all.keys(names);
    });

    it('gives the record of an erased org back as it was', async () => {
      const { store } = fixture;
      await store.saveOrg(fullOrg);

      expect(await store.eraseOrg('full')).to.deep.equal(fullOrg);
    });

    it('takes the erasing of an unknown org as done', async () => {
      expect(await fixture.store.eraseOrg('nobody')).to.equal(undefined);

      expect(await fixture.store.orgs({ all: true })).to.deep.equal([]);
    });
  });
};
