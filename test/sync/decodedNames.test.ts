import { expect } from 'chai';
import { componentKey, decodeRawName } from '../../src/model/names/componentName.ts';
import type { ComponentDetail } from '../../src/store/records.ts';
import { encodeName } from '../../standin/memberName.ts';
import { startCaseRig, xmlOf, type CaseRig } from '../specialCases/startCaseRig.ts';
import { changesOf } from './changesOf.ts';

/** Full names of which each is how the listing spells the one before it. */
const TWINS: ReadonlyArray<readonly [type: string, inside: string, ...fullNames: string[]]> = [
  ['Layout', '<layoutSections/>', 'Account-50% off', 'Account-50%25 off', 'Account-50%2525 off'],
  ['Layout', '<layoutSections/>', 'Account-a / b', 'Account-a %2F b'],
  ['Profile', '<description>TEXT</description>', '100%', '100%25'],
  ['Profile', '<description>TEXT</description>', 'Sales & Service', 'Sales %26 Service'],
  ['Report', '<description>TEXT</description>', 'Half%/Top', 'Half%25/Top'],
  ['Report', '<description>TEXT</description>', 'Sales/50%', 'Sales/50%25'],
  ['Role', '<description>TEXT</description>', 'R%', 'R%25'],
  ['DuplicateRule', '<masterLabel>TEXT</masterLabel>', 'Account.2%', 'Account.2%25'],
  ['CustomMetadata', '<label>TEXT</label>', 'Rate.2%', 'Rate.2%25'],
];

const CHILD_TWINS: ReadonlyArray<readonly [type: string, container: string, element: string, ...names: string[]]> = [
  ['WorkflowRule', 'Workflow', 'rules', '50% off', '50%25 off'],
  ['ListView', 'CustomObject', 'listViews', 'L%', 'L%25'],
  ['BusinessProcess', 'CustomObject', 'businessProcesses', 'RFP/RFI', 'RFP%2FRFI'],
  ['AssignmentRule', 'AssignmentRules', 'assignmentRule', 'A & B', 'A %26 B'],
];

type Twin = { readonly type: string; readonly fullName: string; readonly text: string };

const ALONE: readonly Twin[] = TWINS.flatMap(([type, inside, ...fullNames]) =>
  fullNames.map((fullName) => ({
    type,
    fullName,
    text: xmlOf(type, inside.replace('TEXT', encodeURIComponent(fullName))),
  }))
);
const CHILDREN: readonly Twin[] = CHILD_TWINS.flatMap(([type, , element, ...names]) =>
  names.map((name) => ({
    type,
    fullName: `Account.${name}`,
    text: `<${element}><fullName>${encodeName(type, name).replaceAll('&', '&amp;')}</fullName><description>${encodeURIComponent(name)}</description></${element}>`,
  }))
);
const ALL = [...ALONE, ...CHILDREN];

describe('names of which one is how a listing spells the other', () => {
  let rig: CaseRig;

  beforeEach(async () => {
    rig = await startCaseRig();
    const { control } = rig.standin;
    for (const { type, fullName, text } of ALONE) control.add(type, fullName, text);
    control.add('AssignmentRules', 'Account', xmlOf('AssignmentRules'));
    for (const { type, text } of CHILDREN) control.addChild(type, 'Account', text);
    await rig.sync();
  });

  afterEach(() => rig.stop());

  const find = ({ type, fullName }: Pick<Twin, 'type' | 'fullName'>): Promise<ComponentDetail | undefined> =>
    rig.store.component(rig.org.key, componentKey({ type, fullName }));

  it('are all asked for, each as it is listed', () => {
    for (const { type, fullName } of ALONE) {
      expect(rig.membersAsked(type), fullName).to.include(encodeName(type, fullName));
    }
  });

  it('are components of their own, with their own ids, paths and texts', async () => {
    for (const { type, fullName } of ALL) {
      const found = await find({ type, fullName });
      const row = rig.standin.org.components.get(`${type}:${fullName}`);

      expect(found, `${type}:${fullName}`).to.include({ fullName, id: row?.id, rawName: encodeName(type, fullName) });
      expect(found?.path, fullName).to.equal(decodeRawName(row?.fileName ?? ''));
    }
    for (const { type, fullName } of ALONE.filter(({ text }) => text.includes('<description>'))) {
      expect((await find({ type, fullName }))?.description).to.equal(encodeURIComponent(fullName));
    }
  });

  it('do not change when they are synced again', async () => {
    const run = await rig.sync();

    expect(changesOf(run)).to.deep.equal({});
    expect(run.warnings).to.deep.equal([]);
  });

  it('change one by one', async () => {
    for (const { type, fullName, text } of ALONE) {
      rig.standin.control.edit(type, fullName, text.replace(`</${type}>`, `<fullName>edited</fullName></${type}>`));
      const before = new Map([...(await rig.known())].map(([key, { ownHash }]) => [key, ownHash]));

      expect(changesOf(await rig.sync()), fullName).to.deep.equal({ updated: 1 });

      const changed = [...(await rig.known())].filter(([key, { ownHash }]) => before.get(key) !== ownHash);
      expect(changed.map(([key]) => key)).to.deep.equal([componentKey({ type, fullName })]);
    }
  });

  it('are deleted one by one', async () => {
    const left = new Set(ALL.map(componentKey));
    for (const { type, fullName } of ALL) {
      rig.standin.control.delete(type, fullName);
      left.delete(componentKey({ type, fullName }));

      expect(changesOf(await rig.sync()), fullName).to.deep.equal({ deleted: 1 });

      const known = await rig.known();
      for (const each of ALL)
        expect(known.has(componentKey(each)), each.fullName).to.equal(left.has(componentKey(each)));
    }
  });

  it('are named by messages as they were asked for', async () => {
    const [first, second] = ['Layout:Account-50% off', 'Layout:Account-50%25 off'];
    const problem = "Entity of type 'Layout' named 'Account-50%25 off' cannot be found";
    rig.standin.control.plan('retrieve', { kind: 'leaveOut', member: first, problem }, { times: null });
    rig.standin.control.plan('retrieve', { kind: 'leaveOut', member: second, problem: 'odd' }, { times: null });

    await rig.sync();

    const reasonOf = async (name: string): Promise<string | undefined> =>
      (await rig.known()).get(componentKey({ type: 'Layout', fullName: name }))?.missing?.reason;
    expect(await reasonOf('Account-50% off')).to.equal(problem);
    expect(await reasonOf('Account-50%25 off'))
      .to.be.a('string')
      .and.not.include('cannot be found');
  });
});

