import { CountedMap } from '../countedMap.ts';
import { keyPrefix } from '../load/keyPrefix.ts';
import type { StandinComponent, StandinOrg, StandinUser } from '../orgState.ts';
import { salesforceId } from '../salesforceId.ts';

/** One component of a small org for tests; `child` ones have no file of their own. */
export type SampleComponent = {
  readonly type: string;
  readonly fullName: string;
  readonly fileName: string;
  readonly content?: string;
  /** Content of the `-meta.xml` beside it. */
  readonly meta?: string;
  readonly namespacePrefix?: string;
  readonly parent?: string;
};

export function sampleUser(id: number, changes: Partial<StandinUser> = {}): StandinUser {
  return {
    id: salesforceId('005', `User:${id}`),
    username: `user${id}@example.com`,
    name: `Test User${id}`,
    isActive: true,
    profile: 'System Administrator',
    permissionSets: [],
    permissionSetGroups: [],
    revokedPermissions: [],
    ...changes,
  };
}

/** An org that holds just what a test names. */
export function sampleState(components: readonly SampleComponent[], users: readonly StandinUser[]): StandinOrg {
  const org: StandinOrg = {
    orgId: '00D000000000001EAA',
    name: 'Sample Org',
    edition: 'Enterprise Edition',
    instanceName: 'NA99',
    isSandbox: true,
    trialExpirationDate: null,
    namespacePrefix: null,
    timeZone: 'Europe/Berlin',
    apiVersion: '66.0',
    components: new CountedMap(),
    files: new Map(),
    users: [...users],
    revision: 1,
  };
  for (const { type, fullName, fileName, content, meta, namespacePrefix, parent } of components) {
    const component: StandinComponent = {
      type,
      fullName,
      fileName,
      id: salesforceId(keyPrefix(type), `${type}:${fullName}`),
      createdById: users[0]?.id ?? '',
      createdDate: '2024-01-01T08:00:00.000Z',
      lastModifiedById: users[0]?.id ?? '',
      lastModifiedDate: '2024-06-01T08:00:00.000Z',
      ...(namespacePrefix === undefined ? {} : { namespacePrefix, manageableState: 'installed' }),
      ...(parent === undefined ? {} : { parent }),
    };
    org.components.set(`${type}:${fullName}`, component);
    if (content !== undefined) org.files.set(fileName, Buffer.from(content));
    if (meta !== undefined) org.files.set(`${fileName}-meta.xml`, Buffer.from(meta));
  }
  return org;
}
