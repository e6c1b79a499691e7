import { expect } from 'chai';
import type { KnownComponent } from '../../src/store/records.ts';
import { changesOf } from './changesOf.ts';
import { modelSignature } from './modelSignature.ts';
import { startSyncRig, type SyncRig } from './syncRig.ts';

const FOR_EVER = { times: null } as const;

/** Child types, each with the children of it that the sample org lists. */
const CHILD_TYPES = ['CustomField', 'RecordType', 'ValidationRule', 'ListView', 'WorkflowRule', 'CustomLabel'] as const;

describe('a child type whose listing fails', () => {
  let rig: SyncRig;
  let whole: ReadonlyMap<string, KnownComponent>;
  let signature: Awaited<ReturnType<typeof modelSignature>>;

  before(async () => {
    rig = await startSyncRig();
    await rig.sync();
    whole = await rig.known();
    signature = await modelSignature(rig.store, rig.org.key);
  });

  after(() => rig.stop());

  afterEach(() => rig.standin.control.heal());

  for (const type of CHILD_TYPES) {
    for (const code of ['INVALID_TYPE', 'INSUFFICIENT_ACCESS', 'INTERNAL_ERROR'] as const) {
      it(`changes none of its children and makes the run partial: ${type} ${code}`, async () => {
        const children = [...whole.values()].filter((component) => component.type === type);
        expect(children).to.not.have.lengthOf(0);
        rig.standin.control.fail('listMetadata', { code }, { match: type, ...FOR_EVER });

        const run = await rig.sync();

        expect(run).to.include({ state: 'partial' });
        expect(run.types.find((outcome) => outcome.type === type)).to.include({ state: 'failed' });
        expect(run.components).to.include({ updated: 0, added: 0, deleted: 0, renamed: 0, reread: 0 });
        const now = await rig.known();
        for (const { componentId, ...child } of children) {
          const { missing: _missing, ...kept } = now.get(`${type}:${child.fullName.toLowerCase()}`) ?? {};
          expect(kept, child.fullName).to.deep.equal({ componentId, ...child });
        }

        rig.standin.control.heal();
        expect(changesOf(await rig.sync())).to.deep.equal({});
        expect(await rig.known()).to.deep.equal(whole);
        expect(await modelSignature(rig.store, rig.org.key)).to.deep.equal(signature);
      });
    }
  }

  it('keeps what the listing said of a child whose container changed in the same run', async () => {
    const key = [...whole.keys()].find((name) => name.startsWith('CustomField:') && whole.get(name)?.id)!;
    const field = whole.get(key)!;
    const [object = ''] = field.fullName.split('.');
    rig.standin.control.addChild('CustomField', object, '<fields><fullName>Late__c</fullName></fields>');
    rig.standin.control.fail('listMetadata', { code: 'INVALID_TYPE' }, { match: 'CustomField', ...FOR_EVER });

    const run = await rig.sync();

    expect(run.components).to.include({ added: 1, updated: 0, deleted: 0 });
    const { origin: _before, ...was } = field;
    const { origin: _now, ...is } = (await rig.known()).get(key)!;
    expect(is).to.deep.equal(was);

    rig.standin.control.heal();
    const late = `CustomField:${object}.Late__c`.replace(/:.*/, (name) => name.toLowerCase());
    expect((await rig.known()).get(late)).to.not.have.property('id');
    expect(changesOf(await rig.sync())).to.deep.equal({});
    expect((await rig.known()).get(late)).to.have.property('id');
  });
});
