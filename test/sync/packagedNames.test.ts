import { expect } from 'chai';
import { componentKey } from '../../src/model/names/componentName.ts';
import type { KnownComponent } from '../../src/store/records.ts';
import { startCaseRig, xmlOf, type CaseRig } from '../specialCases/startCaseRig.ts';
import { changesOf } from './changesOf.ts';

/** An own component and one of a package with the same name, in one place. */
type Pair = { readonly type: string; readonly own: string; readonly packaged: string };

const pair = (type: string, front: string, name: string, namespace = 'acme'): Pair => ({
  type,
  own: `${front}${name}`,
  packaged: `${front}${namespace}__${name}`,
});

/** Components with a file of their own: root element of the file and what is in it, the name put for `NAME`. */
const FILES: ReadonlyArray<Pair & { readonly inside: string; readonly meta?: true }> = [
  { ...pair('CustomMetadata', 'acme__Price.', 'Low', 'other'), inside: '<label>NAME</label>' },
  { ...pair('CustomMetadata', 'acme__Price.', 'Low', 'acme'), inside: '<label>NAME</label>' },
  { ...pair('Layout', 'acme__Thing__c-', 'Main - Layout', 'other'), inside: '<layoutSections/>' },
  { ...pair('Layout', 'Account-', 'Main'), inside: '<layoutSections/>' },
  { ...pair('QuickAction', 'Account.', 'Call'), inside: '<label>NAME</label>' },
  { ...pair('QuickAction', '', 'Call'), inside: '<label>NAME</label>' },
  { ...pair('ApprovalProcess', 'Account.', 'Big'), inside: '<label>NAME</label>' },
  { ...pair('DuplicateRule', 'Account.', 'Twice'), inside: '<masterLabel>NAME</masterLabel>' },
  { ...pair('Report', 'Sales/', 'Top'), inside: '<name>NAME</name>' },
  { ...pair('Dashboard', 'Sales/', 'Top'), inside: '<title>NAME</title>' },
  { ...pair('Document', 'Logos/', 'Logo.png'), inside: '<name>NAME</name>', meta: true },
  { ...pair('EmailTemplate', 'Mails/', 'Hello'), inside: '<name>NAME</name>', meta: true },
];

/** Components in the document of another one, which may be of one of our own objects: the element that holds each. */
const CHILDREN: ReadonlyArray<Pair & { readonly container: string; readonly element: string; readonly label: string }> =
  [
    ['CustomField', 'CustomObject', 'fields', 'Tall__c', 'label'],
    ['BusinessProcess', 'CustomObject', 'businessProcesses', 'Deal', 'description'],
    ['CompactLayout', 'CustomObject', 'compactLayouts', 'Short', 'label'],
    ['FieldSet', 'CustomObject', 'fieldSets', 'Some', 'label'],
    ['ListView', 'CustomObject', 'listViews', 'All', 'label'],
    ['RecordType', 'CustomObject', 'recordTypes', 'Partner', 'label'],
    ['ValidationRule', 'CustomObject', 'validationRules', 'Whole', 'description'],
    ['WebLink', 'CustomObject', 'webLinks', 'Map', 'masterLabel'],
    ['WorkflowAlert', 'Workflow', 'alerts', 'Tell', 'description'],
    ['WorkflowFieldUpdate', 'Workflow', 'fieldUpdates', 'Set', 'name'],
    ['WorkflowOutboundMessage', 'Workflow', 'outboundMessages', 'Send', 'name'],
    ['WorkflowRule', 'Workflow', 'rules', 'Big deal', 'description'],
    ['WorkflowTask', 'Workflow', 'tasks', 'Do', 'subject'],
    ['MatchingRule', 'MatchingRules', 'matchingRules', 'Same', 'label'],
    ['SharingCriteriaRule', 'SharingRules', 'sharingCriteriaRules', 'Open', 'label'],
    ['SharingOwnerRule', 'SharingRules', 'sharingOwnerRules', 'Owners', 'label'],
    ['AssignmentRule', 'AssignmentRules', 'assignmentRule', 'Round robin', 'label'],
    ['AutoResponseRule', 'AutoResponseRules', 'autoResponseRule', 'Thanks', 'label'],
    ['EscalationRule', 'EscalationRules', 'escalationRule', 'Up', 'label'],
  ].map(([type = '', container = '', element = '', name = '', label = '']) => ({
    ...pair(type, 'Account.', name),
    container,
    element,
    label,
  }));

const PAIRS: readonly Pair[] = [...FILES, ...CHILDREN];

/** Two pairs share their own component. */
const OWN_COMPONENTS = new Set(PAIRS.map(({ type, own }) => `${type}:${own}`)).size;

const lastPart = (fullName: string): string =>
  fullName.slice(Math.max(fullName.indexOf('.'), fullName.indexOf('-')) + 1);

