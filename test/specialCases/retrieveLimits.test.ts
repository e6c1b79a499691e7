import { expect } from 'chai';
import { catalogue, childTypes, entryOf } from '../../src/catalogue/catalogue.ts';
import type { ListedComponent } from '../../src/model/component.ts';
import type { RunRecord, TypeOutcome } from '../../src/store/records.ts';
import { readPermissionRows } from '../../src/sync/query/permissionRows.ts';
import { answeringSession } from '../salesforce/answeringSession.ts';
import { changesOf } from '../sync/changesOf.ts';
import { startCaseRig, xmlOf, type CaseRig } from './startCaseRig.ts';

const FOR_EVER = { times: null } as const;

const FILES = {
  'reports/Loose.reportFolder-meta.xml': xmlOf('ReportFolder', '<name>Loose</name>'),
  'objects/Opportunity/businessProcesses/Usual.businessProcess-meta.xml': xmlOf(
    'BusinessProcess',
    '<fullName>Usual</fullName><isActive>true</isActive>'
  ),
  'quickActions/Account.Call.quickAction-meta.xml': xmlOf('QuickAction', '<label>Call</label><type>Create</type>'),
};

const INDEX = '<indexes><fullName>By</fullName><label>By</label><fields><name>At__c</name></fields></indexes>';

