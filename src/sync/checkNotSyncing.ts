import { elementsError } from '../errors.ts';
import type { OrgRecord } from '../store/records.ts';
import type { Collaborators } from './contract.ts';
import { isLive } from './runView.ts';

/** Refuses what must not happen while a sync of the org runs. */
export const checkNotSyncing = async (
  org: OrgRecord,
  { store, clock, process }: Pick<Collaborators, 'store' | 'clock' | 'process'>
): Promise<void> => {
  const [newest] = await store.runs(org.key, { limit: 1 });
  if (newest !== undefined && isLive(newest, (holder) => process.isAlive(holder), clock.now())) {
    throw elementsError('syncRunning', [org.alias ?? org.username, newest.startedAt, newest.actor]);
  }
};
