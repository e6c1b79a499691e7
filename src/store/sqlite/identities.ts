import { componentKey, type ComponentName } from '../../model/componentName.ts';
import type { Connection } from './connection.ts';
import type { Identities, Identity } from './publishing.ts';
import { queries } from './queries.ts';

const columns = ['id', 'type', 'name', 'first_run', 'changed_run', 'search_text'] as const;

/** `idOf` remembers what it found: names must not change hands between its calls. */
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
  const insert = connection.prepare<{ type: string; name: string; fullName: string }>((p) =>
    queries.insertInto('component').values({ org, type: p.type, name: p.name, full_name: p.fullName })
  );
  const ids = new Map<string, number>();
  // Names are often the very same object: a target is the component that was resolved.
  const ofObjects = new Map<ComponentName, number>();
  const find: Identities['find'] = ({ type, fullName }) => byName.first({ type, name: fullName.toLowerCase() });
  return {
    find,
    byId: (id) => byId.first({ id }),
    idOf: (name) => {
      const same = ofObjects.get(name);
      if (same !== undefined) return same;
      const key = componentKey(name);
      const id =
        ids.get(key) ??
        find(name)?.id ??
        insert.run({ type: name.type, name: name.fullName.toLowerCase(), fullName: name.fullName }).id;
      ids.set(key, id);
      ofObjects.set(name, id);
      return id;
    },
  };
};
