import { catalogue } from '../../src/catalogue/catalogue.ts';
import { parseXml } from '../../src/xml/parseXml.ts';
import { textOf } from '../../src/xml/xmlElement.ts';
import { CHILD_TYPES, COMPOSITION } from './composition.ts';
import type { ComponentSeed } from './filesOf.ts';
import { randomFor } from './random.ts';
import { customFieldsOf, type World } from './world.ts';

export type Row = { readonly [column: string]: unknown };

/** What the org answers beside its zips. */
export type OrgAnswers = {
  /** Inside of the answer of describeMetadata. */
  readonly describe: string;
  /** Rows of listMetadata by scope: a type, or `Report/Folder`. */
  readonly listings: { readonly [scope: string]: string };
  /** Rows of a query by what stands behind its FROM. */
  readonly rows: { readonly [table: string]: readonly Row[] };
  /** Components listed, children included. */
  readonly listed: number;
  /** Components below the listed ones, standard fields included. */
  readonly children: number;
};

export type Component = ComponentSeed & { readonly files: ReadonlyArray<readonly [path: string, content: Buffer]> };

const idOf = (prefix: string, index: number): string => `${prefix}${String(index).padStart(12, '0')}AAA`;

const date = (day: number): string => new Date(Date.UTC(2020, 0, 1) + day * 86_400_000 + day * 977).toISOString();

export const answersOf = (components: readonly Component[], world: World): OrgAnswers => {
  const listings = new Map<string, string[]>();
  let listed = 0;
  let children = 0;
  const list = (scope: string, type: string, rawName: string, fileName: string): string => {
    const random = randomFor(`component ${type}:${rawName}`);
    const id = idOf('0zz', (listed += 1));
    const [creator, changer, day] = [random.int(0, 1999), random.int(0, 1999), random.int(0, 1800)];
    const row = `<result><createdById>${idOf('005', creator)}</createdById><createdByName>${world.users[creator] ?? ''}</createdByName><createdDate>${date(day)}</createdDate><fileName>${fileName}</fileName><fullName>${rawName}</fullName><id>${id}</id><lastModifiedById>${idOf('005', changer)}</lastModifiedById><lastModifiedByName>${world.users[changer] ?? ''}</lastModifiedByName><lastModifiedDate>${date(day + random.int(0, 500))}</lastModifiedDate><manageableState>unmanaged</manageableState><type>${type}</type></result>`;
    const rows = listings.get(scope) ?? [];
    rows.push(row);
    listings.set(scope, rows);
    return id;
  };
  const ids = new Map<string, string>();
  for (const { entry, rawName, files } of components) {
    const [path = '', content] = files[0] ?? [];
    const folder = entry.listing.how === 'folders' ? `/${rawName.slice(0, rawName.lastIndexOf('/'))}` : '';
    ids.set(`${entry.type}:${rawName}`, list(`${entry.type}${folder}`, entry.type, rawName, path));
    if (entry.children.length === 0 || !content) continue;
    for (const element of parseXml(content.toString('utf8')).children) {
      const child = entry.children.find((each) => each.element === element.name);
      const name = child && textOf(element, child.nameElement);
      if (!child || !name) continue;
      children += 1;
      // Standard fields are in the document, and in no listing.
      if (child.type === 'CustomField' && !name.endsWith('__c')) continue;
      list(child.type, child.type, child.unprefixed ? name : `${rawName}.${name}`, path);
    }
  }
  return {
    describe: describeOf(),
    listings: Object.fromEntries([...listings].map(([scope, rows]) => [scope, rows.join('')])),
    rows: rowsOf(world, ids),
    listed,
    children,
  };
};

const describeOf = (): string =>
  `<result>${catalogue
    .filter(({ type, folderOf }) => type in COMPOSITION && folderOf === undefined)
    .map(({ type, directory, suffix, children }) => {
      const names = children
        .filter((child) => CHILD_TYPES.includes(child.type))
        .map((child) => `<childXmlNames>${child.type}</childXmlNames>`);
      return `<metadataObjects>${names.join('')}<directoryName>${directory}</directoryName><suffix>${suffix}</suffix><xmlName>${type}</xmlName></metadataObjects>`;
    })
    .join('')}</result>`;

const ORGANIZATION: Row = {
  Id: '00D000000000001EAA',
  Name: 'Generated',
  InstanceName: 'GEN1',
  IsSandbox: false,
  TrialExpirationDate: null,
  NamespacePrefix: null,
  OrganizationType: 'Enterprise Edition',
};

/** What every profile may do stands in the permission tables: each with 80 objects, 400 fields, 100 classes. */
const rowsOf = (world: World, ids: ReadonlyMap<string, string>): OrgAnswers['rows'] => {
  const profiles = world.names('Profile').map((name, index) => ({ name, id: idOf('0PS', index) }));
  const fields = world.records.flatMap((object) =>
    customFieldsOf(object).map(({ name }) => ({ object: object.name, name }))
  );
  const each = <T>(what: string, items: readonly T[], count: number, row: (item: T, id: string) => Row): Row[] =>
    profiles.flatMap(({ id }) => {
      const random = randomFor(`${what} ${id}`);
      return items.filter(() => random.chance(count / items.length)).map((item) => row(item, id));
    });
  return {
    Organization: [ORGANIZATION],
    FlowDefinitionView: world.names('Flow').map((ApiName, index) => ({
      ApiName,
      NamespacePrefix: null,
      IsActive: true,
      ActiveVersionId: idOf('301', index),
      LatestVersionId: idOf('301', index),
    })),
    PermissionSet: profiles.map(({ id, name }) => ({
      Id: id,
      ProfileId: ids.get(`Profile:${name}`),
      Profile: { Name: name },
    })),
    ObjectPermissions: each('objects', world.records, 80, ({ name }, ParentId) => ({
      ParentId,
      SobjectType: name,
      PermissionsRead: true,
      PermissionsCreate: true,
      PermissionsEdit: true,
      PermissionsDelete: false,
      PermissionsViewAllRecords: false,
      PermissionsModifyAllRecords: false,
    })),
    FieldPermissions: each('fields', fields, 400, ({ object, name }, ParentId) => ({
      ParentId,
      SobjectType: object,
      Field: `${object}.${name}`,
      PermissionsRead: true,
      PermissionsEdit: name.length % 3 > 0,
    })),
    SetupEntityAccess: each('entities', world.names('ApexClass'), 100, (name, ParentId) => ({
      ParentId,
      SetupEntityId: ids.get(`ApexClass:${name}`),
      SetupEntityType: 'ApexClass',
    })),
  };
};