/** A layout has no label but its name. */
const labelOf = (type: string, fullName: string): string =>
  type === 'Layout' ? lastPart(fullName) : `Label of ${fullName}`;

const PACKAGES = {
  'installedPackages/other.installedPackage-meta.xml': xmlOf('InstalledPackage', '<versionNumber>2.0</versionNumber>'),
};

const fillOrg = ({ standin: { control } }: CaseRig): void => {
  const added = new Set<string>();
  for (const { type, own, packaged, inside, meta } of FILES) {
    for (const fullName of [own, packaged]) {
      if (added.has(`${type}:${fullName}`)) continue;
      added.add(`${type}:${fullName}`);
      const content = xmlOf(type, inside.replace('NAME', `Label of ${fullName}`));
      if (meta) control.add(type, fullName, `Text of ${fullName}`, content);
      else control.add(type, fullName, content);
    }
  }
  for (const [container, children] of Map.groupBy(CHILDREN, (child) => child.container)) {
    if (container !== 'CustomObject' && container !== 'Workflow') control.add(container, 'Account', xmlOf(container));
    for (const { type, own, packaged, element, label } of children) {
      for (const fullName of [own, packaged]) {
        const text = `<fullName>${lastPart(fullName)}</fullName><${label}>Label of ${fullName}</${label}>`;
        control.addChild(type, 'Account', `<${element}>${text}</${element}>`);
      }
    }
  }
};

for (const { how, bare } of [
  { how: 'as orgs list them', bare: false },
  { how: 'all without the namespace of their own part', bare: true },
]) {
  describe(`components of a package beside own ones of the same name, listed ${how}`, () => {
    let rig: CaseRig;

    beforeEach(async () => {
      rig = await startCaseRig(PACKAGES);
      fillOrg(rig);
      if (bare) rig.standin.control.plan('listMetadata', { kind: 'bareNames' }, { times: null });
      await rig.sync();
    });

    afterEach(() => rig.stop());

    const find = async ({ type }: Pair, fullName: string): Promise<KnownComponent | undefined> =>
      (await rig.known()).get(componentKey({ type, fullName }));

    const rowOf = (type: string, fullName: string) => rig.standin.org.components.get(`${type}:${fullName}`);

    it('are components of their own, each with its id, its names and its label', async () => {
      for (const one of PAIRS) {
        const [own, packaged] = [await find(one, one.own), await find(one, one.packaged)];

        expect(own, `${one.type}:${one.own}`).to.include({ packaged: false, rawName: one.own });
        expect(packaged, `${one.type}:${one.packaged}`).to.include({ packaged: true, rawName: one.packaged });
        expect(own?.namespace).to.equal(undefined);
        expect(packaged?.namespace).to.be.oneOf(['acme', 'other']);
        expect([own?.id, packaged?.id]).to.deep.equal([
          rowOf(one.type, one.own)?.id,
          rowOf(one.type, one.packaged)?.id,
        ]);
        // What a package hides is known from its row alone.
        for (const found of [own, packaged].filter((each) => each?.origin !== undefined)) {
          const said = [found?.label, found?.description].filter((text) => text !== undefined);
          if (said.length > 0) expect(said).to.deep.equal([labelOf(one.type, found?.fullName ?? '')]);
        }
      }
    });

    it('are asked for by their full names', () => {
      expect(rig.membersAsked('CustomMetadata').toSorted()).to.deep.equal([
        'acme__Price.Low',
        'acme__Price.acme__Low',
        'acme__Price.other__Low',
      ]);
      expect(rig.membersAsked('Layout')).to.include.members([
        'acme__Thing__c-Main - Layout',
        'acme__Thing__c-other__Main - Layout',
      ]);
      expect(rig.membersAsked('EmailTemplate')).to.include.members(['Mails/Hello', 'Mails/acme__Hello']);
    });

    it('change nothing when they are listed again', async () => {
      const run = await rig.sync();

      expect(changesOf(run)).to.deep.equal({});
      expect(run.warnings).to.deep.equal([]);
    });

    it('are seen to go, and the own ones stay', async () => {
      for (const { type, packaged } of PAIRS) rig.standin.control.delete(type, packaged);

      expect(changesOf(await rig.sync())).to.deep.equal({ deleted: PAIRS.length });

      for (const one of PAIRS) {
        expect(await find(one, one.packaged), one.packaged).to.equal(undefined);
        expect(await find(one, one.own), one.own).to.not.have.property('missing');
      }
    });

    it('stay when the own ones go', async () => {
      const own = new Map(PAIRS.map((one) => [`${one.type}:${one.own}`, one]));
      for (const one of own.values()) rig.standin.control.delete(one.type, one.own);

      expect(changesOf(await rig.sync())).to.deep.equal({ deleted: OWN_COMPONENTS });

      for (const one of PAIRS) {
        expect(await find(one, one.own), one.own).to.equal(undefined);
        expect(await find(one, one.packaged), one.packaged).to.not.have.property('missing');
      }
    });
  });
}