describe('special cases of limits and noise', () => {
  let rig: CaseRig;
  let first: RunRecord;

  before(async () => {
    rig = await startCaseRig(FILES);
    const { control, org } = rig.standin;
    control.add('CustomObject', 'Log__b', xmlOf('CustomObject', `<label>Log</label>${INDEX}`));
    control.add('CustomObject', 'Person__dlm', xmlOf('CustomObject', '<label>Person</label>'));
    control.add('CustomObjectTranslation', 'Line__c-de', xmlOf('CustomObjectTranslation'));
    control.add('CustomObjectTranslation', 'acme__Thing__c-de', xmlOf('CustomObjectTranslation'));
    control.add('LightningMessageChannel', 'Signals', xmlOf('LightningMessageChannel'));
    control.add('ConnectedApp', 'Integration', xmlOf('ConnectedApp'));
    control.add('ContentAsset', 'Logo', 'picture', xmlOf('ContentAsset'));
    // It exists, but no listing names it.
    org.components.delete('BusinessProcess:Opportunity.Usual');
    org.revision += 1;
    first = await rig.sync();
  });

  afterEach(() => rig.standin.control.heal());

  after(() => rig.stop());

  const names = async (): Promise<string[]> => [...(await rig.known()).keys()];
  const outcome = (run: RunRecord, type: string): TypeOutcome | undefined =>
    run.types.find((candidate) => candidate.type === type);
  const queries = (): string[] =>
    rig.standin
      .requests()
      .filter(({ operation }) => /query/i.test(operation))
      .map(({ subject }) => subject);

  describe('special case 35: retrieves by SOAP', () => {
    it('are the only way that is used', () => {
      const calls = rig.standin.requests().filter(({ operation }) => /metadata|retrieve/i.test(operation));

      expect(new Set(calls.map(({ operation }) => operation))).to.include('retrieve');
      for (const { path } of calls) expect(path).to.match(/\/Soap\/m\//);
    });

    it('end the sync, with the model as it was, when SOAP refuses a token that REST takes', async () => {
      rig.standin.control.fail('listMetadata', { code: 'INVALID_SESSION_ID' }, FOR_EVER);
      const before = await names();

      const error = await rig.syncFails();

      expect(error).to.include({ name: 'TokenExpiredError' });
      expect(await names()).to.deep.equal(before);
    });
  });

  describe('special case 36: types with quotas', () => {
    it('are not retrieved', () => {
      const limited = ['aiauthoringbundle', 'analyticsdashboard', 'analyticsvisualization', 'analyticsworkspace'];

      expect(catalogue.filter(({ type }) => limited.includes(type.toLowerCase()))).to.deep.equal([]);
    });
  });

  describe('special case 37: types that crash retrieves', () => {
    it('are left out where all who tried had to', () => {
      expect([entryOf('MilestoneType'), entryOf('SiteDotCom')]).to.deep.equal([undefined, undefined]);
    });

    for (const name of [
      'LightningMessageChannel:Signals',
      'ConnectedApp:Integration',
      'ContentAsset:Logo',
      'CustomObjectTranslation:Line__c-de',
    ]) {
      it(`cost only the component that crashes: ${name}`, async () => {
        const type = name.slice(0, name.indexOf(':'));
        rig.standin.control.fail('retrieveJob', { code: 'UNKNOWN_EXCEPTION' }, { match: name, ...FOR_EVER });

        const run = await rig.sync();

        expect(run.components).to.include({ notFetched: 1, deleted: 0, unavailable: 0 });
        expect(run.types.filter(({ state }) => state === 'failed' || state === 'partial')).to.have.lengthOf(1);
        expect(outcome(run, type)?.problem).to.contain('UNKNOWN_EXCEPTION');
      });
    }
  });

  describe('special case 38: big objects and Data Cloud', () => {
    it('have their index in their document', async () => {
      expect(await names()).to.include.members(['CustomObject:log__b', 'Index:log__b.by']);
    });

    for (const [member, lost] of [
      ['CustomObject:Log__b', 2],
      ['CustomObject:Person__dlm', 1],
    ] as const) {
      it(`are unavailable with what stands in them, not failed, where the org does not give them: ${member}`, async () => {
        rig.standin.control.plan('retrieve', { kind: 'leaveOut', member }, FOR_EVER);

        const run = await rig.sync();

        expect(run).to.include({ state: 'succeeded' });
        expect(run.components).to.include({ unavailable: lost, notFetched: 0, deleted: 0 });
        expect(outcome(run, 'CustomObject')?.problem).to.contain('cannot be found');
      });
    }

    it('fail alone where they fail a whole retrieve', async () => {
      const refusal = { code: 'INVALID_FIELD', message: 'a big object without an index cannot be retrieved' };
      rig.standin.control.fail('retrieveJob', refusal, { match: 'CustomObject:Log__b', ...FOR_EVER });

      const run = await rig.sync();

      // The object and its index.
      expect(run.components).to.include({ notFetched: 2, deleted: 0 });
      expect(outcome(run, 'CustomObject')?.problem).to.contain('without an index');
    });
  });

  describe('special case 39: translations of packages and processes without a row', () => {
    it('are known from the inventory, while the own ones are read', async () => {
      const known = await rig.known();

      expect(new Set(rig.membersAsked('CustomObjectTranslation'))).to.deep.equal(new Set(['Line__c-de']));
      expect(known.get('CustomObjectTranslation:acme__thing__c-de')).to.include({ packaged: true });
      expect(known.get('CustomObjectTranslation:acme__thing__c-de')).to.not.have.property('path');
    });

    it('are known from their object', async () => {
      expect((await rig.known()).get('BusinessProcess:opportunity.usual')).to.include({
        path: 'objects/Opportunity.object',
      });
      expect(outcome(first, 'BusinessProcess')).to.include({ state: 'complete', components: 1 });
    });
  });

  describe('special case 40: objects of the Tooling API with rules of their own', () => {
    it('are not asked', () => {
      expect(queries()).to.not.have.lengthOf(0);
      for (const soql of queries()) {
        expect(soql).to.not.match(/FROM (?:EntityDefinition|FieldDefinition|EntityParticle|RelationshipInfo)/i);
      }
    });
  });

  describe('special case 41: the length of a URI', () => {
    it('stays far below what servers refuse, however many ids there are', async () => {
      const count = 1_050;
      const stamps = Array.from({ length: count }, (_, index): ListedComponent => {
        const name = `acme__Set_${String(index)}`;
        const id = `0PS${String(index).padStart(12, '0')}AAA`;
        return { type: 'PermissionSet', rawName: name, fullName: name, packaged: true, id };
      });
      const asked: string[] = [];
      const session = {
        ...answeringSession(() => ''),
        get: (path: string) => {
          asked.push(path);
          return Promise.resolve({ done: true, records: [] });
        },
      };

      const { rows } = await readPermissionRows(session, { components: stamps, known: [] }, []);

      expect(rows).to.have.lengthOf(count);
      for (const path of asked) expect(path.length).to.be.below(8_000);
      for (const { id } of stamps) {
        // Once a table: objects, fields, setup entities, tabs.
        expect(
          asked.filter((path) => path.includes(id ?? '')),
          id
        ).to.have.lengthOf(4);
      }
    });
  });

  describe('special case 42: standard entities among dependencies', () => {
    it('mislead nobody: dependencies are read from the documents', () => {
      for (const soql of queries()) expect(soql).to.not.contain('MetadataComponentDependency');
    });
  });

  describe('special case 43: line ends', () => {
    for (const [type, fullName] of [
      ['ApexClass', 'OrderService'],
      ['Workflow', 'Account'],
      ['CustomLabels', 'CustomLabels'],
    ] as const) {
      it(`are no change of ${type}`, async () => {
        const text = rig.standin.control.read(type, fullName);
        expect(text).to.contain('\n');
        for (const written of [text.replaceAll('\n', '\r\n'), text.replaceAll('\n', '\r'), text]) {
          rig.standin.control.edit(type, fullName, written);

          expect(changesOf(await rig.sync())).to.deep.equal({});
        }
      });
    }
  });

  describe('special case 44: noise about quick actions of sandboxes', () => {
    it('does not arise, because nothing is read one by one', () => {
      expect(rig.standin.calls()).to.not.have.property('readMetadata');
      expect(rig.membersAsked('QuickAction')).to.include('Account.Call');
    });

    it('makes no failure of a quick action even in a retrieve', async () => {
      const problem = "targetObject is invalid: QuickAction 'Account.Call'";
      rig.standin.control.plan('retrieve', { kind: 'leaveOut', member: 'QuickAction:Account.Call', problem });

      const run = await rig.sync();

      expect(run).to.include({ state: 'succeeded' });
      expect(outcome(run, 'QuickAction')?.problem).to.contain('targetObject is invalid');
    });
  });

  it('have no child type that is asked for by itself, but record types for the sake of profiles', () => {
    for (const type of childTypes.keys())
      if (type !== 'RecordType') expect(rig.membersAsked(type), type).to.deep.equal([]);
  });
});
