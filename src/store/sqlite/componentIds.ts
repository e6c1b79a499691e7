import { nameKey, type ComponentName } from '../../model/names/componentName.ts';
import type { Connection } from './connection.ts';
import { queries } from './tables.ts';

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
    find: ({ type, fullName }) => byName.first({ type, name: nameKey(fullName) }),
    byId: (id) => byId.first({ id }),
  };
};

/** Ids of components by name, for one publication. Names must not change hands once one was asked for. */
export type ComponentIds = {
  /** Makes an identity without a component when nobody holds the name. */
  of(name: ComponentName): number;
  /** An id for a name that nobody holds; the row is the caller's to write. */
  assign(name: ComponentName): number;
  /** Whether this publication made it: then nothing leads from it yet. */
  isNew(id: number): boolean;
  /** Whether the org had no names at all before this publication. */
  areAllNew(): boolean;
};

export const createComponentIds = (connection: Connection, org: number): ComponentIds => {
  const identities = createIdentities(connection, org);
  const insert = connection.prepare<{ id: number; type: string; name: string; fullName: string }>((p) =>
    queries.insertInto('component').values({ org, id: p.id, type: p.type, name: p.name, full_name: p.fullName })
  );
  const last =
    connection.first(queries.selectFrom('component').select((expression) => expression.fn.max('id').as('id')))?.id ?? 0;
  let next = last + 1;
  const isFirst =
    connection.first(queries.selectFrom('component').select('id').where('org', '=', org).limit(1)) === undefined;
  // By the very spelling: most mentions of a name are spelled as it is, and to fold all of them would cost more.
  const byType = new Map<string, Map<string, number>>();
  const remember = ({ type, fullName }: ComponentName, id: number): number => {
    const ids = byType.get(type);
    if (ids === undefined) byType.set(type, new Map([[fullName, id]]));
    else ids.set(fullName, id);
    return id;
  };
  const make = (name: ComponentName): number => {
    const id = next;
    next += 1;
    insert.run({ id, type: name.type, name: nameKey(name.fullName), fullName: name.fullName });
    return id;
  };
  return {
    of: (name) => byType.get(name.type)?.get(name.fullName) ?? remember(name, identities.find(name)?.id ?? make(name)),
    assign: (name) => {
      const id = next;
      next += 1;
      return remember(name, id);
    },
    isNew: (id) => id > last,
    areAllNew: () => isFirst,
  };
};

/** What the steps of one publication share. */
export type Publishing = {
  readonly connection: Connection;
  readonly org: number;
  /** Number of the run: the point in time at which rows open and close. */
  readonly run: number;
  readonly ids: ComponentIds;
  /** By how much the counts of the org's current model change. */
  readonly tally: { components: number; references: number; grants: number };
};
