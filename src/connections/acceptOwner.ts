import { dirname } from 'node:path';
import type { StoreOwners } from '../account/storeOwners.ts';
import { hostOf } from '../engine/systemCollaborators.ts';
import type { Collaborators } from '../engine/contract.ts';
import { elementsError } from '../errors.ts';
import { policyMessage } from '../messages.ts';

/** Whom the store's file belongs to. `untold`: other accounts can't learn of it, because of this error. */
export type Accepted = { readonly path: string; readonly found: number; readonly untold?: string };

/**
 * Takes the new owner of the store's file for the right one; undefined where it did not change. That is for who owned it
 * before, or for root, who may never have used the store: the new owner may be who put another file in its place.
 */
export const acceptOwner = async (
  request: { readonly path: string; readonly userId: number | undefined; readonly actor: string },
  owners: StoreOwners,
  { store, clock, process }: Pick<Collaborators, 'store' | 'clock' | 'process'>
): Promise<Accepted | undefined> => {
  const { userId, actor } = request;
  const isRoot = userId === 0;
  const change = isRoot ? undefined : await owners.changed(request.path);
  if (!isRoot && change === undefined) return undefined;
  if (change !== undefined && userId !== change.recorded) {
    const { path, file, recorded, found } = change;
    const former = recorded === undefined ? policyMessage('ownerUnknown') : String(recorded);
    throw elementsError('storeOwner', [policyMessage('confirm an owner'), path, path, former, file, String(found)]);
  }
  const { path, found, unnoted, untold } = await owners.accept(request.path);
  if (found === undefined) return undefined;
  // Root's word counts by the file beside the store, the former owner's by that and for himself.
  const failed = isRoot ? untold : unnoted;
  if (failed !== undefined) throw elementsError('folderNotWritable', [dirname(path), failed]);
  await store
    .audit({
      at: clock.now().toISOString(),
      actor,
      from: `policy audit on ${hostOf(process.holder)}`,
      action: 'store owner confirmed',
      detail: { file: path, before: String(change?.recorded ?? found), after: String(found) },
    })
    // The store may be one that the former owner may only read now.
    .catch(() => undefined);
  return { path, found, ...(untold === undefined ? {} : { untold }) };
};
