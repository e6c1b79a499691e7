import { expect } from 'chai';
import type { SyncRequest } from '../../../src/engine/contract.ts';
import type { SyncOutcome } from '../../../src/engine/outcome.ts';
import { createMemoryStore } from '../../store/memory/memoryStore.ts';
import type { Store } from '../../../src/store/store.ts';
import { runDueSyncs } from '../../../src/sync/run/runDueSyncs.ts';
import { moment, orgOf, runOf } from '../../store/builders.ts';

const NOON = Date.UTC(2026, 1, 1, 12);

describe('syncing what is due', () => {
  let store: Store;

  beforeEach(async () => {
    store = createMemoryStore();
    for (const [key, time] of [
      ['late', '09:00'],
      ['early', '03:00'],
      ['new', '13:00'],
    ] as const) {
      const since = key === 'new' ? new Date(NOON).toISOString() : moment(0);
      await store.saveOrg({ ...orgOf(key), orgId: `00D${key}`, schedule: { time, timezone: 'UTC', since } });
    }
  });

  const clock = { now: () => new Date(NOON), sleep: async () => undefined };

  const run = async (sync: (request: SyncRequest) => Promise<SyncOutcome>): Promise<string[]> => {
    const outcomes = await runDueSyncs('timer', sync, { store, clock });
    return outcomes.map(({ org, kind }) => `${org.key} ${kind}`);
  };

  const published = async ({ org }: SyncRequest): Promise<SyncOutcome> => ({
    kind: 'published',
    run: { ...runOf(org.key, `run of ${org.key}`), number: 1, state: 'succeeded' },
  });

  it('takes each org whose time has come, the one that waited longest first', async () => {
    const requests: SyncRequest[] = [];

    const outcomes = await run((request) => {
      requests.push(request);
      return published(request);
    });

    expect(outcomes).to.deep.equal(['early published', 'late published']);
    expect(requests.map(({ trigger, actor, due }) => [trigger, actor, due?.toISOString()])).to.deep.equal([
      ['scheduled', 'timer', '2026-02-01T03:00:00.000Z'],
      ['scheduled', 'timer', '2026-02-01T09:00:00.000Z'],
    ]);
  });

  it('goes on with the next org when one breaks down', async () => {
    const outcomes = await run((request) =>
      request.org.key === 'early' ? Promise.reject(new Error('disk full')) : published(request)
    );

    expect(outcomes).to.deep.equal(['early broken', 'late published']);
  });

  it('leaves out an org that was served or disconnected while another one was synced', async () => {
    const outcomes = await run(async (request) => {
      await store.saveOrg({ ...orgOf('late'), orgId: '00Dlate', disconnectedAt: moment(1) });
      return published(request);
    });

    expect(outcomes).to.deep.equal(['early published']);
  });
});
