import { encodeName } from '../memberName.ts';
import type { StandinComponent, StandinOrg } from '../orgState.ts';
import { element } from './envelope.ts';

const nameOf = (org: StandinOrg, id: string): string =>
  org.users.find((user) => user.id === id)?.name ?? 'Automated Process';

/**
 * The name a listing shows. Packaged layouts lack their second prefix there (`acme__Order__c-Order Layout`), although a
 * retrieve wants it (`acme__Order__c-acme__Order Layout`). Record types of person accounts are listed with the accounts'.
 */
function listedName(component: StandinComponent): string {
  const { type, fullName, parent, namespacePrefix } = component;
  if (type === 'Layout' && namespacePrefix !== undefined) {
    return encodeName(type, fullName.replace(`-${namespacePrefix}__`, '-'));
  }
  if (parent !== undefined && fullName.startsWith(`${parent}.`)) {
    const holder = type === 'RecordType' && parent === 'PersonAccount' ? 'Account' : parent;
    return `${encodeName('CustomObject', holder)}.${encodeName(type, fullName.slice(parent.length + 1))}`;
  }
  return encodeName(type, fullName);
}

export type RowShape = {
  readonly tag: 'result' | 'fileProperties';
  readonly fileName: string;
  /** Written without type and file name. */
  readonly nullType?: boolean;
};

const nil = (name: string): string => `<${name} xsi:nil="true"/>`;

/** One FileProperties element. */
export function fileProperties(org: StandinOrg, component: StandinComponent, shape: RowShape): string {
  const { createdById, createdDate, id, lastModifiedById, lastModifiedDate, manageableState, namespacePrefix } =
    component;
  return (
    `<${shape.tag}>` +
    element('createdById', createdById) +
    element('createdByName', nameOf(org, createdById)) +
    element('createdDate', createdDate) +
    (shape.nullType === true ? nil('fileName') : element('fileName', shape.fileName)) +
    element('fullName', listedName(component)) +
    element('id', id) +
    element('lastModifiedById', lastModifiedById) +
    element('lastModifiedByName', nameOf(org, lastModifiedById)) +
    element('lastModifiedDate', lastModifiedDate) +
    element('manageableState', manageableState) +
    element('namespacePrefix', namespacePrefix) +
    (shape.nullType === true ? nil('type') : element('type', component.type)) +
    `</${shape.tag}>`
  );
}
