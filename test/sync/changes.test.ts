import { expect } from 'chai';
import { catalogue, childTypes, entryOf } from '../../src/catalogue/catalogue.ts';
import { componentKey, parseComponentName, type ComponentKey } from '../../src/model/names/componentName.ts';
import type { ComponentDetail, RunRecord } from '../../src/store/records.ts';
import type { StandinOrg } from '../../standin/orgState.ts';
import { changesOf } from './changesOf.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

const keyOf = (text: string): ComponentKey => {
  const name = parseComponentName(text);
  if (name === undefined) throw new Error(`${text} is no component name`);
  return componentKey(name);
};

/** What the org holds of the supported types, counted past the code under test. */
const heldBy = (org: StandinOrg): string[] => {
  const supported = new Set([...catalogue.map(({ type }) => type), ...childTypes.keys()]);
  return [...org.components.values()]
    .filter(({ type }) => supported.has(type))
    .map(({ type, fullName }) => `${type}:${fullName}`)
    .sort();
};

describe('a sync', () => {
  let rig: SyncRig;
  let first: RunRecord;

  before(async () => {
    rig = await startSyncRig();
    first = await rig.sync();
  });

  after(() => rig.stop());

  const detail = async (name: string): Promise<ComponentDetail> => {
    const found = await rig.store.component(rig.org.key, keyOf(name));
    if (found === undefined) throw new Error(`the model has no ${name}`);
    return found;
  };

  it('finds everything the org holds, and nothing else', async () => {
    const held = heldBy(rig.standin.org);

    expect([...(await rig.known()).values()].map(({ type, fullName }) => `${type}:${fullName}`).sort()).to.deep.equal(
      held
    );
    expect(changesOf(first)).to.deep.equal({ added: held.length });
    expect(first.state).to.equal('succeeded');
    for (const { type, components } of first.types.filter(({ state }) => state !== 'not supported')) {
      expect(components, type).to.equal(held.filter((name) => name.startsWith(`${type}:`)).length);
    }
  });

  it('is written down with its user, permissions, versions and calls', () => {
    expect(first).to.include({
      username: rig.standin.adminUsername,
      apiVersion: '67.0',
      full: true,
      trigger: 'manual',
    });
    expect(first.userId).to.equal(rig.standin.org.users[0]?.id);
    expect(first.permissions).to.include.members(['ApiEnabled', 'ModifyMetadata', 'ViewSetup']);
    expect(first.apiCalls).to.include({ describeMetadata: 1, retrieve: 4 });
    expect(Date.parse(first.finishedAt ?? '')).to.be.greaterThan(Date.parse(first.startedAt));
  });

  it('changes nothing when nothing changed', async () => {
    const before = await rig.known();

    const run = await rig.sync();

    expect(changesOf(run)).to.deep.equal({});
    expect(run.components?.unchanged).to.equal(before.size);
    expect(await rig.known()).to.deep.equal(before);
    expect((await detail('ApexClass:RentalService')).lastChanged).to.equal(first.startedAt);
  });

  it('takes a moved date for no change, and still shows it', async () => {
    rig.standin.control.touch('ApexClass', 'RentalService');

    const run = await rig.sync();

    expect(changesOf(run)).to.deep.equal({});
    const found = await detail('ApexClass:RentalService');
    expect(found.lastChanged).to.equal(first.startedAt);
    expect(found.lastModifiedDate).to.equal(
      rig.standin.org.components.get('ApexClass:RentalService')?.lastModifiedDate
    );
  });

  it('updates an edited class and nothing else', async () => {
    rig.standin.control.edit('ApexClass', 'RentalService', 'public class RentalService { /* new */ }\n');

    const run = await rig.sync();

    expect(changesOf(run)).to.deep.equal({ updated: 1 });
    const found = await detail('ApexClass:RentalService');
    expect(found).to.include({ firstSeen: first.startedAt, lastChanged: run.startedAt });
  });

  it('updates an edited field, not its object', async () => {
    rig.standin.control.changeChild('CustomField', 'Damage_Report__c.Severity__c', (element) =>
      element.replace(/<label>[^<]*/, '<label>How bad')
    );

    const run = await rig.sync();

    expect(changesOf(run)).to.deep.equal({ updated: 1 });
    expect(await detail('CustomField:Damage_Report__c.Severity__c')).to.include({
      label: 'How bad',
      lastChanged: run.startedAt,
    });
    expect((await detail('CustomObject:Damage_Report__c')).lastChanged).to.equal(first.startedAt);
  });

  it('updates an edited object, not its fields', async () => {
    const file = rig.standin.control.read('CustomObject', 'Depot__c');
    rig.standin.control.edit('CustomObject', 'Depot__c', file.replace(/<pluralLabel>[^<]*/, '<pluralLabel>Stations'));

    expect(changesOf(await rig.sync())).to.deep.equal({ updated: 1 });
  });

  it('adds a field, in its object', async () => {
    rig.standin.control.addChild(
      'CustomField',
      'Depot__c',
      '<fields><fullName>Rating__c</fullName><label>Rating</label><type>Checkbox</type></fields>'
    );

    const run = await rig.sync();

    expect(changesOf(run)).to.deep.equal({ added: 1 });
    const found = await detail('CustomField:Depot__c.Rating__c');
    expect(found).to.include({ firstSeen: run.startedAt, lastChanged: run.startedAt });
    expect(found.parent).to.deep.equal({ type: 'CustomObject', fullName: 'Depot__c' });
  });

  it('deletes a field, from an object whose date does not move', async () => {
    rig.standin.control.delete('CustomField', 'Depot__c.Rating__c');

    expect(changesOf(await rig.sync())).to.deep.equal({ deleted: 1 });
    expect(await rig.store.component(rig.org.key, keyOf('CustomField:Depot__c.Rating__c'))).to.equal(undefined);
  });

  it('adds a label, in the one labels file', async () => {
    rig.standin.control.addChild(
      'CustomLabel',
      'CustomLabels',
      '<labels><fullName>Just_New</fullName><language>en_US</language><protected>false</protected><shortDescription>New</shortDescription><value>New</value></labels>'
    );

    expect(changesOf(await rig.sync())).to.deep.equal({ added: 1 });
  });

  it('adds a class, and deletes it', async () => {
    rig.standin.control.add(
      'ApexClass',
      'Fresh',
      'public class Fresh {}\n',
      '<?xml version="1.0"?><ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><status>Active</status></ApexClass>'
    );
    expect(changesOf(await rig.sync())).to.deep.equal({ added: 1 });

    rig.standin.control.delete('ApexClass', 'Fresh');
    expect(changesOf(await rig.sync())).to.deep.equal({ deleted: 1 });
  });

  it('renames a class', async () => {
    const { componentId } = await detail('ApexClass:VisitPlanner');
    rig.standin.control.rename('ApexClass', 'VisitPlanner', 'TourPlanner');

    const run = await rig.sync();

    expect(changesOf(run)).to.deep.equal({ renamed: 1 });
    expect(await detail('ApexClass:TourPlanner')).to.include({ componentId, firstSeen: first.startedAt });
    expect((await rig.known()).has(keyOf('ApexClass:VisitPlanner'))).to.equal(false);
    expect((await rig.store.documents(rig.org.key)).map(({ path }) => path)).to.not.include('classes/VisitPlanner.cls');
  });

  it('renames a report inside its folder', async () => {
    rig.standin.control.rename('Report', 'Fleet_Reports/Damage_Costs', 'Fleet_Reports/Costs_of_Damage');

    expect(changesOf(await rig.sync())).to.deep.equal({ renamed: 1 });
  });

  it('renames an object with all its children', async () => {
    const partsOf = async (object: string): Promise<number[]> =>
      [...(await rig.known()).values()]
        .filter(({ path }) => path === `objects/${object}.object`)
        .map(({ componentId }) => componentId)
        .sort((a, b) => a - b);
    const before = await partsOf('Damage_Report__c');
    rig.standin.control.rename('CustomObject', 'Damage_Report__c', 'Incident__c');

    const run = await rig.sync();

    expect(changesOf(run)).to.deep.equal({ renamed: before.length });
    expect(await partsOf('Incident__c')).to.deep.equal(before);
  });

  it('takes a change of case alone for a rename', async () => {
    rig.standin.control.rename('ApexClass', 'TourPlanner', 'Tourplanner');

    expect(changesOf(await rig.sync())).to.deep.equal({ renamed: 1 });
    expect((await detail('ApexClass:TOURPLANNER')).fullName).to.equal('Tourplanner');
    expect((await rig.store.documents(rig.org.key)).map(({ path }) => path)).to.include('classes/Tourplanner.cls');
  });

  it('reads the references of a text that changed together with the case of its name', async () => {
    rig.standin.control.rename('ApexTrigger', 'RentalTrigger', 'Rentaltrigger');
    rig.standin.control.edit('ApexTrigger', 'Rentaltrigger', 'trigger Rentaltrigger on Depot__c (before insert) {}\n');

    await rig.sync();

    const references = await rig.store.references(rig.org.key, { from: keyOf('ApexTrigger:Rentaltrigger') });
    expect(references.map(({ to }) => to.fullName)).to.deep.equal(['Depot__c']);
  });

  it('tells a renamed component from a new one that took its old name', async () => {
    const before = await detail('ApexClass:DepotNotifier');
    rig.standin.control.rename('ApexClass', 'DepotNotifier', 'StationNotifier');
    rig.standin.control.add('ApexClass', 'DepotNotifier', 'public class DepotNotifier {}\n', '<ApexClass/>');
    // Ids are functions of names here; an org gives each component an id of its own.
    const added = rig.standin.org.components.get('ApexClass:DepotNotifier');
    if (added) added.id = `${added.id.slice(0, 14)}Z${added.id.slice(15)}`;

    expect(changesOf(await rig.sync())).to.deep.equal({ added: 1, renamed: 1 });
    expect((await detail('ApexClass:StationNotifier')).componentId).to.equal(before.componentId);
  });

  it('takes a component that was deleted and made again under its name for the same one', async () => {
    const before = await detail('ApexClass:FleetException');
    const file = rig.standin.control.read('ApexClass', 'FleetException');
    const meta = rig.standin.org.files.get('classes/FleetException.cls-meta.xml');
    rig.standin.control.delete('ApexClass', 'FleetException');
    rig.standin.control.add('ApexClass', 'FleetException', file, meta);
    const again = rig.standin.org.components.get('ApexClass:FleetException');
    if (again) again.id = '01p5g00000ZZZZZAA5';

    expect(changesOf(await rig.sync())).to.deep.equal({});
    expect(await detail('ApexClass:FleetException')).to.include({
      componentId: before.componentId,
      id: '01p5g00000ZZZZZAA5',
      lastChanged: before.lastChanged,
    });
  });

  it('notices that another flow version became active, though the date of the flow stays', async () => {
    const name = [...rig.standin.org.components.values()].find(({ type }) => type === 'FlowDefinition')?.fullName ?? '';
    const before = await detail(`Flow:${name}`);
    expect(before.facts).to.include({ active: true });
    const file = rig.standin.control.read('FlowDefinition', name);
    rig.standin.control.edit(
      'FlowDefinition',
      name,
      file.replace(/<activeVersionNumber>\d+/, '<activeVersionNumber>0')
    );

    const run = await rig.sync();

    // The definition is a file of its own, where it is supported.
    expect(changesOf(run)).to.deep.equal({ updated: entryOf('FlowDefinition') ? 2 : 1 });
    const after = await detail(`Flow:${name}`);
    expect(after).to.include({ lastModifiedDate: before.lastModifiedDate, lastChanged: run.startedAt });
    expect(after.facts).to.include({ active: false });
  });

  it('deletes a report folder with the reports in it', async () => {
    const inside = [...(await rig.known()).values()].filter(({ fullName }) => fullName.startsWith('Finance/'));
    for (const { fullName } of inside) rig.standin.control.delete('Report', fullName);
    rig.standin.control.delete('ReportFolder', 'Finance');

    expect(inside).to.not.have.lengthOf(0);
    expect(changesOf(await rig.sync())).to.deep.equal({ deleted: inside.length + 1 });
  });

  it('counts each kind of change once when many come together', async () => {
    const { control } = rig.standin;
    control.touch('Layout', 'Lead-Lead Layout');
    control.edit('ApexClass', 'PricingEngine', 'public class PricingEngine {}\n');
    control.changeChild('CustomLabel', 'Just_New', (element) => element.replace('<value>New', '<value>Newer'));
    control.rename('ApexClass', 'LegacyReportHelper', 'ReportHelper');
    control.delete('CustomField', 'Depot__c.Capacity__c');
    control.delete('Flow', 'Nightly_Overdue_Check');
    control.addChild('CustomField', 'Bike__c', '<fields><fullName>Bell__c</fullName><type>Checkbox</type></fields>');

    const run = await rig.sync();

    expect(changesOf(run)).to.deep.equal({ added: 1, updated: 2, renamed: 1, deleted: 2 });
    expect([...(await rig.known()).values()].map(({ type, fullName }) => `${type}:${fullName}`).sort()).to.deep.equal(
      heldBy(rig.standin.org)
    );
  });
});
