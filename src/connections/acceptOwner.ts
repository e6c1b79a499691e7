import { dirname } from 'node:path';
import type { ChangedOwner, SeenStore, StoreOwner } from '../account/storeOwners.ts';
import { authorize } from '../engine/authorize.ts';
import { hostOf } from '../engine/systemCollaborators.ts';
import type { Collaborators } from '../engine/contract.ts';
import { elementsError } from '../errors.ts';
import { userLabel } from '../policy/storeOwner.ts';

/** What became of it. `untold`: other accounts can't learn whom the file belongs to, because of this error. */
export type Accepted =
  | { readonly kind: 'accepted'; readonly path: string; readonly found: number; readonly untold?: string }
  /** Another file came into its place while somebody looked at it: nothing is confirmed. */
  | { readonly kind: 'swapped'; readonly path: string }
  /** There is no file, or it belongs to whom it belonged to. */
  | { readonly kind: 'unchanged' };

type Request = {
  readonly userId: number | undefined;
  readonly actor: string;
  /** Has a person look at the very file, and throws where they do not confirm it. */
  readonly confirm: (seen: SeenStore, change: ChangedOwner | undefined) => Promise<void>;
};

/**
 * Takes the new owner of the store's file for the right one. That is for who owned it before, or for root, who may never
 * have used the store; the guard says so. Only the file that was looked at is confirmed, by its number on the disk.
 */
export const acceptOwner = async (
  { userId, actor, confirm }: Request,
  owner: StoreOwner,
  parts: Pick<Collaborators, 'store' | 'clock' | 'process' | 'guard'>
): Promise<Accepted> => {
  const { store, clock, process } = parts;
  await authorize({ action: 'confirm an owner', org: { name: owner.path, policies: {} }, actor }, parts);
  const isRoot = userId === 0;
  const [change, seen] = [await owner.changed(), await owner.see()];
  if (seen === undefined || (!isRoot && change === undefined)) return { kind: 'unchanged' };
  await confirm(seen, change);
  const { path, found, unnoted, untold } = await owner.accept(seen);
  if (found === undefined) return { kind: 'swapped', path };
  // Root's word counts by the file beside the store, the former owner's by that and for himself.
  const failed = isRoot ? untold : unnoted;
  if (failed !== undefined) throw elementsError('folderNotWritable', [dirname(path), failed]);
  await store
    .audit({
      at: clock.now().toISOString(),
      actor,
      from: `policy audit on ${hostOf(process.holder)}`,
      action: 'store owner confirmed',
      detail: { file: path, inode: seen.id, before: userLabel(change?.recorded ?? found), after: userLabel(found) },
    })
    // The store may be one that the former owner may only read now.
    .catch(() => undefined);
  return { kind: 'accepted', path, found, ...(untold === undefined ? {} : { untold }) };
};
