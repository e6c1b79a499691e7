import { expect } from 'chai';
import fc from 'fast-check';
import { compareModels } from '../../../src/model/compare/compareModels.ts';
import type { ComponentVersion, KnownComponent } from '../../../src/model/component.ts';
import { componentKey } from '../../../src/model/names/componentName.ts';

const version = (fullName: string, changes: Partial<ComponentVersion> = {}): ComponentVersion => ({
  type: 'ApexClass',
  fullName,
  rawName: fullName,
  packaged: false,
  ownHash: `hash of ${fullName}`,
  ...changes,
});

const knowing = (...versions: readonly ComponentVersion[]): KnownComponent[] =>
  versions.map((one, index) => ({ ...one, componentId: index + 1 }));

const compare = (known: readonly KnownComponent[], seen: readonly ComponentVersion[], apiVersionChanged = false) => {
  const { added, changed, same, unseen } = compareModels(known, seen, { apiVersionChanged });
  return {
    added: added.map(({ fullName }) => fullName),
    changed: changed.map(
      ({ componentId, change, version: after }) => `${String(componentId)} ${change} ${after.fullName}`
    ),
    same: same.map(({ fullName }) => fullName),
    unseen: unseen.map(({ fullName }) => fullName),
  };
};

const NOTHING = { added: [], changed: [], same: [], unseen: [] };