describe('names in documents', () => {
  const recordType = (name: string, process: string): string =>
    xmlOf(
      'RecordType',
      `<fullName>${name}</fullName><active>true</active><businessProcess>${process}</businessProcess><label>${name}</label>`
    );
  const member = (profile: string): string =>
    `<networkMemberGroups><profile>${profile}</profile></networkMemberGroups>`;
  const override = (profile: string): string =>
    `<profileActionOverrides><actionName>View</actionName><content>P</content><profile>${profile}</profile></profileActionOverrides>`;
  const assigned = (layout: string): string => `<layoutAssignments><layout>${layout}</layout></layoutAssignments>`;

  let rig: CaseRig;

  before(async () => {
    rig = await startCaseRig({
      'objects/Lead/Lead.object-meta.xml': xmlOf('CustomObject'),
      'objects/Lead/recordTypes/Encoded.recordType-meta.xml': recordType('Encoded', 'RFP%2FRFI'),
      'objects/Lead/recordTypes/Twice.recordType-meta.xml': recordType('Twice', 'RFP%252FRFI'),
      'objects/Lead/recordTypes/Plain.recordType-meta.xml': recordType('Plain', 'RFP'),
      ...Object.fromEntries(
        ['RFP%2FRFI', 'RFP%252FRFI', 'RFP'].map((name) => [
          `objects/Lead/businessProcesses/${name}.businessProcess-meta.xml`,
          xmlOf('BusinessProcess', `<fullName>${name}</fullName><isActive>true</isActive>`),
        ])
      ),
    });
    const { control } = rig.standin;
    for (const name of ['Sales & Service', 'Driver/Cleaner', '100%', '100%25']) {
      control.add('Profile', name, xmlOf('Profile'));
    }
    control.add('Profile', 'Zürich', xmlOf('Profile'));
    for (const name of ['Account-50% off', 'Account-50%25 off']) control.add('Layout', name, xmlOf('Layout'));
    control.add('Profile', 'First', xmlOf('Profile', assigned('Account-50%25 off')));
    control.add('Profile', 'Second', xmlOf('Profile', assigned('Account-50%2525 off')));
    control.add('Network', 'Encoded', xmlOf('Network', member('Sales %26 Service') + member('Driver%2FCleaner')));
    control.add('Network', 'Plain', xmlOf('Network', member('sales &amp; service') + member('Zu\u0308rich')));
    control.add('Network', 'Percent', xmlOf('Network', member('100%')));
    control.add(
      'CustomApplication',
      'App',
      xmlOf('CustomApplication', override('Driver/Cleaner') + override('100%25'))
    );
    await rig.sync();
  });

  after(() => rig.stop());

  for (const [from, type, ...targets] of [
    ['RecordType:Lead.Encoded', 'BusinessProcess', 'Lead.RFP/RFI'],
    ['RecordType:Lead.Twice', 'BusinessProcess', 'Lead.RFP%2FRFI'],
    ['RecordType:Lead.Plain', 'BusinessProcess', 'Lead.RFP'],
    ['Profile:First', 'Layout', 'Account-50% off'],
    ['Profile:Second', 'Layout', 'Account-50%25 off'],
    ['Network:Encoded', 'Profile', 'Driver/Cleaner', 'Sales & Service'],
    ['Network:Plain', 'Profile', 'Sales & Service', 'Zürich'],
    ['Network:Percent', 'Profile', '100%'],
    ['CustomApplication:App', 'Profile', '100%25', 'Driver/Cleaner'],
  ] as const) {
    it(`mean the components that they mean in the org: ${from}`, async () => {
      const colon = from.indexOf(':');
      const key = componentKey({ type: from.slice(0, colon), fullName: from.slice(colon + 1) });

      const found = await rig.store.references(rig.org.key, { from: key });

      const names = found.filter(({ to }) => to.type === type).map(({ to }) => to.fullName);
      expect(names.toSorted()).to.deep.equal(targets);
    });
  }

  it('are shown decoded where they are always encoded', async () => {
    const found = await rig.store.component(
      rig.org.key,
      componentKey({ type: 'RecordType', fullName: 'Lead.Encoded' })
    );

    expect(found?.attributes).to.include({ businessProcess: 'RFP/RFI' });
  });
});
