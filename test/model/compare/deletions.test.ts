import { expect } from 'chai';
import fc from 'fast-check';
import { decideDeletions, type DeletionEvidence, type ScopeState } from '../../../src/model/compare/deletions.ts';
import type { KnownComponent } from '../../../src/model/component.ts';

const known = (type: string, fullName: string, changes: Partial<KnownComponent> = {}): KnownComponent => ({
  type,
  fullName,
  rawName: fullName,
  packaged: false,
  ownHash: fullName,
  componentId: 1,
  ...changes,
});

const scopeIn = (state: ScopeState): Pick<DeletionEvidence, 'scopeOf'> => ({
  scopeOf: ({ type }) => ({ name: type, state }),
});

const proof: DeletionEvidence = {
  ...scopeIn('listed twice'),
  containerOf: ({ parent }) => parent,
  containerState: () => 'none',
  objection: () => undefined,
  lastSeen: () => 7,
  lostPermissions: () => [],
};

const judge = (component: KnownComponent, evidence: Partial<DeletionEvidence> = {}): string => {
  const { deleted, kept } = decideDeletions([component], { ...proof, ...evidence });
  return deleted.length > 0 ? 'deleted' : `${kept[0]?.reason ?? 'lost'}${kept[0]?.inDoubt ? ' (in doubt)' : ''}`;
};

describe('judging what was not seen', () => {
  const component = known('ApexClass', 'A', { id: '1' });

  it('takes it for deleted when its scope was listed twice and nothing speaks against it', () => {
    expect(judge(component)).to.equal('deleted');
  });

  for (const [state, reason] of [
    ['doubtful', 'ApexClass was listed with a row that does not say what it is (in doubt)'],
    ['not listed again', 'ApexClass could not be listed a second time (in doubt)'],
    ['listed', 'ApexClass was listed only once (in doubt)'],
    ['absent', 'ApexClass was not listed (absent)'],
    ['denied', 'ApexClass was not listed (denied)'],
    ['failed', 'ApexClass was not listed (failed)'],
    ['not asked', 'ApexClass was not listed (not asked)'],
  ] as const) {
    it(`keeps it when its scope is ${state}`, () => {
      expect(judge(component, scopeIn(state))).to.equal(reason);
    });
  }

  it('keeps it when asking for it by its name failed', () => {
    expect(judge(component, { objection: () => 'it could not be asked for' })).to.equal(
      'it could not be asked for (in doubt)'
    );
  });

  it('keeps it when the user may see less than whoever saw it last', () => {
    const lostPermissions = (lastSeen: number): string[] => (lastSeen === 7 ? ['AuthorApex', 'ViewSetup'] : []);

    expect(judge(component, { lostPermissions })).to.equal('the sync user no longer has AuthorApex, ViewSetup');
    expect(judge({ ...component, missing: { reason: 'x', lastSeen: 3 } }, { lostPermissions })).to.equal('deleted');
  });

  it('keeps a child, listed before or not, when its container was not read', () => {
    const child = known('CustomField', 'Account.Industry');

    for (const one of [child, { ...child, id: '1' }]) {
      expect(judge(one, { containerState: () => 'not read' })).to.equal('its container was not read');
      expect(judge(one, { containerState: () => 'read' })).to.equal('deleted');
      expect(judge(one, { containerState: () => 'gone' })).to.equal('deleted');
    }
  });

  it('needs no second listing for a child that no listing ever named', () => {
    const child = known('CustomField', 'Account.Industry');
    const read = { containerState: () => 'read' as const, ...scopeIn('listed') };

    expect(judge(child, read)).to.equal('deleted');
    expect(judge({ ...child, id: '1' }, read)).to.contain('listed only once');
  });

  it('remembers which run saw it last', () => {
    const evidence = { ...proof, ...scopeIn('failed') };
    const again = known('ApexClass', 'B', { missing: { reason: 'x', lastSeen: 3 } });

    expect(decideDeletions([component, again], evidence).kept.map(({ lastSeen }) => lastSeen)).to.deep.equal([7, 3]);
  });
});

describe('a container that is kept', () => {
  const object = known('CustomObject', 'Account');
  const child = known('CustomField', 'account.Industry', { parent: { type: 'CustomObject', fullName: 'ACCOUNT' } });
  const states = (state: ScopeState): DeletionEvidence => ({
    ...proof,
    scopeOf: ({ type }) => ({ name: type, state: type === 'CustomObject' ? state : 'listed twice' }),
    containerState: ({ type }) => (type === 'CustomField' ? 'gone' : 'none'),
  });

  it('keeps what stands in its document, for as much doubt', () => {
    const { deleted, kept } = decideDeletions([child, object], states('not listed again'));

    expect(deleted).to.deep.equal([]);
    expect(kept.map(({ reason, inDoubt }) => [reason, inDoubt])).to.deep.equal([
      ['CustomObject could not be listed a second time', true],
      ['its container was kept', true],
    ]);
  });

  it('keeps nothing when it is gone itself', () => {
    expect(decideDeletions([child, object], states('listed twice')).deleted).to.deep.equal([child, object]);
  });

  it('leaves nothing undecided', () => {
    const anyState = fc.constantFrom<ScopeState>('listed', 'listed twice', 'not listed again', 'doubtful', 'failed');
    fc.assert(
      fc.property(anyState, fc.subarray([child, object]), (state, unseen) => {
        const { deleted, kept } = decideDeletions(unseen, states(state));
        expect([...deleted, ...kept.map(({ component }) => component)]).to.have.members(unseen);
      })
    );
  });
});
