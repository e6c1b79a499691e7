import type { StandinComponent } from '../../orgState.ts';
import { salesforceId } from '../../salesforceId.ts';
import { textOf } from '../../xml/parseXml.ts';
import { columnsOf } from '../columns.ts';
import { localName } from '../componentName.ts';
import { entity } from '../entity.ts';
import type { OrgView } from '../orgView.ts';
import { permissionSources } from '../permissionSources.ts';
import { isTrue } from '../readXml.ts';
import { appId } from '../setupEntityId.ts';

const c = columnsOf<StandinComponent>();

export const customPermission = entity({
  name: 'CustomPermission',
  label: 'Custom Permission',
  keyPrefix: '0CP',
  doors: ['data', 'tooling'],
  columns: () => [
    c.id(({ id }) => id),
    c.text('DeveloperName', localName),
    c.text('MasterLabel', (row, { view }) => textOf(view.xml(row), 'label') ?? localName(row)),
    c.picklist('Language', () => 'en_US'),
    c.text('Description', (row, { view }) => textOf(view.xml(row), 'description')),
    c.flag('IsLicensed', (row, { view }) => isTrue(view.xml(row), 'isLicensed')),
    c.text('NamespacePrefix', ({ namespacePrefix }) => namespacePrefix),
    ...c.audit((row) => row),
  ],
  rows: ({ view }) => view.components('CustomPermission'),
});

type App = { readonly id: string; readonly name: string; readonly component: StandinComponent | undefined };

/** Apps of the org's files, and those of the platform that some profile or set shows. */
function apps(view: OrgView): readonly App[] {
  const names = new Set(view.components('CustomApplication').map(({ fullName }) => fullName));
  for (const { grants } of view.get(permissionSources)) {
    for (const { type, name } of grants.setup) if (type === 'TabSet') names.add(name);
  }
  return [...names].map((name) => ({
    id: appId(view, name),
    name,
    component: view.component('CustomApplication', name),
  }));
}

const a = columnsOf<App>();

export const appMenuItem = entity({
  name: 'AppMenuItem',
  label: 'App Menu Item',
  keyPrefix: '0DS',
  columns: () => [
    a.id(({ name }) => salesforceId('0DS', `AppMenuItem:${name}`)),
    a.text('Name', ({ name }) => name.replace(/^.*?__/, '')),
    a.text('Label', ({ name, component }, { view }) => {
      const label = component === undefined ? undefined : textOf(view.xml(component), 'label');
      return label ?? name.replace(/^.*?__/, '').replaceAll('_', ' ');
    }),
    a.text('Description', ({ component }, { view }) => {
      return component === undefined ? null : textOf(view.xml(component), 'description');
    }),
    a.text('NamespacePrefix', ({ name }) => (name.includes('__') ? name.replace(/__.*$/, '') : null)),
    a.reference('ApplicationId', [], ({ id }) => id, { relationshipName: null }),
    a.picklist('Type', () => 'TabSet'),
    a.flag('IsVisible', () => true),
    a.flag('IsAccessible', () => true),
    a.int('SortOrder', () => 0),
  ],
  rows: ({ view }) => view.get(apps),
});

const none = columnsOf<unknown>();

/** The trail of changes in Setup; the stand-in keeps none, so it has no rows. */
export const setupAuditTrail = entity({
  name: 'SetupAuditTrail',
  label: 'Setup Audit Trail Entry',
  keyPrefix: '0Ym',
  needsOneOf: ['ViewSetup'],
  columns: () => [
    { ...none.id(() => null), aggregatable: false },
    none.text('Action', () => null),
    none.text('Section', () => null, { filterable: false }),
    none.text('Display', () => null, { filterable: false }),
    none.text('DelegateUser', () => null),
    none.text('ResponsibleNamespacePrefix', () => null),
    none.text('CreatedByContext', () => null),
    none.text('CreatedByIssuer', () => null),
    none.datetime('CreatedDate', () => null),
    none.reference('CreatedById', 'User', () => null),
  ],
  rows: () => [],
});
