import { fieldRead, noGrants, type Grants, type ObjectGrant, type SetupGrant } from './grants.ts';

function mergeObject(
  left: ObjectGrant | undefined,
  right: ObjectGrant,
  pick: (l: boolean, r: boolean) => boolean
): ObjectGrant {
  const of = (key: keyof ObjectGrant): boolean => pick(left?.[key] ?? false, right[key]);
  return {
    read: of('read'),
    create: of('create'),
    edit: of('edit'),
    delete: of('delete'),
    viewAll: of('viewAll'),
    modifyAll: of('modifyAll'),
    viewAllFields: of('viewAllFields'),
  };
}

/** Everything that any of the sets gives. */
function unionOf(sets: readonly Grants[]): Grants {
  const userPermissions = new Set<string>();
  const objects = new Map<string, ObjectGrant>();
  const fields = new Map<string, number>();
  const setup = new Map<string, SetupGrant>();
  const tabs = new Map<string, 'DefaultOn' | 'DefaultOff'>();
  for (const set of sets) {
    for (const name of set.userPermissions) userPermissions.add(name);
    for (const [name, grant] of set.objects) {
      objects.set(
        name,
        mergeObject(objects.get(name), grant, (left, right) => left || right)
      );
    }
    for (const [name, bits] of set.fields) fields.set(name, (fields.get(name) ?? 0) | bits);
    for (const grant of set.setup) setup.set(`${grant.type}:${grant.name}`, grant);
    for (const [name, visibility] of set.tabs) {
      if (tabs.get(name) !== 'DefaultOn') tabs.set(name, visibility);
    }
  }
  return { ...noGrants, userPermissions, objects, fields, setup: [...setup.values()], tabs };
}

/** What a permission set group gives: its members' rights together, less what its muting sets take away. */
export function combineGrants(members: readonly Grants[], muting: readonly Grants[]): Grants {
  const given = unionOf(members);
  const muted = unionOf(muting);
  const mutedSetup = new Set(muted.setup.map(({ type, name }) => `${type}:${name}`));
  const objects = [...given.objects]
    .map(([name, grant]) => {
      const mute = muted.objects.get(name);
      const left = mute === undefined ? grant : mergeObject(mute, grant, (mutes, gives) => gives && !mutes);
      return [name, left] as const;
    })
    .filter(([, grant]) => grant.read);
  const fields = [...given.fields]
    .map(([name, bits]) => [name, bits & ~(muted.fields.get(name) ?? 0)] as const)
    .filter(([, bits]) => (bits & fieldRead) !== 0);
  return {
    ...given,
    userPermissions: new Set([...given.userPermissions].filter((name) => !muted.userPermissions.has(name))),
    objects: new Map(objects),
    fields: new Map(fields),
    setup: given.setup.filter(({ type, name }) => !mutedSetup.has(`${type}:${name}`)),
    tabs: new Map([...given.tabs].filter(([name]) => !muted.tabs.has(name))),
  };
}
