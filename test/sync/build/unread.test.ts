import { expect } from 'chai';
import { componentKey } from '../../../src/model/names/componentName.ts';
import { marksOfUnread } from '../../../src/sync/build/unread.ts';
import type { NotRetrieved } from '../../../src/sync/plan/round.ts';
import { sha256, versionOf } from '../../store/builders.ts';

describe('the mark of what could not be read', () => {
  const origin = { documentHash: sha256('d'), extractorVersion: '1', ordinal: 0 };
  const component = { ...versionOf('LightningComponentBundle:lastMile', { origin }), componentId: 7 };
  const { origin: _none, ...neverRead } = component;
  const marks = (loss: NotRetrieved, known: typeof component | typeof neverRead = component) =>
    marksOfUnread({ same: [known], changed: [], added: [] }, new Map([[componentKey(known), loss]]), {
      run: 4,
      previous: 3,
    }).missing;

  it('has the reason and the run that read it', () => {
    expect(marks({ state: 'failed', reason: 'broken', unreadable: true })).to.deep.equal([
      { componentId: 7, missing: { reason: 'broken', lastSeen: 3 } },
    ]);
  });

  it('is not made where a package hides the text by now', () => {
    expect(marks({ state: 'unavailable', reason: 'hidden', unreadable: true })).to.deep.equal([]);
  });

  it('has the run that listed it where nothing was ever read, and whether the org does not give it', () => {
    expect(marks({ state: 'unavailable', reason: 'it was not in the zip' }, neverRead)).to.deep.equal([
      { componentId: 7, missing: { reason: 'it was not in the zip', lastSeen: 4, unavailable: true } },
    ]);
  });

  it('is made of what is new as well', () => {
    const loss: NotRetrieved = { state: 'unavailable', reason: 'it was not in the zip' };
    const { addedUnread } = marksOfUnread(
      { same: [], changed: [], added: [neverRead] },
      new Map([[componentKey(neverRead), loss]]),
      { run: 1, previous: 0 }
    );
    expect(addedUnread.map(({ missing }) => missing)).to.deep.equal([
      { reason: 'it was not in the zip', lastSeen: 1, unavailable: true },
    ]);
  });
});
