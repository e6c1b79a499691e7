import type { StandinComponent } from '../../orgState.ts';
import { salesforceId } from '../../salesforceId.ts';
import { childrenOf, textOf } from '../../xml/parseXml.ts';
import { childXml } from '../childXml.ts';
import { columnsOf } from '../columns.ts';
import { entity } from '../entity.ts';
import { metadataJson } from '../metadataJson.ts';
import { packageName } from '../packageName.ts';
import type { QueryShape } from '../queryShape.ts';
import type { Session } from '../session.ts';
import { prepareVirtual, requireReified } from '../virtualRules.ts';

const c = columnsOf<StandinComponent>();
const tooling = ['tooling'] as const;

const packageId = ({ fullName }: StandinComponent): string => salesforceId('033', `SubscriberPackage:${fullName}`);
const versionId = ({ fullName }: StandinComponent): string =>
  salesforceId('04t', `SubscriberPackageVersion:${fullName}`);

/** Parts of `versionNumber` in an installed package's file: major, minor, patch, build. */
function versionPart(index: number): (row: StandinComponent, session: Session) => number {
  return (row, { view }) => Number((textOf(view.xml(row), 'versionNumber') ?? '1.0').split('.')[index] ?? '0');
}

export const installedSubscriberPackage = entity({
  name: 'InstalledSubscriberPackage',
  label: 'Installed Package',
  keyPrefix: '0A3',
  doors: tooling,
  columns: () => [
    c.id(({ id }) => id),
    c.reference('SubscriberPackageId', 'SubscriberPackage', packageId),
    c.reference('SubscriberPackageVersionId', 'SubscriberPackageVersion', versionId),
    c.text('MinPackageVersionId', versionId),
  ],
  rows: ({ view }) => view.components('InstalledPackage'),
});

/** Asked for itself, a package is only found by its id. */
function byIdOnly(name: string): (query: QueryShape) => QueryShape {
  return (query) => {
    requireReified(name, ['Id'], query);
    return query;
  };
}

export const subscriberPackage = entity({
  name: 'SubscriberPackage',
  keyPrefix: '033',
  doors: tooling,
  prepare: byIdOnly('SubscriberPackage'),
  columns: () => [
    c.id(packageId),
    c.text('Name', ({ fullName }, { view }) => packageName(view.org, fullName)),
    c.text('NamespacePrefix', ({ fullName }) => fullName),
    c.text('Description', () => null),
    c.flag('IsPackageValid', () => true),
  ],
  rows: ({ view }) => view.components('InstalledPackage'),
});

export const subscriberPackageVersion = entity({
  name: 'SubscriberPackageVersion',
  keyPrefix: '04t',
  doors: tooling,
  prepare: byIdOnly('SubscriberPackageVersion'),
  columns: () => [
    c.id(versionId),
    c.text('Name', (row, { view }) => textOf(view.xml(row), 'versionNumber')),
    c.reference('SubscriberPackageId', 'SubscriberPackage', packageId),
    c.int('MajorVersion', versionPart(0)),
    c.int('MinorVersion', versionPart(1)),
    c.int('PatchVersion', versionPart(2)),
    c.int('BuildNumber', versionPart(3)),
    c.picklist('ReleaseState', () => 'Released'),
    c.flag('IsManaged', () => true),
    c.flag('IsBeta', () => false),
    c.flag('IsDeprecated', () => false),
  ],
  rows: ({ view }) => view.components('InstalledPackage'),
});

/** Value sets of the org's files; each is found by its label only. */
export const standardValueSet = entity({
  name: 'StandardValueSet',
  keyPrefix: '0Nu',
  doors: tooling,
  prepare: (query) => {
    requireReified('StandardValueSet', ['MasterLabel', 'DurableId'], query);
    return prepareVirtual(query);
  },
  columns: () => [
    c.id(({ fullName }) => salesforceId('0Nu', `StandardValueSet:${fullName}`)),
    c.text('DurableId', ({ fullName }) => fullName),
    c.text('MasterLabel', ({ fullName }) => fullName),
    c.text('FullName', ({ fullName }) => fullName),
    c.complex('Metadata', (row, { view }) => {
      const xml = view.xml(row);
      return { ...(metadataJson(xml) as object), standardValue: childrenOf(xml, 'standardValue').map(metadataJson) };
    }),
  ],
  rows: ({ view }) => view.components('StandardValueSet'),
});

const fromLabel =
  (name: string) =>
  (row: StandinComponent, { view }: Session): string | undefined =>
    textOf(childXml(view, row), name);

/** Custom labels. */
export const externalString = entity({
  name: 'ExternalString',
  label: 'Custom Label',
  keyPrefix: '101',
  doors: tooling,
  columns: () => [
    c.id(({ id }) => id),
    c.text('Name', ({ fullName, namespacePrefix }) => fullName.replace(`${namespacePrefix ?? ''}__`, '')),
    c.text('MasterLabel', fromLabel('shortDescription')),
    c.text('Value', fromLabel('value'), { length: 1000 }),
    c.text('Category', fromLabel('categories')),
    c.picklist('Language', fromLabel('language')),
    c.flag('IsProtected', (row, session) => fromLabel('protected')(row, session) === 'true'),
    c.text('NamespacePrefix', ({ namespacePrefix }) => namespacePrefix),
    c.picklist('ManageableState', ({ manageableState }) => manageableState ?? 'unmanaged'),
    ...c.audit((row) => row),
  ],
  rows: ({ view }) => view.components('CustomLabel'),
});
