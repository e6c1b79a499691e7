import { expect } from 'chai';
import { silentReporter, type SyncStage } from '../../src/engine/reporter.ts';
import { componentKey } from '../../src/model/names/componentName.ts';
import type { Missing, RunRecord } from '../../src/store/records.ts';
import type { StandinComponent } from '../../standin/orgState.ts';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { changesOf } from './changesOf.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

const FOR_EVER = { times: null } as const;

const CLASSES = Array.from({ length: 60 }, (_, index) => `Many${String(index).padStart(2, '0')}`);
const REPORTS = Array.from({ length: 60 }, (_, index) => `Heap/Report_${String(index).padStart(2, '0')}`);

const classFiles = (name: string): Array<[string, string]> => [
  [`force-app/main/default/classes/${name}.cls`, `public class ${name} {}\n`],
  [
    `force-app/main/default/classes/${name}.cls-meta.xml`,
    '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"/>',
  ],
];

const reportFile = (name: string): [string, string] => [
  `force-app/main/default/reports/${name}.report-meta.xml`,
  '<Report xmlns="http://soap.sforce.com/2006/04/metadata"><name>One of many</name></Report>',
];

const folderFile = (name: string): [string, string] => [
  `force-app/main/default/reports/${name}.reportFolder-meta.xml`,
  `<ReportFolder xmlns="http://soap.sforce.com/2006/04/metadata"><name>${name}</name></ReportFolder>`,
];

