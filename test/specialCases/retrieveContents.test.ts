import { expect } from 'chai';
import { catalogue, childTypes, entryOf } from '../../src/catalogue/catalogue.ts';
import { rightNames } from '../../src/model/access/grants.ts';
import { cutBatches, type Wanted } from '../../src/sync/plan/batches.ts';
import { changesOf } from '../sync/changesOf.ts';
import { startCaseRig, xmlOf, type CaseRig } from './startCaseRig.ts';

const FILES = {
  'reports/Loose.reportFolder-meta.xml': xmlOf('ReportFolder', '<name>Loose</name>'),
  'flows/Welcome.flow-meta.xml': xmlOf('Flow', '<label>Welcome</label><status>Draft</status>'),
  'flows/Listed.flow-meta.xml': xmlOf('Flow', '<label>Listed</label><status>Active</status>'),
  'flowDefinitions/Listed.flowDefinition-meta.xml': xmlOf(
    'FlowDefinition',
    '<activeVersionNumber>1</activeVersionNumber>'
  ),
  'tabs/Line__c.tab-meta.xml': xmlOf('CustomTab', '<customObject>true</customObject>'),
  'profiles/Seller.profile-meta.xml': xmlOf(
    'Profile',
    '<custom>true</custom>' +
      '<flowAccesses><enabled>true</enabled><flow>Listed</flow></flowAccesses>' +
      '<flowAccesses><enabled>true</enabled><flow>Welcome</flow></flowAccesses>' +
      '<tabVisibilities><tab>Line__c</tab><visibility>DefaultOn</visibility></tabVisibilities>'
  ),
  'permissionsets/acme__User.permissionset-meta.xml': xmlOf(
    'PermissionSet',
    '<flowAccesses><enabled>true</enabled><flow>Welcome</flow></flowAccesses><label>User</label>'
  ),
  'objects/Activity/fields/Mood__c.field-meta.xml': xmlOf(
    'CustomField',
    '<fullName>Mood__c</fullName><label>Mood</label><type>Text</type><length>9</length>'
  ),
  'objects/Gone/Gone.object-meta.xml': xmlOf('CustomObject'),
};

/** Each component in a heap of its own type, so that nothing comes back for a companion. */
const byType = (wanted: readonly Wanted[]): Wanted[][] => [...Map.groupBy(wanted, ({ entry }) => entry.type).values()];

