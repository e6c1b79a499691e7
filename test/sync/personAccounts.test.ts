import { expect } from 'chai';
import { tinyProject, type TinyProject } from '../../standin/tinyProject.ts';
import { changesOf } from './changesOf.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

const FOR_EVER = { times: null } as const;
const OBJECT = 'force-app/main/default/objects/PersonAccount';

const recordType = (name: string): [string, string] => [
  `${OBJECT}/recordTypes/${name}.recordType-meta.xml`,
  `<RecordType xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>${name}</fullName><active>true</active><label>${name}</label></RecordType>`,
];

const FILES = Object.fromEntries([
  [`${OBJECT}/PersonAccount.object-meta.xml`, '<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"/>'],
  ...['PersonAccount_Patient', 'PersonAccount_Donor'].map(recordType),
]);

describe('record types of person accounts, which are listed as those of accounts', () => {
  let project: TinyProject;
  let rig: SyncRig;
  let model: Awaited<ReturnType<SyncRig['known']>>;

  before(() => {
    project = tinyProject(FILES);
  });

  after(() => project.remove());

  beforeEach(async () => {
    rig = await startSyncRig({ project: project.path });
    await rig.sync();
    model = await rig.known();
    expect([...model.keys()]).to.include('RecordType:personaccount.personaccount_patient');
  });

  afterEach(() => rig.stop());

  const isAsBeforeOnceHealed = async (): Promise<void> => {
    expect([...(await rig.known()).keys()].sort()).to.deep.equal([...model.keys()].sort());
    rig.standin.control.heal();
    expect(changesOf(await rig.sync())).to.deep.equal({});
    expect(await rig.known()).to.deep.equal(model);
  };

  for (const [what, effect, match] of [
    ['a row of a record type', { kind: 'missingRow' }, 'RecordType'],
    ['all rows of record types', { kind: 'missingRow', every: 1 }, 'RecordType'],
    ['the row of their object', { kind: 'missingRow', fullName: 'PersonAccount' }, 'CustomObject'],
  ] as const) {
    for (const times of [1, null]) {
      it(`keep their names when ${what} is missing, ${times === 1 ? 'once' : 'each time'}`, async () => {
        rig.standin.control.plan('listMetadata', effect, { match, times });

        expect(changesOf(await rig.sync())).to.deep.equal({});
        await isAsBeforeOnceHealed();
      });
    }
  }

  it('keep their names when their object could not be listed', async () => {
    rig.standin.control.fail('listMetadata', { code: 'INTERNAL_ERROR' }, { match: 'CustomObject', ...FOR_EVER });

    expect(changesOf(await rig.sync())).to.have.all.keys('notFetched');
    await isAsBeforeOnceHealed();
  });

  it('are deleted when they are gone', async () => {
    rig.standin.control.delete('RecordType', 'PersonAccount.PersonAccount_Patient');

    expect(changesOf(await rig.sync())).to.deep.equal({ deleted: 1 });
  });
});
