import { type GrantRecord, rightsOf, type Right } from '../../model/access/grants.ts';
import type { ListedComponent } from '../../model/component.ts';
import { componentKey, type ComponentName } from '../../model/names/componentName.ts';
import { widenId } from '../../model/names/salesforceValues.ts';
import { flag, parentRow, query, text, type Row } from '../../salesforce/calls/query.ts';
import type { OrgSession } from '../../salesforce/session/orgSession.ts';
import type { FlowDefinition } from './flowQueries.ts';
import { flowDefinitions } from './flowQuestions.ts';
import type { Asking, PrincipalGrants, Question } from './question.ts';

export type PermissionTables = {
  readonly rows: PrincipalGrants;
  /** How many grants are for a flow that nothing names. */
  readonly namelessFlows: number;
};

/** What profiles permit, and packaged permission sets. */
export const profilePermissions: Question<PermissionTables> = {
  name: 'What profiles permit',
  type: 'Profile',
  asked: 'always',
  read: async ({ session, components, known, answers }) => {
    const tables = await readPermissionRows(session, { components, known }, answers.to(flowDefinitions) ?? []);
    // Missing grants must not look like grants that are gone, when the flows can be read the next time.
    if (answers.stateOf(flowDefinitions) === 'failed' && tables.namelessFlows > 0) {
      throw new Error('the flows that it names could not be read');
    }
    return tables;
  },
  grants: ({ rows }) => rows,
  warnings: ({ namelessFlows }) =>
    namelessFlows === 0
      ? []
      : [
          `What profiles permit is incomplete: ${String(namelessFlows)} grants are for flows that could not be found by their id`,
        ],
};

/** Ids in one `IN (…)`: a GET's URI may have 16,384 bytes. */
const IDS_PER_QUERY = 100;

/**
 * The grants of profiles and packaged permission sets: a retrieved profile holds only what was asked for beside it, and
 * packaged permission sets hide parts; the tables are whole. All other permission sets come whole in the zip.
 * Tables and columns are those of the Object Reference; whoever lacks View Setup gets `INVALID_TYPE`, which is thrown.
 */
export const readPermissionRows = async (
  session: OrgSession,
  { components, known }: Pick<Asking, 'components' | 'known'>,
  flows: readonly FlowDefinition[]
): Promise<PermissionTables> => {
  // What could not be listed is still granted: the model knows its name.
  const byId = new Map<string, ListedComponent>();
  for (const component of [...known, ...components]) if (component.id) byId.set(component.id, component);
  const principals = await readPrincipals(session, byId, components);
  if (principals.size === 0) return { rows: [], namelessFlows: 0 };
  const flowById = flowNames(byId, flows);
  let namelessFlows = 0;

  const grants = new Map<string, Map<string, GrantRecord>>();
  const add = (row: Row, target: ComponentName | undefined, rights: readonly Right[]): void => {
    const parentId = widenId(text(row, 'ParentId'));
    const principal = parentId === undefined ? undefined : principals.get(parentId);
    if (!parentId || !principal || !target || rights.length === 0) return;
    const own = grants.get(parentId) ?? new Map<string, GrantRecord>();
    grants.set(parentId, own);
    const key = componentKey(target);
    own.set(key, { principal, target, rights: (own.get(key)?.rights ?? 0) | rightsOf(rights) });
  };
  const packaged = [...principals].filter(([, name]) => name.type === 'PermissionSet').map(([id]) => id);
  for (const where of whereClauses(packaged)) {
    for (const row of await query(session, `${OBJECT_PERMISSIONS} WHERE ${where}`)) {
      add(row, nameOf('CustomObject', text(row, 'SobjectType')), rightsIn(row, OBJECT_RIGHTS));
    }
    for (const row of await query(session, `${FIELD_PERMISSIONS} WHERE ${where}`)) {
      add(row, nameOf('CustomField', text(row, 'Field')), rightsIn(row, FIELD_RIGHTS));
    }
    for (const row of await query(session, `${SETUP_ENTITY_ACCESS} WHERE ${where}`)) {
      const id = widenId(text(row, 'SetupEntityId')) ?? '';
      const isFlow = text(row, 'SetupEntityType') === 'FlowDefinition';
      const target = isFlow ? flowById.get(id) : byId.get(id);
      if (isFlow && !target) namelessFlows += 1;
      add(row, target, ['access']);
    }
    for (const row of await query(session, `${TAB_SETTINGS} WHERE ${where}`)) {
      add(row, nameOf('CustomTab', text(row, 'Name')), TAB_RIGHTS[text(row, 'Visibility') ?? ''] ?? []);
    }
  }
  return {
    rows: [...principals].map(([id, principal]) => ({ principal, grants: [...(grants.get(id)?.values() ?? [])] })),
    namelessFlows,
  };
};

