import type { OrgRecord } from '../store/records.ts';
import type { StoreView } from '../store/store.ts';
import { NEWEST, unservedDue } from './dueRun.ts';

/** What the store says of when an org was synced. */
type History = Pick<StoreView, 'runs' | 'audits'>;

/** The due time of an org that no sync has served by now; undefined when there is none. */
export const dueOf = async (org: OrgRecord, store: History, now: Date): Promise<Date | undefined> => {
  const [runs, audits] = await Promise.all([
    store.runs(org.key, { limit: NEWEST }),
    store.audits({ orgKey: org.key, limit: NEWEST }),
  ]);
  return unservedDue(org, runs, audits, now);
};

/** The orgs that are due by now, the one that has waited longest first. */
export const dueOrgs = async (store: History & Pick<StoreView, 'orgs'>, now: Date): Promise<OrgRecord[]> => {
  const found = await Promise.all(
    (await store.orgs()).map(async (org) => ({ org, due: await dueOf(org, store, now) }))
  );
  return found
    .flatMap(({ org, due }) => (due === undefined ? [] : [{ org, due }]))
    .sort((a, b) => a.due.getTime() - b.due.getTime())
    .map(({ org }) => org);
};
