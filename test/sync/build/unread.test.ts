import { expect } from 'chai';
import { componentKey } from '../../../src/model/names/componentName.ts';
import { staleAmong } from '../../../src/sync/build/unread.ts';
import type { NotRetrieved } from '../../../src/sync/plan/round.ts';
import { sha256, versionOf } from '../../store/builders.ts';

describe('older content of what could not be read', () => {
  const origin = { documentHash: sha256('d'), extractorVersion: '1', ordinal: 0 };
  const component = { ...versionOf('LightningComponentBundle:lastMile', { origin }), componentId: 7 };
  const stale = (loss: NotRetrieved, known: typeof component | Omit<typeof component, 'origin'> = component) =>
    staleAmong({ same: [known], changed: [] }, new Map([[componentKey(known), loss]]), 3);

  it('is marked with the reason and the run that read it', () => {
    expect(stale({ state: 'failed', reason: 'broken', unreadable: true })).to.deep.equal([
      { component, reason: 'broken', lastSeen: 3 },
    ]);
  });

  it('is not marked where a package hides the text by now', () => {
    expect(stale({ state: 'unavailable', reason: 'hidden', unreadable: true })).to.deep.equal([]);
  });

  it('is not there where nothing was ever read', () => {
    const { origin: _none, ...listed } = component;
    expect(stale({ state: 'failed', reason: 'broken' }, listed)).to.deep.equal([]);
  });
});
