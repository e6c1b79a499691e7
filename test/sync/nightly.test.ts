import { expect } from 'chai';
import type { RunRecord } from '../../src/store/records.ts';
import { newsOf } from '../../src/view/syncNews.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

type Org = {
  readonly what: string;
  readonly make: (rig: SyncRig) => void;
  /** What the first night has to say. */
  readonly first: RegExp;
};

const revoke = ({ standin }: SyncRig): void => {
  for (const user of standin.org.users) user.revokedPermissions.push('ViewRoles', 'ManageSharing', 'RunReports');
};

const spoil = ({ standin }: SyncRig, text: string): void => {
  const object = standin.control.read('CustomObject', 'Bike__c');
  standin.control.edit('CustomObject', 'Bike__c', object.replace(/<label>/, `<label>${text}`));
};

const HEALTHY: readonly Org[] = [
  { what: 'as it should be', make: () => undefined, first: /^$/ },
  {
    what: 'with components that are listed and never given',
    make: ({ standin }) => {
      standin.control.plan('retrieve', { kind: 'leaveOut', member: 'ApexClass:RentalService' }, { times: Infinity });
      standin.control.plan('retrieve', { kind: 'leaveOut', member: 'Layout:Case-Case Layout' }, { times: Infinity });
    },
    first: /does not give it/,
  },
  { what: 'whose user may not see all of it', make: revoke, first: /lacks the permission/ },
  {
    what: 'that lists rows twice',
    make: ({ standin }) =>
      void standin.control.plan('listMetadata', { kind: 'listTwice' }, { times: Infinity, match: 'ApexClass' }),
    first: /listed twice/,
  },
  {
    what: 'with characters in a document that XML forbids',
    make: (rig) => spoil(rig, 'R & D\u000B&#x0B;&nbsp;'),
    first: /CustomObject:Bike__c holds what XML forbids/,
  },
  {
    what: "with such characters in a person's name",
    make: ({ standin }) => standin.org.users.forEach((user) => (user.name += '\u000B')),
    first: /The listing of .* holds what XML forbids/,
  },
];

const saidBy = ({ warnings, types }: Pick<RunRecord, 'warnings' | 'types'>): string =>
  [...warnings, ...types.flatMap(({ problem = [] }) => problem)].join('\n');

describe('a healthy org that is synced every night', () => {
  let rig: SyncRig;

  beforeEach(async () => {
    rig = await startSyncRig();
  });

  afterEach(() => rig.stop());

  for (const { what, make, first } of HEALTHY) {
    it(`ends well and says nothing that it said the night before: ${what}`, async () => {
      make(rig);
      const nights = [await rig.sync(), await rig.sync(), await rig.sync()];

      expect(nights.map(({ state }) => state)).to.deep.equal(['succeeded', 'succeeded', 'succeeded']);
      expect(saidBy(newsOf(nights[0]!, undefined))).to.match(first);
      for (const at of [1, 2]) {
        expect(newsOf(nights[at]!, nights[at - 1])).to.deep.equal({ warnings: [], types: [], losses: false });
      }
    });
  }

  it('says what is new, once, and keeps what it said in the record', async () => {
    const before = await rig.sync();
    revoke(rig);
    const nights = [await rig.sync(), await rig.sync()];
    const model = await rig.known();

    expect(nights.map(({ state }) => state)).to.deep.equal(['succeeded', 'succeeded']);
    expect(saidBy(newsOf(nights[0]!, before))).to.match(/lacks the permission/);
    expect(newsOf(nights[1]!, nights[0])).to.deep.equal({ warnings: [], types: [], losses: false });
    expect(saidBy(nights[1]!))
      .to.equal(saidBy(nights[0]!))
      .and.to.match(/lacks the permission/);
    expect([...model.values()].filter(({ type, missing }) => type === 'Role' && missing)).to.not.deep.equal([]);
  });

  it('says every night what keeps a sync from being whole', async () => {
    const { control } = rig.standin;
    const object = control.read('CustomObject', 'Bike__c');
    control.edit('CustomObject', 'Bike__c', object.replace('</CustomObject>', ''));
    const nights = [await rig.sync(), await rig.sync()];

    expect(nights.map(({ state }) => state)).to.deep.equal(['partial', 'partial']);
    for (const news of [newsOf(nights[0]!, undefined), newsOf(nights[1]!, nights[0])]) {
      expect(saidBy(news)).to.match(/Bike__c can't be read/);
      expect(news.types.map(({ type }) => type)).to.include('CustomObject');
    }
  });
});