describe('special cases of what a retrieve gives', () => {
  let rig: CaseRig;

  before(async () => {
    rig = await startCaseRig(FILES, { standardObjects: ['Task', 'Event'] });
    await rig.sync();
  });

  after(() => rig.stop());

  afterEach(() => rig.standin.control.heal());

  const names = async (): Promise<string[]> => [...(await rig.known()).keys()];

  describe('special case 21: standard objects', () => {
    it('are asked for by name, tasks, events and activities each by its own', async () => {
      expect(rig.membersAsked('CustomObject')).to.include.members(['Account', 'Activity', 'Event', 'Line__c', 'Task']);
      expect(await names()).to.include.members([
        'CustomField:activity.mood__c',
        'CustomObject:event',
        'CustomObject:task',
      ]);
    });

    it('are unavailable, not failed, when the org says that it can not find them', async () => {
      rig.standin.org.files.delete('objects/Gone.object');
      const said = "Entity of type 'CustomObject' named 'Gone' cannot be found";
      const other = rig.standin.org.components.get('CustomObject:Gone')!;
      rig.standin.org.components.delete('CustomObject:Gone');
      rig.standin.org.components.set('CustomObject:gone-by-now', { ...other, fullName: 'Gone' });
      rig.standin.org.revision += 1;

      const run = await rig.sync();

      expect(run).to.include({ state: 'succeeded' });
      expect(run.components).to.include({ unavailable: 1, notFetched: 0, deleted: 0 });
      expect(run.types.find(({ type }) => type === 'CustomObject')?.problem).to.equal(
        `1 is listed, but the org does not give it (CustomObject:Gone): ${said}`
      );
    });
  });

  describe('special case 22: parents and children', () => {
    it('come together: nobody asks for a child, but for the sake of profiles', () => {
      for (const manifest of rig.manifests()) {
        const children = Object.keys(manifest).filter((type) => childTypes.has(type));
        expect(children).to.deep.equal(manifest['Profile'] ? ['RecordType'] : []);
      }
    });

    it('stay together however the retrieve is cut', async () => {
      const before = await names();
      const run = await rig.sync({ cut: (wanted) => wanted.map((item) => [item]) });

      expect(changesOf(run)).to.deep.equal({});
      expect(await names()).to.deep.equal(before);
      expect(before).to.include.members(['CustomField:line__c.amount__c', 'ValidationRule:line__c.positive']);
    });
  });

  describe('special case 23: profiles', () => {
    it('keep nothing that depends on the companions of the request', async () => {
      const entry = entryOf('Profile');

      expect(entry?.requestDependent.length).to.be.greaterThan(0);
      expect(entry?.requestDependent.every((path) => path.startsWith('!'))).to.equal(true);
      expect(changesOf(await rig.sync({ cut: byType }))).to.deep.equal({});
    });

    it('permit what the permission tables say, whatever came in the zip; permission sets what their document says', async () => {
      const grants = await rig.store.grants(rig.org.key, {});
      const read = (principal: string): string[] =>
        grants
          .filter((grant) => grant.principal.fullName === principal)
          .map(({ target }) => `${target.type}:${target.fullName}`);

      expect(read('Force.com - Free User')).to.include.members([
        'CustomObject:Line__c',
        'CustomField:Line__c.Amount__c',
        'ApexClass:OrderService',
      ]);
      expect(read('Line_Reader')).to.include('CustomObject:Line__c');
      expect(entryOf('PermissionSet')?.requestDependent).to.deep.equal([]);
    });

    const granted = async (principal: string, type: string): Promise<string[]> =>
      (await rig.store.grants(rig.org.key, {}))
        .filter(({ principal: by, target }) => by.fullName === principal && target.type === type)
        .map(({ target, rights }) => `${target.fullName}: ${rightNames(rights).join(', ')}`)
        .sort();

    it('open flows, which the tables name by the ids of their definitions, listed or not', async () => {
      expect(await granted('Seller', 'Flow')).to.deep.equal(['Listed: access', 'Welcome: access']);
      expect(await granted('acme__User', 'Flow')).to.deep.equal(['Welcome: access']);
      expect(await granted('Seller', 'FlowDefinition')).to.deep.equal([]);
    });

    it('show the tabs that the tables say', async () => {
      expect(await granted('Seller', 'CustomTab')).to.deep.equal(['Line__c: access, default']);
    });

    it('keep the flows that they open when the flows can not be read in between', async () => {
      rig.standin.control.fail('query', { status: 500, code: 'X' }, { match: 'FROM FlowDefinitionView', times: null });
      const run = await rig.sync();

      expect(run.state).to.equal('partial');
      expect(await granted('Seller', 'Flow')).to.deep.equal(['Listed: access', 'Welcome: access']);
    });

    it('warn of flows that nothing names', async () => {
      rig.standin.control.fail(
        'query',
        { status: 400, code: 'INVALID_TYPE' },
        { match: 'FROM FlowDefinitionView', times: null }
      );
      const run = await rig.sync();
      rig.standin.control.heal();

      expect(run.warnings.join('\n')).to.contain('2 grants are for flows that could not be found by their id');
      expect(await granted('Seller', 'Flow')).to.deep.equal(['Listed: access']);
      await rig.sync();
    });
  });

  describe('special case 24: flows', () => {
    it('have no version in their name; which version is active is asked, and belongs to the flow', async () => {
      const flow = (await rig.known()).get('Flow:welcome');

      expect(rig.membersAsked('Flow')).to.include('Welcome');
      expect(flow).to.include({ path: 'flows/Welcome.flow' });
      expect(flow?.facts).to.include({ active: false });
    });

    it('tell how many versions there are, and which of them is active and which the latest', async () => {
      expect((await rig.known()).get('Flow:listed')?.facts).to.deep.include({
        activeVersionNumber: 1,
        activeVersionStatus: 'Active',
        latestVersionNumber: 1,
        latestVersionStatus: 'Active',
        versionCount: 1,
        documentVersion: 'active and latest',
        documentVersionNumber: 1,
      });
      expect((await rig.known()).get('Flow:welcome')?.facts).to.not.have.any.keys(
        'activeVersionNumber',
        'documentNewerThanActive'
      );
    });

    it('say when the document is a draft over an active version, and when it is active again', async () => {
      const active = rig.standin.control.read('Flow', 'Listed');
      rig.standin.control.saveFlowVersion('Listed', active.replace('<status>Active', '<status>Draft'));
      const run = await rig.sync();

      expect(changesOf(run)).to.deep.equal({ updated: 1 });
      const draft = (await rig.known()).get('Flow:listed')?.facts;
      expect(draft).to.deep.include({
        active: true,
        activeVersionNumber: 1,
        activeVersionStatus: 'Active',
        latestVersionNumber: 2,
        latestVersionStatus: 'Draft',
        versionCount: 2,
        documentVersion: 'latest',
        documentVersionNumber: 2,
        documentNewerThanActive: true,
      });
      expect(changesOf(await rig.sync())).to.deep.equal({});

      rig.standin.control.edit('Flow', 'Listed', active);
      await rig.sync();

      const activated = (await rig.known()).get('Flow:listed')?.facts;
      expect(activated).to.include({ documentVersion: 'active and latest', documentVersionNumber: 2 });
      expect(activated).to.not.have.property('documentNewerThanActive');
    });

    it('keep what is known of their versions when these can not be read', async () => {
      const before = (await rig.known()).get('Flow:listed')?.facts;
      rig.standin.control.fail('toolingQuery', { status: 500, code: 'X' }, { match: 'FROM Flow', times: null });
      const run = await rig.sync();

      expect(run.state).to.equal('partial');
      expect((await rig.known()).get('Flow:listed')?.facts).to.deep.equal(before);
    });

    it('are asked for by an API version that has no versions in names', () => {
      const versions = rig.standin.requests().flatMap(({ path }) => /\/Soap\/m\/(\d+)/.exec(path)?.[1] ?? []);

      expect(versions).to.not.have.lengthOf(0);
      for (const version of versions) expect(Number(version)).to.be.at.least(44);
    });
  });

  describe('special case 25: labels', () => {
    it('come in their one container', async () => {
      expect(new Set(rig.membersAsked('CustomLabels'))).to.deep.equal(new Set(['CustomLabels']));
      expect(rig.membersAsked('CustomLabel')).to.deep.equal([]);
      expect(await names()).to.include.members(['CustomLabel:hello', 'CustomLabel:bye']);
    });
  });

  describe('special case 26: binary weight', () => {
    const many = (type: string, count: number): Wanted[] =>
      Array.from({ length: count }, (_, index) => {
        const name = `${type}${String(index)}`;
        return { entry: entryOf(type)!, component: { type, rawName: name, fullName: name, packaged: false } };
      });

    it('counts: each binary type is expected to weigh far more than text', () => {
      const binary = catalogue.filter(({ shape }) => shape === 'binary');

      expect(binary.map(({ type }) => type)).to.include.members(['ContentAsset', 'Document', 'StaticResource']);
      for (const { type, expectedBytes } of binary) expect(expectedBytes, type).to.be.at.least(50_000);
    });

    it('cuts a retrieve long before its number of files does', () => {
      const batches = cutBatches([...many('Document', 600), ...many('StaticResource', 600)]);

      expect(batches.length).to.be.at.least(4);
      for (const batch of batches) {
        expect(batch.reduce((sum, { entry }) => sum + entry.expectedBytes, 0)).to.be.at.most(39_000_000);
      }
    });

    it('halves a retrieve that turns out too heavy all the same', async () => {
      const heavy = (seed: number): string => {
        let state = seed;
        return Array.from({ length: 60_000 }, () =>
          ((state = (state * 48_271) % 2_147_483_647) % 36).toString(36)
        ).join('');
      };
      for (const [index, name] of ['HeavyOne', 'HeavyTwo'].entries()) {
        rig.standin.control.add('StaticResource', name, heavy(index + 1), xmlOf('StaticResource'));
      }
      rig.standin.control.setLimits({ retrieveZipBytes: 60_000 });

      const run = await rig.sync();

      expect(changesOf(run)).to.deep.equal({ added: 2 });
      rig.standin.control.setLimits({ retrieveZipBytes: 39_000_000 });
    });
  });

  describe('special case 27: wildcards', () => {
    it('are in no manifest', () => {
      const members = rig.manifests().flatMap((manifest) => Object.values(manifest).flat());

      expect(members).to.not.have.lengthOf(0);
      expect(members.filter((member) => member.includes('*'))).to.deep.equal([]);
    });
  });
});
