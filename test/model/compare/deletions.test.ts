import { expect } from 'chai';
import fc from 'fast-check';
import {
  decideDeletions,
  retractDoubtful,
  suddenLosses,
  type DeletionEvidence,
} from '../../../src/model/compare/deletions.ts';
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

const proof: DeletionEvidence = {
  scopeOf: ({ type }) => ({ name: type, state: 'listed' }),
  containerOf: () => 'none',
  lastSeen: () => 7,
  lostPermissions: () => [],
};

const judge = (component: KnownComponent, evidence: Partial<DeletionEvidence> = {}): string => {
  const { deleted, missing } = decideDeletions([component], { ...proof, ...evidence });
  return deleted.length > 0 ? 'deleted' : (missing[0]?.reason ?? 'lost');
};

describe('judging what was not seen', () => {
  const component = known('ApexClass', 'A', { id: '1' });

  it('takes it for deleted when its scope was listed and nothing speaks against it', () => {
    expect(judge(component)).to.equal('deleted');
  });

  it('keeps it when a row of its scope did not say what it is: it may be that one', () => {
    expect(judge(component, { scopeOf: () => ({ name: 'ApexClass', state: 'doubtful' }) })).to.contain('does not say');
  });

  for (const state of ['absent', 'denied', 'failed', 'not asked'] as const) {
    it(`keeps it when its scope was ${state}`, () => {
      expect(judge(component, { scopeOf: () => ({ name: 'Report/Sales', state }) })).to.equal(
        `Report/Sales was not listed (${state})`
      );
    });
  }

  it('keeps it when the user may see less than whoever saw it last', () => {
    const lostPermissions = (lastSeen: number): string[] => (lastSeen === 7 ? ['AuthorApex', 'ViewSetup'] : []);

    expect(judge(component, { lostPermissions })).to.equal('the sync user no longer has AuthorApex, ViewSetup');
    expect(judge({ ...component, missing: { reason: 'x', lastSeen: 3 } }, { lostPermissions })).to.equal('deleted');
  });

  it('keeps what only its container tells of, when that was not read', () => {
    const child = known('CustomField', 'Account.Industry');

    expect(judge(child, { containerOf: () => 'not read' })).to.equal('its container was not read');
    expect(judge(child, { containerOf: () => 'read' })).to.equal('deleted');
    expect(judge(child, { containerOf: () => 'gone' })).to.equal('deleted');
    expect(judge({ ...child, id: '1' }, { containerOf: () => 'not read' })).to.equal('deleted');
  });

  it('remembers which run saw it last', () => {
    const evidence = { ...proof, scopeOf: () => ({ name: 'X', state: 'failed' as const }) };
    const again = known('ApexClass', 'B', { missing: { reason: 'x', lastSeen: 3 } });

    expect(decideDeletions([component, again], evidence).missing.map(({ lastSeen }) => lastSeen)).to.deep.equal([7, 3]);
  });
});

describe('taking deletions back that are in doubt', () => {
  const object = known('CustomObject', 'Account');
  const listed = known('CustomField', 'Account.X__c', { id: '1', parent: object });
  const unlisted = known('CustomField', 'account.Industry', { parent: { type: 'CustomObject', fullName: 'ACCOUNT' } });
  const other = known('ApexClass', 'A');
  const missing = { component: known('ApexClass', 'B'), reason: 'before', lastSeen: 1 };
  const doubt = { reason: 'two listings disagree about it', lastSeen: 4 };
  const held = ({ type, parent }: KnownComponent) => (type === 'CustomField' ? parent : undefined);

  it('keeps what is doubted, and the unlisted children of a container that is kept', () => {
    const first = { deleted: [object, listed, unlisted, other], missing: [missing] };

    expect(retractDoubtful(first, held, ({ type }) => (type === 'CustomObject' ? doubt : undefined))).to.deep.equal({
      deleted: [listed, other],
      missing: [
        missing,
        { component: object, ...doubt },
        { component: unlisted, reason: 'its container was kept', lastSeen: 4 },
      ],
    });
  });

  it('changes nothing without a doubt', () => {
    const first = { deleted: [object, unlisted], missing: [missing] };

    expect(retractDoubtful(first, held, () => undefined)).to.deep.equal(first);
  });
});

describe('sudden losses', () => {
  const many = (type: string, count: number): KnownComponent[] =>
    Array.from({ length: count }, (_, index) => known(type, `${type}${String(index)}`));

  for (const [before, lost, isSudden] of [
    [100, 51, true],
    [100, 50, false],
    [255, 51, false],
    [254, 51, true],
    [51, 51, true],
    [40, 40, true],
    [1, 1, true],
    [40, 39, false],
    [10_000, 2_000, false],
    [10_000, 2_001, true],
  ] as const) {
    it(`are ${isSudden ? '' : 'not '}${String(lost)} of ${String(before)}`, () => {
      const all = many('Layout', before);

      expect(suddenLosses(all.slice(0, lost), [...all, ...many('Flow', 500)])).to.deep.equal(
        isSudden ? ['Layout'] : []
      );
    });
  }

  it('are counted type by type', () => {
    const [layouts, flows] = [many('Layout', 60), many('Flow', 60)];

    expect(suddenLosses([...layouts.slice(0, 40), ...flows.slice(0, 40)], [...layouts, ...flows])).to.deep.equal([]);
  });

  it('grow no fewer when more is lost', () => {
    const all = many('Layout', 120);
    fc.assert(
      fc.property(fc.nat(119), (lost) => {
        const now = suddenLosses(all.slice(0, lost), all).length;
        expect(suddenLosses(all.slice(0, lost + 1), all).length).to.be.at.least(now);
      })
    );
  });
});
