import type { JsonValue } from '../../../model/extraction.ts';
import { decodeRawName } from '../../../model/names/componentName.ts';
import { booleanOf, childrenOf, textOf } from '../../../xml/xmlElement.ts';
import {
  count,
  flag,
  number,
  readAttributes,
  reading,
  text,
  within,
  type AttributeReader,
  counts,
  texts,
} from '../../attributes.ts';
import { mentionsBy } from '../../mentionRules.ts';
import type { ComponentReader } from '../../reader.ts';
import { permissionSetGrants, systemPermissions, GRANTING_ELEMENTS } from './permissionGrants.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const HOURS = Object.fromEntries(
  DAYS.flatMap((day) => [`${day}Start`, `${day}End`]).map((name): [string, AttributeReader] => [name, number(name)])
);

/** Minutes after midnight by day; absent where logins are not limited to hours. */
const loginHours = within('loginHours', (hours) => readAttributes(hours, HOURS));

/** By object, or by record type where one is named: the layout that is assigned, without its object's name. */
const layoutAssignments: AttributeReader = (element) => {
  const found = childrenOf(element, 'layoutAssignments').flatMap((assignment): Array<[string, JsonValue]> => {
    const layout = decodeRawName(textOf(assignment, 'layout') ?? '');
    const dash = layout.indexOf('-');
    const object = layout.slice(0, Math.max(dash, 0));
    return dash < 0 ? [] : [[textOf(assignment, 'recordType') ?? object, layout.slice(dash + 1)]];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
};

/** The app that opens by default; absent where none of those that came does. */
const defaultApp: AttributeReader = (element) => {
  const app = childrenOf(element, 'applicationVisibilities').find((each) => booleanOf(each, 'default') === true);
  return app && textOf(app, 'application');
};

const ONLY_HERE: ReadonlySet<string> = new Set(['CustomApplication', 'RecordType']);

/** Most grants come from the permission tables; those on record types and apps, with their defaults, are here alone. */
export const profile: ComponentReader = {
  attributes: reading({
    custom: flag('custom'),
    license: text('userLicense'),
    systemPermissions,
    loginIpRanges: count('loginIpRanges'),
    loginHours,
    defaultApp,
    layoutAssignments,
  }),
  mentions: mentionsBy([{ path: 'layoutAssignments.layout', kind: 'assigns', type: 'Layout', name: decodeRawName }]),
  grants: (subject) => permissionSetGrants(subject).filter(({ type }) => ONLY_HERE.has(type)),
};

export const permissionSet: ComponentReader = {
  attributes: reading({
    license: text('license'),
    activationRequired: flag('hasActivationRequired'),
    permissions: counts(GRANTING_ELEMENTS),
    systemPermissions,
  }),
  grants: permissionSetGrants,
};

export const permissionSetGroup: ComponentReader = {
  attributes: reading({
    permissionSets: texts('permissionSets'),
    mutingPermissionSets: texts('mutingPermissionSets'),
    status: text('status'),
    activationRequired: flag('hasActivationRequired'),
  }),
  mentions: mentionsBy([
    { path: 'permissionSets', kind: 'refers to', type: 'PermissionSet' },
    { path: 'mutingPermissionSets', kind: 'refers to', type: 'MutingPermissionSet' },
  ]),
};

/** Looks like a permission set, but takes away within its group what it names: it grants nothing. */
export const mutingPermissionSet: ComponentReader = {
  attributes: reading({
    activationRequired: flag('hasActivationRequired'),
    mutedPermissions: counts(GRANTING_ELEMENTS),
    mutedSystemPermissions: systemPermissions,
  }),
};

/** Permissions that whoever has this one needs too; the API may list others, as no dependency. */
const requiredPermissions: AttributeReader = (element) => {
  const names = childrenOf(element, 'requiredPermission')
    .filter((required) => booleanOf(required, 'dependency') !== false)
    .flatMap((required) => textOf(required, 'customPermission') ?? []);
  return names.length > 0 ? names : undefined;
};

export const customPermission: ComponentReader = {
  attributes: reading({
    isLicensed: flag('isLicensed'),
    connectedApp: text('connectedApp'),
    externalClientApplication: text('externalClientApplication'),
    requiredPermissions,
  }),
  mentions: mentionsBy([
    { path: 'connectedApp', kind: 'refers to', type: 'ConnectedApp' },
    { path: 'externalClientApplication', kind: 'refers to', type: 'ExternalClientApplication' },
    {
      path: 'requiredPermission.customPermission',
      kind: 'refers to',
      type: 'CustomPermission',
      name: (name, { parent }) => (booleanOf(parent, 'dependency') === false ? undefined : name),
    },
  ]),
};
