import { SfError } from '@salesforce/core/sfError';
import type { Collaborators, SyncRequest } from '../../engine/contract.ts';
import type { SyncOutcome } from '../../engine/outcome.ts';
import { dueOf, dueOrgs } from '../../schedule/dueOrgs.ts';
import type { OrgRecord } from '../../store/records.ts';

/** What became of one org that was due. `broken`: an exception, which must not stop the other orgs. */
export type DueOutcome = { readonly org: OrgRecord } & (
  SyncOutcome | { readonly kind: 'broken'; readonly error: SfError; readonly run?: undefined }
);

/**
 * Syncs what is due, each org once, one after the other; what one of them comes to does not stop the others. Who else does
 * the same at the same time does not sync an org twice: the run's lease decides, and a run that served the due time.
 */
export const runDueSyncs = async (
  actor: string,
  sync: (request: SyncRequest) => Promise<SyncOutcome>,
  { store, clock }: Pick<Collaborators, 'store' | 'clock'>
): Promise<DueOutcome[]> => {
  const outcomes: DueOutcome[] = [];
  for (const { key } of await dueOrgs(store, clock.now())) {
    // Others may have been at it meanwhile: an org before this one may have taken hours.
    const org = await store.org(key);
    const due = org && (await dueOf(org, store, clock.now()));
    if (org === undefined || org.disconnectedAt !== undefined || due === undefined) continue;
    const outcome = await sync({ org, trigger: 'scheduled', actor, due }).catch(broken);
    outcomes.push({ org, ...outcome });
  }
  return outcomes;
};

const broken = (thrown: unknown): { readonly kind: 'broken'; readonly error: SfError } => ({
  kind: 'broken',
  error: SfError.wrap(thrown),
});
