import { expect } from 'chai';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
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

  describe('when something could not be listed', () => {
    it('is kept with its type, which failed', async () => {
      rig.standin.control.delete('ApexClass', 'OrderService');
      rig.standin.control.fail('listMetadata', { code: 'INTERNAL_ERROR' }, { match: 'ApexClass', ...FOR_EVER });
      const before = await rig.known();

      const run = await rig.sync();

      expect(run.state).to.equal('partial');
      expect(stateOf(run, 'ApexClass')).to.equal('failed');
      expect(changesOf(run)).to.deep.equal({ notFetched: 62 });
      expect(run.warnings.join('\n')).to.contain('62 component(s) were not fetched and stay in the model');
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

    it('keeps what is granted on it, though the tables of grants have ids alone', async () => {
      const granted = (): Promise<unknown> =>
        rig.store.grants(rig.org.key, { target: componentKey({ type: 'ApexClass', fullName: 'OrderService' }) });
      const before = await granted();
      rig.standin.control.fail('listMetadata', { code: 'INTERNAL_ERROR' }, { match: 'ApexClass', ...FOR_EVER });

      await rig.sync();

      expect(before).to.have.lengthOf(1);
      expect(await granted()).to.deep.equal(before);
    });

    it('is kept with its folder, which failed', async () => {
      rig.standin.control.delete('Report', 'Sales/Pipeline');
      rig.standin.control.delete('Report', 'Loose/Orphan');
      rig.standin.control.fail('listMetadata', { code: 'INTERNAL_ERROR' }, { match: 'Report/Sales', ...FOR_EVER });

      const run = await rig.sync();

      expect(stateOf(run, 'Report')).to.equal('partial');
      expect(changesOf(run)).to.deep.equal({ notFetched: 2 });
      expect((await missing('Report:sales/pipeline'))?.reason).to.equal('Report/Sales was not listed (failed)');
      expect((await missing('Report:loose/orphan'))?.reason).to.equal(
        'it may lie in Report/Sales by now, which could not be listed'
      );

      rig.standin.control.heal();
      expect(changesOf(await rig.sync())).to.deep.equal({ deleted: 2 });
    });

    it('is kept when it moved into a folder that failed', async () => {
      rig.standin.control.rename('Report', 'Loose/Orphan', 'Sales/Orphan');
      rig.standin.control.fail('listMetadata', { code: 'INTERNAL_ERROR' }, { match: 'Report/Sales', ...FOR_EVER });

      expect((await rig.sync()).components).to.include({ deleted: 0 });

      rig.standin.control.heal();
      expect(changesOf(await rig.sync())).to.deep.equal({ renamed: 1 });
    });

    it('is kept when the folders could not be listed', async () => {
      rig.standin.control.delete('Report', 'Sales/Pipeline');
      rig.standin.control.fail('listMetadata', { code: 'INTERNAL_ERROR' }, { match: 'ReportFolder', ...FOR_EVER });

      const run = await rig.sync();

      expect(run.state).to.equal('partial');
      expect(changesOf(run)).to.have.all.keys('notFetched');
      expect(await isKnown('Report', 'Sales/Pipeline')).to.equal(true);
    });

    for (const [code, type, fullName] of [
      ['INVALID_TYPE', 'Profile', 'Force.com - Free User'],
      ['INSUFFICIENT_ACCESS', 'Layout', 'Account-Account (Sales) Layout'],
    ] as const) {
      it(`is kept when its type is refused for no reason that we know (${code}), and the run is partial`, async () => {
        rig.standin.control.delete(type, fullName);
        const message = 'This type of metadata is not available for this organization';
        rig.standin.control.fail('listMetadata', { code, message }, { match: type, ...FOR_EVER });

        const run = await rig.sync();

        expect(stateOf(run, type)).to.equal('failed');
        expect(run.state).to.equal('partial');
        expect(changesOf(run)).to.have.all.keys('notFetched');

        rig.standin.control.heal();
        expect(changesOf(await rig.sync())).to.include({ deleted: 1 });
      });
    }
  });

  it('is kept with a type that the org no longer names, which is not complete', async () => {
    const run = await rig.sync({
      connect: async (...login) => {
        const session = await rig.collaborators.connect(...login);
        return {
          ...session,
          postSoap: async (envelope, operation) => {
            const answer = await session.postSoap(envelope, operation);
            if (operation !== 'describeMetadata') return answer;
            const shorter = (await text(answer.body)).replaceAll('<xmlName>ApexClass<', '<xmlName>Unheard<');
            return Object.assign(answer, { body: Readable.from([Buffer.from(shorter)]) });
          },
        };
      },
    });

    expect(changesOf(run)).to.deep.equal({ notFetched: 62 });
    expect(run.types.find(({ type }) => type === 'ApexClass')).to.deep.include({
      state: 'unavailable',
      problem: 'the org does not say that it has this type',
    });
    expect(changesOf(await rig.sync())).to.deep.equal({});
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

    it('is kept, and the run is partial, when the permissions could not be read this time', async () => {
      rig.standin.control.delete('ApexClass', 'OrderService');
      const refusal = { status: 500, code: 'UNKNOWN_EXCEPTION' };
      rig.standin.control.fail('query', refusal, { match: 'FROM UserPermissionAccess', ...FOR_EVER });

      const run = await rig.sync();

      expect(run.state).to.equal('partial');
      expect(changesOf(run)).to.deep.equal({ notFetched: 1 });
      expect(run.warnings.join('\n')).to.contain('What the sync user may do could not be read: UNKNOWN_EXCEPTION');

      rig.standin.control.heal();
      expect(changesOf(await rig.sync())).to.deep.equal({ deleted: 1 });
    });
  });

  describe('when a row is missing in a listing', () => {
    const listingsOf = (type: string): number =>
      rig.standin
        .requests()
        .filter(({ operation, subject }) => operation === 'listMetadata' && subject.split(', ').includes(type)).length;

    const isAsBefore = async (run: RunRecord, state = 'succeeded'): Promise<void> => {
      expect(changesOf(run)).to.deep.equal({});
      expect(run.state).to.equal(state);
      expect(await rig.known()).to.deep.equal(before);
    };

    let before: Awaited<ReturnType<SyncRig['known']>>;

    beforeEach(async () => {
      before = await rig.known();
      rig.standin.forgetRequests();
    });

    for (const [type, fullName, scope] of [
      ['ApexClass', 'OrderService', 'ApexClass'],
      ['CustomObject', 'Line__c', 'CustomObject'],
      ['CustomField', 'Line__c.Amount__c', 'CustomField'],
      ['Report', 'Heap/Report_07', 'Report/Heap'],
      ['ReportFolder', 'Heap', 'ReportFolder'],
    ] as const) {
      for (const [often, times] of [
        ['once', 1],
        ['each time', null],
      ] as const) {
        it(`a ${type} is there all the same, ${often}`, async () => {
          rig.standin.control.plan('listMetadata', { kind: 'missingRow', fullName }, { match: scope, times });

          // Where two listings lack it, they may lack more, which nobody would know of.
          await isAsBefore(await rig.sync(), times === null ? 'partial' : 'succeeded');
          expect(listingsOf(scope)).to.equal(2);
        });
      }
    }

    it('many are there all the same, all of a type too', async () => {
      for (const fullName of [...CLASSES, 'OrderService']) {
        rig.standin.control.plan('listMetadata', { kind: 'missingRow', fullName }, { match: 'ApexClass', ...FOR_EVER });
      }

      await isAsBefore(await rig.sync(), 'partial');
    });

    it('nothing of its type is believed to be gone, what a package hides and can not be asked for too', async () => {
      for (const fullName of ['OrderService', 'acme__Secret']) {
        rig.standin.control.plan('listMetadata', { kind: 'missingRow', fullName }, { match: 'ApexClass', ...FOR_EVER });
      }

      const run = await rig.sync();

      expect(changesOf(run)).to.deep.equal({ notFetched: 1 });
      expect((await missing('ApexClass:acme__secret'))?.reason).to.equal('listings of ApexClass lack what the org has');
      expect(run.state).to.equal('partial');
    });

    it('an edit of it is seen in the same run', async () => {
      rig.standin.control.edit('ApexClass', 'OrderService', 'public class OrderService { Integer more; }\n');
      const row = { kind: 'missingRow', fullName: 'OrderService' } as const;
      rig.standin.control.plan('listMetadata', row, { match: 'ApexClass' });

      expect(changesOf(await rig.sync())).to.deep.equal({ updated: 1 });
    });

    it('it is told once, with an example', async () => {
      rig.standin.control.plan('listMetadata', { kind: 'missingRow', every: 2 }, { match: 'ApexClass' });

      const about = (await rig.sync()).warnings.filter((warning) => warning.includes('ApexClass'));

      expect(about).to.have.lengthOf(1);
      expect(about[0]).to.contain('The first listing of ApexClass lacked');
    });

    it('it is told when no listing names it', async () => {
      const row = { kind: 'missingRow', fullName: 'OrderService' } as const;
      rig.standin.control.plan('listMetadata', row, { match: 'ApexClass', ...FOR_EVER });

      const run = await rig.sync();

      expect(run.types.find(({ type }) => type === 'ApexClass')).to.include({
        state: 'partial',
        problem: '1 in the org though two listings lack them, for example ApexClass:OrderService',
      });
    });
  });

  describe('when it is gone', () => {
    it('is deleted, few or many, after a second listing and a question for its name', async () => {
      for (const names of [CLASSES.slice(0, 1), CLASSES.slice(1)]) {
        hide('ApexClass', names);
        rig.standin.forgetRequests();

        expect(changesOf(await rig.sync())).to.deep.equal({ deleted: names.length });
        const seen = rig.standin.requests();
        const listings = seen.filter(
          ({ operation, subject }) => operation === 'listMetadata' && subject.includes('ApexClass')
        );
        expect(listings).to.have.lengthOf(2);
        const retrieves = seen.filter(({ operation }) => operation === 'retrieve').map(({ subject }) => subject);
        for (const name of names) expect(retrieves.join('\n')).to.contain(`ApexClass:${name}`);
      }
    });

    it('is deleted with the folder it lay in', async () => {
      hide('Report', REPORTS);
      hide('ReportFolder', ['Heap']);

      expect(changesOf(await rig.sync())).to.deep.equal({ deleted: REPORTS.length + 1 });
    });

    it('asks nothing twice when nothing is missing', async () => {
      rig.standin.forgetRequests();
      await rig.sync();

      const listings = rig.standin.requests().filter(({ operation }) => operation === 'listMetadata');
      expect(new Set(listings.map(({ subject }) => subject)).size).to.equal(listings.length);
    });

    it('is kept when there is no second listing', async () => {
      rig.standin.control.delete('ApexClass', 'OrderService');
      let listings = 0;
      const run = await rig.sync({
        connect: async (...login) => {
          const session = await rig.collaborators.connect(...login);
          return {
            ...session,
            postSoap: (envelope, operation) => {
              const again = operation === 'listMetadata' && envelope('').includes('<type>ApexClass</type>');
              if (again) listings += 1;
              if (again && listings === 2)
                rig.standin.control.fail(
                  'listMetadata',
                  { code: 'INTERNAL_ERROR' },
                  { match: 'ApexClass', ...FOR_EVER }
                );
              return session.postSoap(envelope, operation);
            },
          };
        },
      });

      expect(run.state).to.equal('partial');
      expect(changesOf(run)).to.deep.equal({ notFetched: 1 });
      expect((await missing('ApexClass:orderservice'))?.reason).to.equal('ApexClass could not be listed a second time');
      expect(run.types.find(({ type }) => type === 'ApexClass')).to.deep.include({
        state: 'partial',
        problem: '1 may have been deleted, but this is not certain: ApexClass could not be listed a second time',
      });

      rig.standin.control.heal();
      expect(changesOf(await rig.sync())).to.deep.equal({ deleted: 1 });
    });

    it('is kept when the question for its name gets no answer', async () => {
      hide('ApexClass', ['OrderService']);
      const refused = { kind: 'answer', status: 404, contentType: 'text/html', body: 'not here' } as const;
      rig.standin.control.plan('retrieve', refused, { match: 'ApexClass:OrderService', ...FOR_EVER });

      const run = await rig.sync({ cut: (wanted) => wanted.map((item) => [item]) });

      expect(run.state).to.equal('partial');
      expect((await missing('ApexClass:orderservice'))?.reason).to.contain(
        'the org did not answer when it was asked for it by its name'
      );
    });

    for (const [code, changes] of [
      ['ENTITY_TYPE_CANNOT_BE_RETRIEVED', { deleted: 1 }],
      ['UNKNOWN_EXCEPTION', { notFetched: 1 }],
      ['LIMIT_EXCEEDED', { notFetched: 1 }],
    ] as const) {
      it(`is ${'deleted' in changes ? 'deleted' : 'kept'} when Salesforce answers so when it is asked for alone: ${code}`, async () => {
        hide('ApexClass', ['OrderService']);
        rig.standin.control.fail('retrieveJob', { code }, { match: 'ApexClass:OrderService', ...FOR_EVER });

        const run = await rig.sync();

        expect(changesOf(run)).to.deep.equal(changes);
        expect(run.state).to.equal('deleted' in changes ? 'succeeded' : 'partial');
      });
    }

    it('says nothing of what Salesforce can not find', async () => {
      hide('Report', REPORTS);
      hide('ReportFolder', ['Heap']);
      rig.standin.control.delete('Layout', 'Account-Account (Sales) Layout');

      expect((await rig.sync()).warnings).to.deep.equal([]);
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
      rig.standin.control.heal();
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
