import { gatherSets } from '../publication.ts';
import type { GrantRecord, Publication } from '../records.ts';
import { createBulkInsert } from './bulkInsert.ts';
import type { ComponentIds, Publishing } from './componentIds.ts';
import { queries } from './tables.ts';

type Grant = { readonly principal: number; readonly target: number };
type OpenGrant = Grant & { readonly rights: number; readonly valid_from: number };

export type GrantWriter = {
  ofPrincipal(principal: number): OpenGrant[];
  onTarget(target: number): OpenGrant[];
  open(grant: Grant & { readonly rights: number }): void;
  close(grant: OpenGrant): void;
};

export const createGrantWriter = ({ connection, run, tally }: Publishing): GrantWriter => {
  const openGrants = queries
    .selectFrom('access_grant')
    .select(['principal_id as principal', 'target_id as target', 'rights', 'valid_from'])
    .where('valid_to', 'is', null);
  const ofPrincipal = connection.prepare<{ id: number }, OpenGrant>(({ id }) =>
    openGrants.where('principal_id', '=', id)
  );
  const onTarget = connection.prepare<{ id: number }, OpenGrant>(({ id }) => openGrants.where('target_id', '=', id));
  const open = connection.prepare<Grant & { rights: number }>((p) =>
    queries
      .insertInto('access_grant')
      .values({ principal_id: p.principal, target_id: p.target, rights: p.rights, valid_from: run })
  );
  const close = connection.prepare<Grant & { from: number }>((p) =>
    queries
      .updateTable('access_grant')
      .set({ valid_to: run })
      .where('principal_id', '=', p.principal)
      .where('target_id', '=', p.target)
      .where('valid_from', '=', p.from)
  );
  const remove = connection.prepare<Grant>((p) =>
    queries
      .deleteFrom('access_grant')
      .where('principal_id', '=', p.principal)
      .where('target_id', '=', p.target)
      .where('valid_from', '=', run)
  );
  return {
    ofPrincipal: (id) => ofPrincipal.all({ id }),
    onTarget: (id) => onTarget.all({ id }),
    open: (grant) => {
      open.run(grant);
      tally.grants += 1;
    },
    close: (grant) => {
      // Opened by this very run: it was never part of any model.
      if (grant.valid_from === run) remove.run(grant);
      else close.run({ principal: grant.principal, target: grant.target, from: grant.valid_from });
      tally.grants -= 1;
    },
  };
};

/** Closes the grants that are gone or differ and opens the new ones; a grant that stays is not written. */
export const publishGrants = (publishing: Publishing, grants: Publication['grants']): void => {
  const { connection, run, ids, tally } = publishing;
  const writer = createGrantWriter(publishing);
  const insert = createBulkInsert(connection, 'access_grant', ['principal_id', 'target_id', 'rights', 'valid_from']);
  const sets = gatherSets(grants.map(({ principal: owner, grants: items }) => ({ owner, items })));
  for (const { owner, items } of sets) {
    const principal = ids.of(owner);
    const wanted = rightsByTarget(ids, items);
    for (const grant of ids.isNew(principal) ? [] : writer.ofPrincipal(principal)) {
      if (wanted.get(grant.target) === grant.rights) wanted.delete(grant.target);
      else writer.close(grant);
    }
    // In the order of the key, so that rows go in side by side.
    for (const [target, rights] of [...wanted].sort(([a], [b]) => a - b)) insert.add(principal, target, rights, run);
  }
  insert.flush();
  tally.grants += insert.written();
};

/** Rights by target; what is granted twice adds up. */
const rightsByTarget = (ids: ComponentIds, grants: readonly GrantRecord[]): Map<number, number> => {
  const targets = new Map<number, number>();
  for (const { target, rights } of grants) {
    const id = ids.of(target);
    targets.set(id, (targets.get(id) ?? 0) | rights);
  }
  return targets;
};
