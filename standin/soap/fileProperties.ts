import { withoutOwnNamespace } from '../load/installedNamespaces.ts';
import { encodeName } from '../memberName.ts';
import type { StandinComponent, StandinOrg } from '../orgState.ts';
import { element } from './envelope.ts';

const nameOf = (org: StandinOrg, id: string): string =>
  org.users.find((user) => user.id === id)?.name ?? 'Automated Process';

/**
 * Types whose listings leave a package's namespace out of the part that is the component's own, though a retrieve wants
 * it: `acme__Order__c-Order Layout` for `acme__Order__c-acme__Order Layout`
 * (source: the repository mdapi-issues/listmetadata-installed-missing-namespaceprefix).
 */
const listedBare: ReadonlySet<string> = new Set(['CustomMetadata', 'Layout', 'QuickAction']);

/** Whether the row leaves the namespace out: global actions too, but nothing else whose name has no parts. */
const isBare = ({ type, fullName }: StandinComponent, { bare }: RowShape): boolean =>
  listedBare.has(type) || (bare === true && /[./]/.test(fullName));

/** The name a listing shows. Record types of person accounts are listed with the accounts'. */
function listedName(component: StandinComponent, shape: RowShape): string {
  const { type, parent, namespacePrefix } = component;
  const fullName =
    namespacePrefix !== undefined && isBare(component, shape)
      ? withoutOwnNamespace(type, component.fullName, namespacePrefix)
      : component.fullName;
  if (parent !== undefined && fullName.startsWith(`${parent}.`)) {
    const holder = type === 'RecordType' && parent === 'PersonAccount' ? 'Account' : parent;
    return `${encodeName('CustomObject', holder)}.${encodeName(type, fullName.slice(parent.length + 1))}`;
  }
  return encodeName(type, fullName);
}

/** The file's path, with the name as it is listed. */
const listedFile = (component: StandinComponent, shape: RowShape): string =>
  shape.tag === 'result' && component.parent === undefined
    ? shape.fileName.replace(encodeName(component.type, component.fullName), () => listedName(component, shape))
    : shape.fileName;

export type RowShape = {
  readonly tag: 'result' | 'fileProperties';
  readonly fileName: string;
  /** Written without type and file name. */
  readonly nullType?: boolean;
  /** With a package's namespace left out of the component's own part, whatever its type. */
  readonly bare?: boolean;
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
    (shape.nullType === true ? nil('fileName') : element('fileName', listedFile(component, shape))) +
    element('fullName', listedName(component, shape)) +
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
