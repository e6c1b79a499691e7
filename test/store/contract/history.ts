import { expect } from 'chai';
import { componentKey } from '../../../src/model/names/componentName.ts';
import type { ComponentHistoryEntry } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import { named, orgOf, publishRun, runOf, versionOf } from '../builders.ts';
import type { StoreFactory, StoreFixture } from './factory.ts';
import { idOf } from './known.ts';

const historyOf = (store: Store, name: string): Promise<ComponentHistoryEntry[]> =>
  store.versions('one', componentKey(named(name)));

/** The name and label that were valid in the model of a run. */
const asOf = (history: readonly ComponentHistoryEntry[], run: number): string | undefined => {
  const entry = history.find(({ from, to }) => from <= run && (to === undefined || run < to));
  return entry && `${entry.version.fullName} ${entry.version.label ?? ''}`;
};

export const historyContract = (factory: StoreFactory): void => {
  describe('history', () => {
    let fixture: StoreFixture;
    beforeEach(async () => {
      fixture = await factory();
      await fixture.store.saveOrg(orgOf('one'));
    });
    afterEach(() => fixture.destroy());

    it('tells what a component was in the model of every run', async () => {
      const { store } = fixture;
      const first = await publishRun(store, runOf('one', 'r1'), {
        added: [versionOf('ApexClass:A', { label: 'v0' }), versionOf('ApexClass:Still')],
      });
      const componentId = await idOf(store, 'one', 'ApexClass:A');
      const seen = new Map([[first.number, 'A v0']]);
      for (let step = 1; step <= 30; step += 1) {
        const fullName = step % 3 === 0 ? 'B' : 'A';
        const label = `v${step}`;
        const { number } = await publishRun(store, runOf('one', `s${step}`), {
          changed: [{ componentId, change: 'renamed', version: versionOf(`ApexClass:${fullName}`, { label }) }],
        });
        seen.set(number, `${fullName} ${label}`);
      }

      const history = await historyOf(store, 'ApexClass:B');

      for (const [run, expected] of seen) expect(asOf(history, run)).to.equal(expected);
      expect(history).to.have.lengthOf(31);
      expect(await historyOf(store, 'ApexClass:Still')).to.deep.equal([
        { version: versionOf('ApexClass:Still'), change: 'added', from: first.number },
      ]);
    });

    it('lists versions newest first, with how each came and went', async () => {
      const { store } = fixture;
      const first = await publishRun(store, runOf('one', 'r1'), { added: [versionOf('ApexClass:A')] });
      const componentId = await idOf(store, 'one', 'ApexClass:A');
      const updated = versionOf('ApexClass:A', { label: 'new' });
      const second = await publishRun(store, runOf('one', 'r2'), {
        changed: [{ componentId, change: 'updated', version: updated }],
      });
      const third = await publishRun(store, runOf('one', 'r3'), { deleted: [componentId] });
      await publishRun(store, runOf('one', 'r4'));
      const fifth = await publishRun(store, runOf('one', 'r5'), { added: [updated] });

      expect(await historyOf(store, 'ApexClass:A')).to.deep.equal([
        { version: updated, change: 'added', from: fifth.number },
        { version: updated, change: 'updated', from: second.number, to: third.number, ended: 'deleted' },
        {
          version: versionOf('ApexClass:A'),
          change: 'added',
          from: first.number,
          to: second.number,
          ended: 'superseded',
        },
      ]);
    });

    it('still tells the history of a deleted component', async () => {
      const { store } = fixture;
      const first = await publishRun(store, runOf('one', 'r1'), { added: [versionOf('ApexClass:A')] });
      const second = await publishRun(store, runOf('one', 'r2'), {
        deleted: [await idOf(store, 'one', 'ApexClass:A')],
      });

      expect(await historyOf(store, 'ApexClass:A')).to.deep.equal([
        { version: versionOf('ApexClass:A'), change: 'added', from: first.number, to: second.number, ended: 'deleted' },
      ]);
    });

    it('knows no history of a name that nobody has', async () => {
      expect(await historyOf(fixture.store, 'ApexClass:A')).to.deep.equal([]);
    });
  });
};