/**
 * Flows by the id of their definition: that is what is granted, while a listing gives a flow the id of a version. Where
 * the view has a name instead of an id, as of packaged flows, a listed FlowDefinition of the flow's name has it.
 */
const flowNames = (
  byId: ReadonlyMap<string, ListedComponent>,
  flows: readonly FlowDefinition[]
): ReadonlyMap<string, ComponentName> => {
  const names = new Map<string, ComponentName>();
  for (const [id, { type, fullName }] of byId) if (type === 'FlowDefinition') names.set(id, { type: 'Flow', fullName });
  for (const { id, fullName } of flows) if (id !== undefined) names.set(id, { type: 'Flow', fullName });
  return names;
};

const OBJECT_PERMISSIONS =
  'SELECT ParentId, SobjectType, PermissionsRead, PermissionsCreate, PermissionsEdit, PermissionsDelete, PermissionsViewAllRecords, PermissionsModifyAllRecords FROM ObjectPermissions';
/** Salesforce wants both SobjectType and Field among the columns. */
const FIELD_PERMISSIONS = 'SELECT ParentId, SobjectType, Field, PermissionsRead, PermissionsEdit FROM FieldPermissions';
const SETUP_ENTITY_ACCESS = 'SELECT ParentId, SetupEntityId, SetupEntityType FROM SetupEntityAccess';

/** A profile's tabs are among them, by the permission set that it owns; of a hidden tab there is no row. */
const TAB_SETTINGS = 'SELECT ParentId, Name, Visibility FROM PermissionSetTabSetting';
const TAB_RIGHTS: { readonly [visibility: string]: readonly Right[] } = {
  DefaultOn: ['access', 'default'],
  DefaultOff: ['access'],
};

const OBJECT_RIGHTS: ReadonlyArray<readonly [string, Right]> = [
  ['PermissionsRead', 'read'],
  ['PermissionsCreate', 'create'],
  ['PermissionsEdit', 'edit'],
  ['PermissionsDelete', 'delete'],
  ['PermissionsViewAllRecords', 'viewAll'],
  ['PermissionsModifyAllRecords', 'modifyAll'],
];
const FIELD_RIGHTS: ReadonlyArray<readonly [string, Right]> = [
  ['PermissionsRead', 'read'],
  ['PermissionsEdit', 'edit'],
];

const rightsIn = (row: Row, columns: ReadonlyArray<readonly [string, Right]>): Right[] =>
  columns.flatMap(([column, right]) => (flag(row, column) ? [right] : []));

const nameOf = (type: string, fullName: string | undefined): ComponentName | undefined =>
  fullName === undefined ? undefined : { type, fullName };

const whereClauses = (packagedSets: readonly string[]): string[] => {
  const clauses = ['Parent.IsOwnedByProfile = true'];
  for (let start = 0; start < packagedSets.length; start += IDS_PER_QUERY) {
    clauses.push(
      `ParentId IN (${packagedSets
        .slice(start, start + IDS_PER_QUERY)
        .map((id) => `'${id}'`)
        .join(', ')})`
    );
  }
  return clauses;
};

/** Each profile owns a permission set, to which its rows belong; it is known here by the profile's name. */
const readPrincipals = async (
  session: OrgSession,
  byId: ReadonlyMap<string, ListedComponent>,
  components: readonly ListedComponent[]
): Promise<Map<string, ComponentName>> => {
  const principals = new Map<string, ComponentName>();
  const rows = await query(
    session,
    'SELECT Id, ProfileId, Profile.Name FROM PermissionSet WHERE IsOwnedByProfile = true'
  );
  for (const row of rows) {
    const id = widenId(text(row, 'Id'));
    const component = byId.get(widenId(text(row, 'ProfileId')) ?? '');
    const profile = parentRow(row, 'Profile');
    const fullName = component?.fullName ?? (profile && text(profile, 'Name'));
    if (id && fullName) principals.set(id, { type: 'Profile', fullName });
  }
  for (const component of components) {
    if (component.type === 'PermissionSet' && component.packaged && component.id) {
      principals.set(component.id, { type: 'PermissionSet', fullName: component.fullName });
    }
  }
  return principals;
};
