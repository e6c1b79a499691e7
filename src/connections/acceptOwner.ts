import type { ChangedOwner, StoreOwners } from '../account/storeOwners.ts';
import { hostOf } from '../engine/systemCollaborators.ts';
import type { Collaborators } from '../engine/contract.ts';
import { elementsError } from '../errors.ts';
import { policyMessage } from '../messages.ts';

/** What came of it. `problem`: other accounts of the machine can't learn of it, because of what is said. */
export type Accepted = { readonly change: ChangedOwner; readonly problem?: string };

/**
 * Takes the new owner of the store's file for the right one; undefined where it did not change. That is for who owned it
 * before, or for root: the new owner may be who put another file in its place.
 */
export const acceptOwner = async (
  request: { readonly path: string; readonly userId: number | undefined; readonly actor: string },
  owners: StoreOwners,
  { store, clock, process }: Pick<Collaborators, 'store' | 'clock' | 'process'>
): Promise<Accepted | undefined> => {
  const { path, userId, actor } = request;
  const change = await owners.changed(path);
  if (change === undefined) return undefined;
  const { recorded, found } = change;
  const former = recorded === undefined ? policyMessage('ownerUnknown') : String(recorded);
  if (userId !== 0 && userId !== recorded) {
    const what = [policyMessage('confirm an owner'), path];
    throw elementsError('storeOwner', [...what, change.path, former, String(found)]);
  }
  const problem = await owners.accept(change).then(
    () => undefined,
    (error: unknown) => (error as NodeJS.ErrnoException).code ?? 'unknown'
  );
  const record = {
    at: clock.now().toISOString(),
    actor,
    from: `policy audit on ${hostOf(process.holder)}`,
    action: 'store owner confirmed',
    detail: { file: change.path, before: former, after: String(found) },
  };
  // The store may be one that the former owner may only read now.
  await store.audit(record).catch(() => undefined);
  return { change, ...(problem === undefined ? {} : { problem }) };
};
