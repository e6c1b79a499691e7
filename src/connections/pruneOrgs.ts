import { authorize, guarded } from '../engine/authorize.ts';
import type { Collaborators } from '../engine/contract.ts';
import { isLive } from '../engine/runState.ts';
import { hostOf } from '../engine/systemCollaborators.ts';
import type { OrgRecord, Pruned, RunRecord } from '../store/records.ts';

/** What became of one org: its history went, or would go, or a sync is running. */
export type PrunedOrg = { readonly org: OrgRecord } & ({ readonly pruned: Pruned } | { readonly running: RunRecord });

type Parts = Pick<Collaborators, 'guard' | 'store' | 'clock' | 'process'>;

const MS_PER_DAY = 86_400_000;

/** No run begins so late, whatever a clock said. */
const ALL_TIME = '9999-12-31T23:59:59.999Z';

/** The moment before which history goes that is to be kept for so many days; 0 keeps none. */
export const pruneBefore = (days: number, now: Date): string =>
  days === 0 ? ALL_TIME : new Date(now.getTime() - days * MS_PER_DAY).toISOString();

/** The moment as a person is told it: now, where no history is kept. */
export const toldBefore = (before: string, now: Date): string => (before === ALL_TIME ? now.toISOString() : before);

/** Asks the guard for each org before anything is changed. */
export const authorizePruning = async (
  orgs: readonly OrgRecord[],
  { store, actor }: { readonly store: string; readonly actor: string },
  parts: Parts
): Promise<void> => {
  const asked = orgs.length === 0 ? [{ name: store, policies: {} }] : orgs.map(guarded);
  for (const org of asked) await authorize({ action: 'prune history', org, actor }, parts);
};

/** Each org by itself: what is done of one stays done whatever comes to the next. Whoever calls has asked the guard. */
export const pruneOrgs = async (
  orgs: readonly OrgRecord[],
  { before, dryRun, actor }: { readonly before: string; readonly dryRun: boolean; readonly actor: string },
  { store, clock, process }: Parts
): Promise<PrunedOrg[]> => {
  const lives = (run: RunRecord): boolean => isLive(run, (holder) => process.isAlive(holder), clock.now());
  const done: PrunedOrg[] = [];
  for (const org of orgs) {
    const result = await store.prune(org.key, { before, dryRun }, lives);
    done.push({ org, ...result });
    if (dryRun || 'running' in result) continue;
    await store.audit({
      at: clock.now().toISOString(),
      actor,
      from: `backend prune on ${hostOf(process.holder)}`,
      orgKey: org.key,
      action: 'history pruned',
      detail: { before: toldBefore(before, clock.now()), ...result.pruned },
    });
  }
  return done;
};