describe('what a sync does not see', () => {
  let project: TinyProject;
  let rig: SyncRig;

  before(() => {
    project = tinyProject(
      Object.fromEntries([
        ...CLASSES.flatMap(classFiles),
        ...REPORTS.map(reportFile),
        ...['Heap', 'Loose'].map(folderFile),
      ])
    );
  });

  after(() => project.remove());

  beforeEach(async () => {
    rig = await startSyncRig({ project: project.path });
    await rig.sync();
  });

  afterEach(() => rig.stop());

  const missing = async (name: string): Promise<Missing | undefined> => {
    const found = (await rig.known()).get(name);
    if (found === undefined) throw new Error(`the model has no ${name}`);
    return found.missing;
  };

  const isKnown = async (type: string, fullName: string): Promise<boolean> =>
    (await rig.known()).has(componentKey({ type, fullName }));

  const stateOf = (run: RunRecord, type: string): string | undefined =>
    run.types.find((outcome) => outcome.type === type)?.state;

  /** Takes components out of the listings alone; what comes back puts them in again. */
  const hide = (type: string, names: readonly string[]): (() => void) => {
    const { components } = rig.standin.org;
    const taken = names.map((name): [string, StandinComponent] => {
      const component = components.get(`${type}:${name}`);
      if (component === undefined) throw new Error(`the org has no ${type} ${name}`);
      return [`${type}:${name}`, component];
    });
    for (const [key] of taken) components.delete(key);
    return () => {
      for (const [key, component] of taken) components.set(key, component);
    };
  };

  const at = (stage: SyncStage, work: () => void) => ({
    reporter: { ...silentReporter, stage: (reached: SyncStage) => (reached === stage ? work() : undefined) },
  });

  describe('when something could not be listed', () => {
    it('is kept with its type, which failed', async () => {
      rig.standin.control.delete('ApexClass', 'OrderService');
      rig.standin.control.fail('listMetadata', { code: 'INTERNAL_ERROR' }, { match: 'ApexClass', ...FOR_EVER });
      const before = await rig.known();

      const run = await rig.sync();

      expect(run.state).to.equal('partial');
      expect(stateOf(run, 'ApexClass')).to.equal('failed');
      expect(changesOf(run)).to.deep.equal({ notFetched: 62 });
      expect(run.warnings.join('\n')).to.contain('62 known component(s) were not fetched and are kept');
      expect(await missing('ApexClass:orderservice')).to.deep.equal({
        reason: 'ApexClass was not listed (failed)',
        lastSeen: 1,
      });
      expect([...(await rig.known()).keys()].sort()).to.deep.equal([...before.keys()].sort());

      rig.standin.control.heal();
      expect(changesOf(await rig.sync())).to.deep.equal({ deleted: 1 });
      expect(await missing('ApexClass:many00')).to.equal(undefined);
    });

    it('hides no other type that was asked in the same call', async () => {
      rig.standin.control.fail('listMetadata', { code: 'INTERNAL_ERROR' }, { match: 'ApexClass', ...FOR_EVER });
      rig.standin.control.delete('Layout', 'Account-Account (Sales) Layout');

      // The profile that assigned the layout is another one now.
      expect(changesOf(await rig.sync())).to.deep.equal({ notFetched: 62, deleted: 1, updated: 1 });
    });

    it('is kept with its folder, which failed', async () => {
      rig.standin.control.delete('Report', 'Sales/Pipeline');
      rig.standin.control.delete('Report', 'Loose/Orphan');
      rig.standin.control.fail('listMetadata', { code: 'INTERNAL_ERROR' }, { match: 'Report/Sales', ...FOR_EVER });

      const run = await rig.sync();

      expect(stateOf(run, 'Report')).to.equal('partial');
      expect(changesOf(run)).to.deep.equal({ notFetched: 1, deleted: 1 });
      expect((await missing('Report:sales/pipeline'))?.reason).to.equal('Report/Sales was not listed (failed)');
    });

    it('is kept when the folders could not be listed', async () => {
      rig.standin.control.delete('Report', 'Sales/Pipeline');
      rig.standin.control.fail('listMetadata', { code: 'INTERNAL_ERROR' }, { match: 'ReportFolder', ...FOR_EVER });

      const run = await rig.sync();

      expect(run.state).to.equal('partial');
      expect(changesOf(run)).to.have.all.keys('notFetched');
      expect(await isKnown('Report', 'Sales/Pipeline')).to.equal(true);
    });

    it('is kept when the org says that it has no such type', async () => {
      rig.standin.control.delete('Profile', 'Force.com - Free User');
      const refusal = { code: 'INVALID_TYPE', message: 'This type of metadata is not available for this organization' };
      rig.standin.control.fail('listMetadata', refusal, { match: 'Profile', ...FOR_EVER });

      const run = await rig.sync();

      expect(stateOf(run, 'Profile')).to.equal('not in org');
      expect(changesOf(run)).to.deep.equal({ notFetched: 1 });
      expect(run.state).to.equal('succeeded');
    });

    it('is kept when the user may not list it, which is not a failure', async () => {
      rig.standin.control.delete('Layout', 'Account-Account (Sales) Layout');
      rig.standin.control.fail('listMetadata', { code: 'INSUFFICIENT_ACCESS' }, { match: 'Layout', ...FOR_EVER });

      const run = await rig.sync();

      expect(stateOf(run, 'Layout')).to.equal('unavailable');
      expect(run.state).to.equal('succeeded');
      expect(changesOf(run)).to.have.all.keys('notFetched');
    });
  });

  describe('when the user lost a permission', () => {
    for (const permission of ['ViewRoles', 'ManageSharing', 'ViewAllCustomSettings']) {
      it(`is kept without ${permission}, and deleted once the user has it again`, async () => {
        rig.standin.control.delete('ApexClass', 'OrderService');
        rig.standin.control.revokePermissions(rig.standin.adminUsername, [permission]);

        const run = await rig.sync();

        expect(changesOf(run)).to.deep.equal({ notFetched: 1 });
        expect(run.state).to.equal('succeeded');
        expect((await missing('ApexClass:orderservice'))?.reason).to.equal(`the sync user no longer has ${permission}`);

        rig.standin.control.revokePermissions(rig.standin.adminUsername, []);
        expect(changesOf(await rig.sync())).to.deep.equal({ deleted: 1 });
      });
    }

    it('is kept run after run, in a document that stays the same', async () => {
      rig.standin.control.delete('CustomField', 'Line__c.Amount__c');
      rig.standin.control.revokePermissions(rig.standin.adminUsername, ['ManageSharing']);

      expect(changesOf(await rig.sync())).to.deep.equal({ notFetched: 1 });
      expect(changesOf(await rig.sync())).to.deep.equal({ notFetched: 1 });
      expect(await missing('CustomField:line__c.amount__c')).to.include({ lastSeen: 1 });

      rig.standin.control.revokePermissions(rig.standin.adminUsername, []);
      expect(changesOf(await rig.sync())).to.deep.equal({ deleted: 1 });
    });

    it('is found again as it was', async () => {
      const show = hide('ApexClass', ['OrderService']);
      rig.standin.control.revokePermissions(rig.standin.adminUsername, ['ViewRoles']);
      expect(changesOf(await rig.sync())).to.deep.equal({ notFetched: 1 });

      show();

      expect(changesOf(await rig.sync())).to.deep.equal({});
      expect(await missing('ApexClass:orderservice')).to.equal(undefined);
    });

    it('is kept when nobody can say which permissions the user has', async () => {
      rig.standin.control.delete('ApexClass', 'OrderService');
      rig.standin.control.fail('describe', { status: 404, code: 'NOT_FOUND' }, FOR_EVER);

      expect(changesOf(await rig.sync())).to.deep.equal({ notFetched: 1 });
    });
  });

  describe('when much vanished at once', () => {
    it('is kept when a second listing disagrees', async () => {
      const show = hide('ApexClass', CLASSES);

      const run = await rig.sync(at('Confirm', show));

      expect(changesOf(run)).to.deep.equal({ notFetched: CLASSES.length });
      expect((await missing('ApexClass:many00'))?.reason).to.equal('two listings disagree about it');
      expect(changesOf(await rig.sync())).to.deep.equal({});
    });

    it('is kept as far as a second listing disagrees', async () => {
      hide('ApexClass', CLASSES.slice(30));
      const show = hide('ApexClass', CLASSES.slice(0, 30));

      expect(changesOf(await rig.sync(at('Confirm', show)))).to.deep.equal({ notFetched: 30, deleted: 30 });
    });

    it('is deleted when a second listing agrees', async () => {
      hide('ApexClass', CLASSES);
      rig.standin.forgetRequests();

      const run = await rig.sync();

      expect(changesOf(run)).to.deep.equal({ deleted: CLASSES.length });
      const listings = rig.standin
        .requests()
        .filter(({ operation, subject }) => operation === 'listMetadata' && subject.includes('ApexClass'));
      expect(listings).to.have.lengthOf(2);
    });

    it('is kept when there is no second listing', async () => {
      hide('ApexClass', CLASSES);
      const breakDown = (): void =>
        rig.standin.control.fail('listMetadata', { code: 'INTERNAL_ERROR' }, { match: 'ApexClass', ...FOR_EVER });

      const run = await rig.sync(at('Confirm', breakDown));

      expect(changesOf(run)).to.deep.equal({ notFetched: CLASSES.length });
      expect((await missing('ApexClass:many00'))?.reason).to.equal('ApexClass could not be listed a second time');
    });

    it('is kept when the folder it lies in shows up in a second listing', async () => {
      const showReports = hide('Report', REPORTS);
      const showFolder = hide('ReportFolder', ['Heap']);

      const run = await rig.sync(
        at('Confirm', () => {
          showReports();
          showFolder();
        })
      );

      expect(changesOf(run)).to.deep.equal({ notFetched: REPORTS.length, deleted: 1 });
      expect(changesOf(await rig.sync())).to.deep.equal({ added: 1 });
    });

    it('is deleted without a second listing when it is few', async () => {
      hide('ApexClass', CLASSES.slice(0, 50));
      rig.standin.forgetRequests();

      expect(changesOf(await rig.sync())).to.deep.equal({ deleted: 50 });
      const listings = rig.standin.requests().filter(({ subject }) => subject.includes('ApexClass'));
      expect(listings.filter(({ operation }) => operation === 'listMetadata')).to.have.lengthOf(1);
    });
  });

  describe('when it was listed, but could not be read', () => {
    const leaveOut = (member: string) => () =>
      rig.standin.control.plan('retrieve', { kind: 'leaveOut', member }, FOR_EVER);
    const crash = (member: string) => () =>
      rig.standin.control.fail(
        'retrieveJob',
        { code: 'UNKNOWN_EXCEPTION', message: 'no luck today' },
        { match: member, ...FOR_EVER }
      );

    for (const [what, breakDown, reason, count] of [
      ['left out', leaveOut('ApexClass:OrderService'), 'cannot be found', 'unavailable'],
      ['refused', crash('ApexClass:OrderService'), 'no luck today', 'notFetched'],
    ] as const) {
      it(`says of its older content that it was not fetched, until it is (${what})`, async () => {
        const text = (await rig.known()).get('ApexClass:orderservice')?.ownHash;
        rig.standin.control.edit('ApexClass', 'OrderService', 'public class OrderService { Integer more; }\n');
        breakDown();

        for (let run = 0; run < 2; run += 1) {
          const { components } = await rig.sync();
          expect(components).to.include({ updated: 0, [count]: 1, unchanged: (components?.total ?? 0) - 1 });
          const mark = await missing('ApexClass:orderservice');
          expect(mark?.reason).to.contain(reason);
          expect(mark?.lastSeen).to.equal(1);
        }
        expect((await rig.known()).get('ApexClass:orderservice')?.ownHash).to.equal(text);
        expect(await missing('ApexClass:many00')).to.equal(undefined);
        const shown = await rig.store.component(
          rig.org.key,
          componentKey({ type: 'ApexClass', fullName: 'OrderService' })
        );
        expect(shown?.lastFetched).to.equal((await rig.store.runs(rig.org.key)).at(-1)?.startedAt);

        rig.standin.control.heal();
        expect(changesOf(await rig.sync())).to.deep.equal({ updated: 1 });
        expect(await missing('ApexClass:orderservice')).to.equal(undefined);
      });
    }

    it('is no longer marked when it is read just as it was', async () => {
      const before = await rig.known();
      crash('ApexClass:OrderService')();
      await rig.sync();
      expect(await missing('ApexClass:orderservice')).to.include({ lastSeen: 1 });

      rig.standin.control.heal();

      expect(changesOf(await rig.sync())).to.deep.equal({});
      expect(await rig.known()).to.deep.equal(before);
    });

    it('is marked with all that stands in its document, listed or not', async () => {
      crash('CustomObject:Line__c')();
      const inside = [...(await rig.known()).values()].filter(({ path }) => path === 'objects/Line__c.object');

      const run = await rig.sync();

      expect(inside.length).to.be.greaterThan(2);
      expect(changesOf(run)).to.deep.equal({ notFetched: inside.length });
      expect((await missing('CustomObject:line__c'))?.reason).to.contain('no luck today');
      expect(await missing('CustomField:line__c.amount__c')).to.deep.equal({
        reason: 'its container was not read',
        lastSeen: 1,
      });
    });

    it('is deleted once it is not listed any more', async () => {
      crash('ApexClass:OrderService')();
      await rig.sync();
      rig.standin.control.delete('ApexClass', 'OrderService');

      expect(changesOf(await rig.sync())).to.deep.equal({ deleted: 1 });
    });

    it('counts as not fetched from the first sync on, and never as added or unchanged', async () => {
      rig.standin.control.add('ApexClass', 'Newcomer', 'public class Newcomer {}\n');
      crash('ApexClass:Newcomer')();

      for (let run = 0; run < 2; run += 1) expect(changesOf(await rig.sync())).to.deep.equal({ notFetched: 1 });

      rig.standin.control.heal();
      expect(changesOf(await rig.sync())).to.deep.equal({ updated: 1 });
    });
  });

  describe('when it has no listing of its own', () => {
    beforeEach(async () => {
      // A standard field that stands in the document of its object, and in no listing.
      hide('CustomField', ['Account.Industry']);
      await rig.sync();
      expect(await isKnown('CustomField', 'Account.Industry')).to.equal(true);
    });

    const withoutIndustry = (): void => {
      const path = 'objects/Account.object';
      const text = rig.standin.org.files.get(path)?.toString() ?? '';
      const shorter = text.replace(/<fields>\s*<fullName>Industry<\/fullName>.*?<\/fields>\s*/s, '');
      expect(shorter).to.not.equal(text);
      rig.standin.org.files.set(path, Buffer.from(shorter));
    };

    it('is deleted when its container no longer has it', async () => {
      withoutIndustry();

      expect(changesOf(await rig.sync())).to.deep.equal({ deleted: 1 });
    });

    it('is kept when its container could not be read', async () => {
      rig.standin.org.files.set('objects/Account.object', Buffer.from('<CustomObject><fields></CustomObject>'));

      const run = await rig.sync();

      expect(run.state).to.equal('partial');
      expect((await missing('CustomField:account.industry'))?.reason).to.equal('its container was not read');
    });

    it('is kept when its container could not be listed', async () => {
      rig.standin.control.fail('listMetadata', { code: 'INTERNAL_ERROR' }, { match: 'CustomObject', ...FOR_EVER });

      await rig.sync();

      expect((await missing('CustomField:account.industry'))?.reason).to.equal('its container was not read');
    });

    it('goes with its container', async () => {
      hide('CustomObject', ['Account']);
      hide('RecordType', ['Account.Business']);
      hide('CustomField', ['Account.Tier__c', 'Account.Color__c', 'Account.acme__Score__c']);

      await rig.sync();

      expect(await isKnown('CustomField', 'Account.Industry')).to.equal(false);
    });
  });
});
