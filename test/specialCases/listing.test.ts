import { expect } from 'chai';
import { catalogue, childTypes, entryOf } from '../../src/catalogue/catalogue.ts';
import type { RunRecord, TypeOutcome } from '../../src/store/records.ts';
import { changesOf } from '../sync/changesOf.ts';
import { startCaseRig, xmlOf, type CaseRig } from './startCaseRig.ts';

const FOR_EVER = { times: null } as const;

const FILES = {
  'reports/Loose.reportFolder-meta.xml': xmlOf('ReportFolder', '<name>Loose</name>'),
  'reports/Sales/Deep.reportFolder-meta.xml': xmlOf('ReportFolder', '<name>Deep</name>'),
  'reports/Sales/Deep/Nested.report-meta.xml': xmlOf('Report', '<name>Nested</name>'),
  'reports/unfiled$public/Loose_One.report-meta.xml': xmlOf('Report', '<name>Loose one</name>'),
  'dashboards/Board.dashboardFolder-meta.xml': xmlOf('DashboardFolder', '<name>Board</name>'),
  'dashboards/Board/Numbers.dashboard-meta.xml': xmlOf('Dashboard', '<title>Numbers</title>'),
  'dashboards/Board/Low.dashboardFolder-meta.xml': xmlOf('DashboardFolder', '<name>Low</name>'),
  'dashboards/Board/Low/Lower.dashboard-meta.xml': xmlOf('Dashboard', '<title>Lower</title>'),
  'documents/Logos.documentFolder-meta.xml': xmlOf('DocumentFolder', '<name>Logos</name>'),
  'documents/Logos/Logo.png': 'not really a picture',
  'documents/Logos/Logo.png-meta.xml': xmlOf('Document', '<name>Logo</name>'),
  'email/Classic.emailFolder-meta.xml': xmlOf('EmailFolder', '<name>Classic</name>'),
  'email/Classic/Hello.email': 'Hello\n',
  'email/Classic/Hello.email-meta.xml': xmlOf('EmailTemplate', '<name>Hello</name><type>text</type>'),
  'email/Lightning.emailFolder-meta.xml': xmlOf('EmailTemplateFolder', '<name>Lightning</name>'),
  'email/Lightning/Bright.email': '<p>Bright</p>\n',
  'email/Lightning/Bright.email-meta.xml': xmlOf('EmailTemplate', '<name>Bright</name><uiType>SFX</uiType>'),
  'email/Outer.emailFolder-meta.xml': xmlOf('EmailTemplateFolder', '<name>Outer</name>'),
  'email/Outer/Inner.emailFolder-meta.xml': xmlOf('EmailTemplateFolder', '<name>Inner</name>'),
  'email/Outer/Inner/Deep.email': '<p>Deep</p>\n',
  'email/Outer/Inner/Deep.email-meta.xml': xmlOf('EmailTemplate', '<name>Deep</name><uiType>SFX</uiType>'),
  'flows/Own.flow-meta.xml': xmlOf('Flow', '<label>Own</label><isTemplate>true</isTemplate>'),
  'flows/acme__Template.flow-meta.xml': xmlOf('Flow', '<label>Template</label><isTemplate>true</isTemplate>'),
  'settings/Security.settings-meta.xml': xmlOf('SecuritySettings'),
  'settings/IdentityVerificationProcDef.settings-meta.xml': xmlOf('IdentityVerificationProcDefSettings'),
  'assignmentRules/Case.assignmentRules-meta.xml': xmlOf(
    'AssignmentRules',
    '<assignmentRule><fullName>Usual</fullName><active>true</active></assignmentRule>'
  ),
  'escalationRules/Case.escalationRules-meta.xml': xmlOf(
    'EscalationRules',
    '<escalationRule><fullName>Late</fullName><active>true</active></escalationRule>'
  ),
  'objects/Idea/recordTypes/InternalIdeasIdeaRecordType.recordType-meta.xml': xmlOf(
    'RecordType',
    '<fullName>InternalIdeasIdeaRecordType</fullName><active>true</active><label>Internal</label>'
  ),
  'objects/ForecastingCategoryMapping/ForecastingCategoryMapping.object-meta.xml': xmlOf('CustomObject'),
};