describe('comparing models', () => {
  it('tells added, updated, same and unseen components', () => {
    const known = knowing(version('A'), version('B'), version('C'));
    const seen = [version('A'), version('B', { ownHash: 'new' }), version('D')];

    expect(compare(known, seen)).to.deep.equal({ added: ['D'], changed: ['2 updated B'], same: ['A'], unseen: ['C'] });
  });

  it('takes another stamp alone for touched', () => {
    const known = knowing(version('A', { lastModifiedDate: '2026-01-01T00:00:00.000Z' }));

    expect(compare(known, [version('A', { lastModifiedDate: '2026-01-02T00:00:00.000Z' })]).changed).to.deep.equal([
      '1 touched A',
    ]);
  });

  it('takes other facts for an update, in whatever order they come', () => {
    const known = knowing(version('A', { facts: { active: true, latest: 2 } }));

    expect(compare(known, [version('A', { facts: { latest: 2, active: true } })]).same).to.deep.equal(['A']);
    expect(compare(known, [version('A', { facts: { active: false, latest: 2 } })]).changed).to.deep.equal([
      '1 updated A',
    ]);
    expect(compare(known, [version('A')]).changed).to.deep.equal(['1 updated A']);
  });

  it('takes facts that are said for the first time for read again', () => {
    const known = knowing(version('A', { facts: { active: true } }));

    expect(compare(known, [version('A', { facts: { active: true, versionCount: 2 } })]).changed).to.deep.equal([
      '1 reread A',
    ]);
  });

  it('takes using a report for no change of it', () => {
    const known = knowing(version('A', { facts: { lastRun: '2026-01-01T00:00:00.000Z' } }));

    expect(compare(known, [version('A', { facts: { lastRun: '2026-01-02T00:00:00.000Z' } })]).changed).to.deep.equal([
      '1 touched A',
    ]);
  });

  it('finds a rename by the id', () => {
    const known = knowing(version('A', { id: '1' }));

    expect(compare(known, [version('B', { id: '1', ownHash: 'new' })])).to.deep.equal({
      ...NOTHING,
      changed: ['1 renamed B'],
    });
  });

  it('does not take one type for another with the same id', () => {
    const known = knowing(version('A', { id: '1' }));

    expect(compare(known, [version('B', { id: '1', type: 'ApexTrigger' })])).to.deep.equal({
      ...NOTHING,
      added: ['B'],
      unseen: ['A'],
    });
  });

  it('takes a change of case alone for a rename', () => {
    expect(compare(knowing(version('Abc')), [version('ABC')]).changed).to.deep.equal(['1 renamed ABC']);
  });

  it('lets names change hands', () => {
    const known = knowing(version('A', { id: '1' }), version('B', { id: '2' }));

    expect(compare(known, [version('A', { id: '2' }), version('B', { id: '1' })])).to.deep.equal({
      ...NOTHING,
      changed: ['2 renamed A', '1 renamed B'],
    });
  });

  it('tells a new component from the one whose name it took', () => {
    const known = knowing(version('A', { id: '1' }));

    expect(compare(known, [version('A', { id: '2' }), version('B', { id: '1' })])).to.deep.equal({
      ...NOTHING,
      added: ['A'],
      changed: ['1 renamed B'],
    });
  });

  it('takes a component made again under its name for the same', () => {
    const known = knowing(version('A', { id: '1' }));

    expect(compare(known, [version('A', { id: '2' })]).changed).to.deep.equal(['1 touched A']);
    expect(compare(known, [version('A', { id: '2', ownHash: 'new' })]).changed).to.deep.equal(['1 updated A']);
  });

  it('keeps components apart that share an id, as fields of activities do', () => {
    const known = knowing(version('Task.X__c', { id: '1' }), version('Event.X__c', { id: '1' }));

    expect(compare(known, [version('Event.X__c', { id: '1' }), version('Task.X__c', { id: '1' })])).to.deep.equal({
      ...NOTHING,
      same: ['Event.X__c', 'Task.X__c'],
    });
  });

  describe('that were read by other means', () => {
    const date = { lastModifiedDate: 'x' };
    const origin = (extractorVersion: string) => ({ documentHash: 'd', extractorVersion, ordinal: 0 });
    const known = knowing(version('A', { origin: origin('1'), ...date }));
    const changeOf = (changes: Partial<ComponentVersion>, apiVersionChanged = false): readonly string[] =>
      compare(known, [version('A', { origin: origin('1'), ...date, ...changes })], apiVersionChanged).changed;

    it('takes another text under another API version for re-read, unless its date moved too', () => {
      expect(changeOf({ ownHash: 'new' }, true)).to.deep.equal(['1 reread A']);
      expect(changeOf({ ownHash: 'new', lastModifiedDate: 'y' }, true)).to.deep.equal(['1 updated A']);
    });

    it('takes another text by other extractors for re-read, unless its date moved too', () => {
      expect(changeOf({ ownHash: 'new', origin: origin('2') })).to.deep.equal(['1 reread A']);
      expect(changeOf({ ownHash: 'new', origin: origin('2'), lastModifiedDate: 'y' })).to.deep.equal(['1 updated A']);
    });

    it('takes another text by the same extractors for an update, whatever others were raised', () => {
      const other = version('B', { origin: origin('1'), ...date });
      const seen = [
        version('A', { origin: origin('1'), ownHash: 'new', ...date }),
        version('B', { origin: origin('2'), ownHash: 'new', ...date }),
      ];

      expect(compare(knowing(known[0] ?? other, other), seen).changed).to.deep.equal(['1 updated A', '2 reread B']);
    });

    it('takes the first text of what was only listed for an update', () => {
      expect(
        compare(knowing(version('A', date)), [version('A', { origin: origin('1'), ownHash: 'new', ...date })]).changed
      ).to.deep.equal(['1 updated A']);
    });

    it('takes the same text by other extractors for no change: only what is made of it is replaced', () => {
      expect(changeOf({ origin: origin('2') })).to.deep.equal(['1 touched A']);
      expect(changeOf({})).to.deep.equal([]);
    });
  });

  const name = fc.constantFrom('A', 'B', 'C', 'a', 'D', 'E');
  const someVersion = fc
    .record({ fullName: name, id: fc.option(fc.constantFrom('1', '2', '3', '4'), { nil: undefined }), ownHash: name })
    .map(({ fullName, id, ownHash }) => version(fullName, { ownHash, ...(id === undefined ? {} : { id }) }));
  const model = fc.uniqueArray(someVersion, { selector: componentKey, maxLength: 6 });

  it('finds nothing between a model and itself', () => {
    fc.assert(
      fc.property(model, (versions) => {
        const found = compareModels(knowing(...versions), versions, { apiVersionChanged: false });
        expect(found.same).to.have.lengthOf(versions.length);
        expect([found.added, found.changed, found.unseen].flat()).to.deep.equal([]);
      })
    );
  });

  it('puts each known and each seen component in one place', () => {
    fc.assert(
      fc.property(model, model, (before, seen) => {
        const known = knowing(...before);
        const { added, changed, same, unseen } = compareModels(known, seen, { apiVersionChanged: false });
        const knownIds = [
          ...changed.map(({ componentId }) => componentId),
          ...[...same, ...unseen].map((c) => c.componentId),
        ];
        expect(knownIds.sort()).to.deep.equal(known.map(({ componentId }) => componentId));
        const seenKeys = [...added, ...changed.map((c) => c.version), ...same].map((c) => c.fullName).sort();
        expect(seenKeys).to.deep.equal(seen.map(({ fullName }) => fullName).sort());
      })
    );
  });
});
