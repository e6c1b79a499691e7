import { decodeRawName } from '../componentName.ts';
import type { JsonValue } from '../extraction.ts';
import { booleanOf, childrenOf, textOf } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { permissionSetGrants } from './permissionSetGrants.ts';
import { count, flag, number, readAttributes, reading, text, within, type AttributeReader } from './readAttributes.ts';
import { systemPermissions } from './systemPermissions.ts';

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