describe('special cases of listing', () => {
  let rig: CaseRig;
  let first: RunRecord;

  before(async () => {
    rig = await startCaseRig(FILES);
    rig.standin.control.add('Bot', 'Helper', xmlOf('Bot', '<botVersions><fullName>v1</fullName></botVersions>'));
    // A record type that exists but is never listed.
    rig.standin.org.components.delete('RecordType:Idea.InternalIdeasIdeaRecordType');
    rig.standin.org.revision += 1;
    first = await rig.sync();
  });

  beforeEach(() => rig.standin.forgetRequests());

  afterEach(() => rig.standin.control.heal());

  after(() => rig.stop());

  const names = async (): Promise<string[]> => [...(await rig.known()).keys()];
  const outcome = (run: RunRecord, type: string): TypeOutcome | undefined =>
    run.types.find((candidate) => candidate.type === type);
  const listed = (): Array<{ type: string; folder?: string }> =>
    rig.standin
      .requests()
      .filter(({ operation }) => operation === 'listMetadata')
      .flatMap(({ detail }) => detail as Array<{ type: string; folder?: string }>);

  describe('special case 1: folders', () => {
    it('are listed before their contents, which are listed folder by folder, the unfiled ones too', async () => {
      await rig.sync();

      for (const entry of catalogue) {
        if (entry.listing.how !== 'folders') continue;
        const { folderType, unfiled } = entry.listing;
        const queries = listed();
        const contents = queries.filter(({ type }) => type === entry.type);
        expect(contents, entry.type).to.not.have.lengthOf(0);
        for (const { folder } of contents) expect(folder, entry.type).to.be.a('string').that.is.not.empty;
        expect(queries.findIndex(({ type }) => type === folderType)).to.be.lessThan(queries.indexOf(contents[0]!));
        if (unfiled) expect(contents.filter(({ folder }) => folder === unfiled)).to.have.lengthOf(1);
      }
    });

    it('have no document where they are the place of what lies in none', async () => {
      await rig.sync();

      expect(rig.membersAsked('Report')).to.not.include('unfiled$public');
      expect(first.components).to.include({ unavailable: 0 });
    });

    it('are asked for as members of the type of their contents, nested ones too', async () => {
      await rig.sync();

      expect(rig.membersAsked('Report')).to.include.members([
        'Sales',
        'Sales/Pipeline',
        'Sales/Deep',
        'Sales/Deep/Nested',
        'unfiled$public/Loose_One',
      ]);
      for (const type of ['ReportFolder', 'DashboardFolder', 'DocumentFolder', 'EmailFolder']) {
        expect(rig.membersAsked(type)).to.deep.equal([]);
      }
      expect(await names()).to.include.members([
        'ReportFolder:sales/deep',
        'Report:sales/deep/nested',
        'Report:unfiled$public/loose_one',
        'Dashboard:board/numbers',
        'DashboardFolder:board/low',
        'Dashboard:board/low/lower',
        'Document:logos/logo.png',
      ]);
    });
  });

  describe('special case 2: folders of Lightning e-mail templates', () => {
    it('are found by a query, and their templates with them', async () => {
      await rig.sync();

      expect(rig.membersAsked('EmailTemplate')).to.include.members(['Lightning', 'Lightning/Bright', 'Classic/Hello']);
      expect(await names()).to.include.members(['EmailFolder:lightning', 'EmailTemplate:lightning/bright']);
      expect(first.warnings.join('\n')).to.not.contain('Lightning');
    });

    it('are known by their whole path where they lie in one another', async () => {
      await rig.sync();

      expect(rig.membersAsked('EmailTemplate')).to.include.members(['Outer', 'Outer/Inner', 'Outer/Inner/Deep']);
      expect(await names()).to.include.members([
        'EmailFolder:outer',
        'EmailFolder:outer/inner',
        'EmailTemplate:outer/inner/deep',
      ]);
      expect(await names()).to.not.include('EmailFolder:inner');
      expect(outcome(first, 'EmailTemplate')).to.deep.equal({
        type: 'EmailTemplate',
        state: 'complete',
        components: 3,
      });
    });

    it('are kept when it can not be found out which lies in which', async () => {
      rig.standin.control.fail(
        'describe',
        { code: 'UNKNOWN_EXCEPTION', status: 500 },
        { match: 'Folder', ...FOR_EVER }
      );

      const run = await rig.sync();

      expect(outcome(run, 'EmailFolder')).to.include({ state: 'partial' });
      expect(run.components?.deleted).to.equal(0);
      expect(await names()).to.include.members(['EmailFolder:outer/inner', 'EmailTemplate:outer/inner/deep']);
    });

    it('are asked for by their documented columns alone where the table can not be described', async () => {
      rig.standin.control.fail('describe', { code: 'NOT_FOUND', status: 404 }, { match: 'Folder', ...FOR_EVER });

      const run = await rig.sync();

      expect(outcome(run, 'EmailFolder')).to.include({ state: 'complete' });
      expect(outcome(run, 'EmailFolder')?.problem ?? '').to.not.include('queried');
    });

    for (const [code, status, state] of [
      ['INVALID_TYPE', 400, 'complete'],
      ['MALFORMED_QUERY', 400, 'partial'],
    ] as const) {
      it(`are kept when they can not be queried (${code})`, async () => {
        rig.standin.control.fail('query', { code, status }, { match: 'FROM Folder', ...FOR_EVER });

        const run = await rig.sync();

        expect(outcome(run, 'EmailFolder')).to.include({ state });
        expect(outcome(run, 'EmailFolder')?.problem).to.match(new RegExp(`queried: ${code}$`));
        expect(run.components?.deleted).to.equal(0);
        expect(await names()).to.include.members(['EmailFolder:lightning', 'EmailTemplate:lightning/bright']);
      });
    }
  });

  describe('special case 3: territories', () => {
    it('are not in an org without the feature', () => {
      expect(outcome(first, 'Territory2')).to.deep.equal({ type: 'Territory2', state: 'not in org', components: 0 });
    });
  });

  describe('special case 4: standard value sets', () => {
    it('are asked for by every known name, and those that the org lacks are no news', async () => {
      const run = await rig.sync();

      const [guessed, ...companions] = rig
        .manifests()
        .flatMap(({ StandardValueSet }) => (StandardValueSet ? [StandardValueSet] : []));
      const listing = entryOf('StandardValueSet')?.listing;
      expect(guessed?.toSorted()).to.deep.equal(listing?.how === 'named' ? listing.names.toSorted() : []);
      expect(companions).to.deep.equal([['Industry']]);
      expect(outcome(run, 'StandardValueSet')).to.deep.equal({
        type: 'StandardValueSet',
        state: 'complete',
        components: 1,
      });
      expect(await names()).to.include('StandardValueSet:industry');
      expect(run.warnings).to.deep.equal([]);
      expect(run.components).to.include({ notFetched: 0, unavailable: 0 });
    });
  });

  describe('special case 5: settings', () => {
    it('have a root element of their own each', async () => {
      const known = await rig.known();

      expect(known.get('Settings:security')).to.include({ path: 'settings/Security.settings' });
    });

    it('fail alone when one of them fails the whole request', async () => {
      const when = { match: 'Settings:IdentityVerificationProcDef', ...FOR_EVER };
      rig.standin.control.fail('retrieveJob', { code: 'INSUFFICIENT_ACCESS' }, when);

      const run = await rig.sync();

      expect(run).to.include({ state: 'succeeded' });
      expect(run.components).to.include({ unavailable: 1, notFetched: 0 });
      expect(outcome(run, 'Settings')).to.include({ state: 'complete', components: 2 });
    });
  });

  describe('special case 6: rows without a type', () => {
    it('keep their component', async () => {
      rig.standin.control.plan('listMetadata', { kind: 'nullType', fullName: 'Account' }, { match: 'Workflow' });
      rig.standin.control.plan('listMetadata', { kind: 'nullType', fullName: 'OrderService' }, { match: 'ApexClass' });

      const run = await rig.sync();

      expect(changesOf(run)).to.deep.equal({});
      expect(run.warnings).to.deep.equal([]);
    });
  });

  describe('special case 7: components that are listed twice', () => {
    for (const type of ['ApexClass', 'InstalledPackage']) {
      it(`count once, with a warning (${type})`, async () => {
        rig.standin.control.plan('listMetadata', { kind: 'listTwice' }, { match: type });

        const run = await rig.sync();

        expect(changesOf(run)).to.deep.equal({});
        expect(run.warnings.join('\n')).to.match(
          /were listed more than once, for example .*; the newest listing counts/
        );
      });
    }
  });

  describe('special case 8: types that are listed empty though they are there', () => {
    it('are known from their containers, from names or from a query', async () => {
      expect(listed().some(({ type }) => type === 'StandardValueSet')).to.equal(false);
      expect(await names()).to.include.members([
        'BotVersion:helper.v1',
        'StandardValueSet:industry',
        'EmailFolder:lightning',
      ]);
      expect(outcome(first, 'BotVersion')).to.include({ state: 'complete', components: 1 });
    });

    it('are called not supported where nothing of them would be whole (WaveDataflow)', () => {
      expect(entryOf('WaveDataflow')).to.equal(undefined);
    });
  });

  describe('special case 9: types that nobody can ask for', () => {
    it('are in no listing and in no manifest', async () => {
      const none = ['CustomFieldTranslation', 'PicklistValue', 'CustomValue', 'StandardValue'];
      await rig.sync();

      for (const type of none) {
        expect(entryOf(type) ?? childTypes.get(type)).to.equal(undefined);
        expect(listed().some((query) => query.type === type)).to.equal(false);
        expect(rig.membersAsked(type)).to.deep.equal([]);
      }
    });

    it('leave in manifests the types of the catalogue and, beside profiles, record types', async () => {
      await rig.sync({ cut: (wanted) => wanted.map((item) => [item]) });

      const asked = rig.manifests();
      for (const manifest of asked) {
        const others = Object.keys(manifest).filter((type) => entryOf(type) === undefined);
        expect(others).to.deep.equal(manifest['Profile'] ? ['RecordType'] : []);
      }
      expect(asked.some(({ RecordType }) => RecordType?.includes('Account.Business'))).to.equal(true);
    });

    it('have a state where the org names them, children too', () => {
      expect(outcome(first, 'CustomFieldTranslation')).to.deep.equal({
        type: 'CustomFieldTranslation',
        state: 'not supported',
        components: 0,
      });
      expect(new Set(first.types.map(({ type }) => type))).to.have.lengthOf(first.types.length);
    });
  });

  describe('special case 10: children that fail by themselves', () => {
    it('come in their containers, listed or not', async () => {
      await rig.sync();

      for (const type of ['Index', 'AssignmentRule', 'EscalationRule', 'CustomIndex']) {
        expect(rig.membersAsked(type), type).to.deep.equal([]);
      }
      expect(await names()).to.include.members([
        'AssignmentRule:case.usual',
        'EscalationRule:case.late',
        'RecordType:idea.internalideasidearecordtype',
      ]);
    });

    it('cost nothing but themselves when an object fails (ForecastingCategoryMapping)', async () => {
      const when = { match: 'CustomObject:ForecastingCategoryMapping', ...FOR_EVER };
      rig.standin.control.fail('retrieveJob', { code: 'UNKNOWN_EXCEPTION' }, when);

      const run = await rig.sync();

      expect(run.components).to.include({ notFetched: 1, unavailable: 0, deleted: 0 });
      expect(outcome(run, 'CustomObject')?.problem).to.equal(
        '1 could not be read, for example CustomObject:ForecastingCategoryMapping: UNKNOWN_EXCEPTION'
      );
    });
  });

  describe('special case 11: types that the org does not have', () => {
    it('are a fact, not an error: the org does not name them, and they are not asked for', async () => {
      const run = await rig.sync();

      const absent = run.types.filter(({ state }) => state === 'not in org').map(({ type }) => type);
      expect(absent).to.not.have.lengthOf(0);
      expect(listed().filter(({ type }) => absent.includes(type))).to.deep.equal([]);
      expect(run).to.include({ state: 'succeeded' });
    });

    for (const [code, message] of [
      ['INVALID_TYPE', 'This type of metadata is not available for this organization'],
      ['INVALID_TYPE', 'Cannot use: FlowTest in this organization'],
      ['INVALID_TYPE', 'Unknown type name FlowTest specified in listMetadata call'],
      ['INVALID_TYPE', 'FlowTest is not available in this version'],
      ['UNKNOWN_EXCEPTION', 'Cannot use: FlowTest in this organization'],
    ] as const) {
      it(`have failed where the org names them all the same: ${code} ${message}`, async () => {
        rig.standin.control.fail('listMetadata', { code, message }, { match: 'FlowTest', ...FOR_EVER });

        const run = await rig.sync();

        expect(run).to.include({ state: 'partial' });
        expect(outcome(run, 'FlowTest')).to.include({ state: 'failed' });
        expect(outcome(run, 'FlowTest')?.problem).to.contain(message);
      });
    }

    it('are told from those whose listing fails, which are asked again and then reported', async () => {
      rig.standin.control.fail('listMetadata', { code: 'UNKNOWN_EXCEPTION' }, { match: 'FlowTest', ...FOR_EVER });

      const run = await rig.sync();

      expect(run).to.include({ state: 'partial' });
      expect(outcome(run, 'FlowTest')).to.include({ state: 'failed' });
      expect(outcome(run, 'FlowTest')?.problem).to.equal('FlowTest: UNKNOWN_EXCEPTION');
      expect(listed().filter(({ type }) => type === 'FlowTest').length).to.be.greaterThan(4);
    });
  });

  describe('special case 12: a bad type among three', () => {
    it('hides none of the others', async () => {
      rig.standin.control.fail('listMetadata', { code: 'INVALID_TYPE' }, { match: 'Layout', ...FOR_EVER });
      const before = await names();

      const run = await rig.sync();

      const failed = run.types.filter(({ state }) => state === 'failed').map(({ type }) => type);
      // Profiles are whole only with all layouts beside them; the others have Layout in their names.
      expect(failed).to.have.members(['CompactLayout', 'HomePageLayout', 'Layout', 'Profile']);
      expect(run.components?.deleted).to.equal(0);
      expect(await names()).to.deep.equal(before);
    });
  });

  describe('special case 14: managed content', () => {
    it('is known from the inventory where it hides its text, and read where it does not', async () => {
      await rig.sync();

      const known = await rig.known();
      expect(known.get('ApexClass:acme__secret')).to.include({ packaged: true, state: 'installed', namespace: 'acme' });
      expect(known.get('ApexClass:acme__secret')).to.not.have.property('path');
      expect(known.get('CustomObject:acme__thing__c')).to.include({
        packaged: true,
        path: 'objects/acme__Thing__c.object',
      });
      expect(rig.membersAsked('ApexClass')).to.deep.equal(['OrderService']);
      expect(rig.membersAsked('CustomObject')).to.include('acme__Thing__c');
    });

    it('is known from the inventory where it is a flow, even a template, which could be read', async () => {
      await rig.sync();

      const known = await rig.known();
      expect(known.get('Flow:acme__template')).to.include({ packaged: true, state: 'installed', namespace: 'acme' });
      expect(known.get('Flow:acme__template')).to.not.have.property('path');
      expect(rig.membersAsked('Flow')).to.include('Own').and.not.to.include('acme__Template');
    });
  });
});

describe('special case 15: the own namespace of an org', () => {
  let rig: CaseRig;

  before(async () => {
    rig = await startCaseRig({}, { namespacePrefix: 'acme' });
    await rig.sync();
  });

  after(() => rig.stop());

  it('is not a package: what carries it is read like everything else', async () => {
    const known = await rig.known();

    expect(known.get('ApexClass:acme__secret')).to.include({ packaged: false, path: 'classes/acme__Secret.cls' });
    expect(rig.membersAsked('ApexClass')).to.include('acme__Secret');
    expect([...known.values()].filter(({ packaged }) => packaged)).to.deep.equal([]);
  });
});
