import { rightsOf, type Right } from '../../../model/access/grants.ts';
import { booleanOf, childrenOf, textOf, type XmlElement } from '../../../xml/xmlElement.ts';
import type { AttributeReader } from '../../attributes.ts';
import { fieldFullName } from '../../naming.ts';
import type { Subject, SubjectGrant } from '../../reader.ts';

/** API names of the enabled system permissions of a profile or permission set, sorted. */
export const systemPermissions: AttributeReader = (element) =>
  childrenOf(element, 'userPermissions')
    .filter((permission) => booleanOf(permission, 'enabled') === true)
    .flatMap((permission) => textOf(permission, 'name') ?? [])
    .sort();

/** One element of a permission set that grants something on one component. */
type GrantRule = {
  readonly element: string;
  /** Element inside it that names the component. */
  readonly name: string;
  readonly type: string;
  /** Elements inside it that are `true` where the right is given. */
  readonly rights: { readonly [element: string]: Right };
  readonly fullName?: (name: string) => string;
};

const ENABLED = { enabled: 'access' } as const;

/** `Task.X__c` is `Activity.X__c`, as everywhere. */
const field = (name: string): string => {
  const dot = name.indexOf('.');
  return dot < 0 ? name : fieldFullName(name.slice(0, dot), name.slice(dot + 1));
};

const RULES: readonly GrantRule[] = [
  { element: 'agentAccesses', name: 'agentName', type: 'Bot', rights: ENABLED },
  {
    element: 'applicationVisibilities',
    name: 'application',
    type: 'CustomApplication',
    rights: { visible: 'access', default: 'default' },
  },
  { element: 'classAccesses', name: 'apexClass', type: 'ApexClass', rights: ENABLED },
  { element: 'customMetadataTypeAccesses', name: 'name', type: 'CustomObject', rights: ENABLED },
  { element: 'customPermissions', name: 'name', type: 'CustomPermission', rights: ENABLED },
  { element: 'customSettingAccesses', name: 'name', type: 'CustomObject', rights: ENABLED },
  {
    element: 'externalCredentialPrincipalAccesses',
    name: 'externalCredentialPrincipal',
    type: 'ExternalCredential',
    rights: ENABLED,
    // `Credential-Principal`: neither name may hold a hyphen.
    fullName: (name) => name.split('-')[0] ?? name,
  },
  { element: 'externalDataSourceAccesses', name: 'externalDataSource', type: 'ExternalDataSource', rights: ENABLED },
  {
    element: 'fieldPermissions',
    name: 'field',
    type: 'CustomField',
    rights: { readable: 'read', editable: 'edit' },
    fullName: field,
  },
  { element: 'flowAccesses', name: 'flow', type: 'Flow', rights: ENABLED },
  {
    element: 'objectPermissions',
    name: 'object',
    type: 'CustomObject',
    rights: {
      allowRead: 'read',
      allowCreate: 'create',
      allowEdit: 'edit',
      allowDelete: 'delete',
      viewAllRecords: 'viewAll',
      modifyAllRecords: 'modifyAll',
      viewAllFields: 'viewAllFields',
    },
  },
  { element: 'pageAccesses', name: 'apexPage', type: 'ApexPage', rights: ENABLED },
  {
    element: 'recordTypeVisibilities',
    name: 'recordType',
    type: 'RecordType',
    rights: { visible: 'access', default: 'default' },
  },
  {
    element: 'servicePresenceStatusAccesses',
    name: 'servicePresenceStatus',
    type: 'ServicePresenceStatus',
    rights: ENABLED,
  },
];

type Compiled = GrantRule & { readonly flags: ReadonlyArray<readonly [element: string, bit: number]> };

const compiled = (rule: GrantRule): Compiled => ({
  ...rule,
  flags: Object.entries(rule.rights).map(([element, right]) => [element, rightsOf([right])]),
});

const BY_ELEMENT: ReadonlyMap<string, Compiled> = new Map(RULES.map((rule) => [rule.element, compiled(rule)]));

/** Kinds of permission that name a component, by their element. */
export const GRANTING_ELEMENTS: ReadonlySet<string> = new Set([...BY_ELEMENT.keys(), 'tabSettings']);

const tabRights = (visibility: string | undefined): readonly Right[] => {
  if (visibility === 'Visible') return ['access', 'default'];
  return visibility === 'Available' ? ['access'] : [];
};

const grantOf = (element: XmlElement): SubjectGrant | undefined => {
  if (element.name === 'tabSettings') {
    const fullName = textOf(element, 'tab');
    return fullName === undefined
      ? undefined
      : { type: 'CustomTab', fullName, rights: rightsOf(tabRights(textOf(element, 'visibility'))) };
  }
  const rule = BY_ELEMENT.get(element.name);
  const name = rule && textOf(element, rule.name);
  if (rule === undefined || name === undefined) return undefined;
  let rights = 0;
  for (const [flag, bit] of rule.flags) if (booleanOf(element, flag)) rights |= bit;
  return { type: rule.type, fullName: rule.fullName?.(name) ?? name, rights };
};

/** What a permission set's document grants; a permission without any right is no grant. */
export const permissionSetGrants = ({ element }: Subject): SubjectGrant[] => {
  const grants: SubjectGrant[] = [];
  for (const child of element.childrenIn(GRANTING_ELEMENTS)) {
    const grant = grantOf(child);
    if (grant !== undefined && grant.rights !== 0) grants.push(grant);
  }
  return grants;
};
