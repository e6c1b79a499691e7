import type { ComponentName } from '../../model/componentName.ts';
import type { Connection } from './connection.ts';
import { queries } from './queries.ts';

export type Identity = {
  readonly id: number;
  readonly type: string;
  readonly name: string | null;
  readonly first_run: number | null;
  readonly changed_run: number | null;
  /** NULL without a current version. */
  readonly search_text: string | null;
};

/** Finds who holds a name in an org. */
export type Identities = {
  find(name: ComponentName): Identity | undefined;
  byId(id: number): Identity | undefined;
};

const columns = ['id', 'type', 'name', 'first_run', 'changed_run', 'search_text'] as const;

export const createIdentities = (connection: Connection, org: number): Identities => {
  const byName = connection.prepare<{ type: string; name: string }, Identity>((p) =>
    queries
      .selectFrom('component')
      .select(columns)
      .where('org', '=', org)
      .where('type', '=', p.type)
      .where('name', '=', p.name)
  );
  const byId = connection.prepare<{ id: number }, Identity>((p) =>
    queries.selectFrom('component').select(columns).where('id', '=', p.id).where('org', '=', org)
  );
  return {
    find: ({ type, fullName }) => byName.first({ type, name: fullName.toLowerCase() }),
    byId: (id) => byId.first({ id }),
  };
};
