import type { ComponentReader } from './componentReader.ts';
import { count, flag, number, readAttributes, reading, text, within, type AttributeReader } from './readAttributes.ts';
import { systemPermissions } from './systemPermissions.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const HOURS = Object.fromEntries(
  DAYS.flatMap((day) => [`${day}Start`, `${day}End`]).map((name): [string, AttributeReader] => [name, number(name)])
);

/** Minutes after midnight by day; absent where logins are not limited to hours. */
const loginHours = within('loginHours', (hours) => readAttributes(hours, HOURS));

/** Grants come from the permission tables: the document holds them only in part. */
export const profile: ComponentReader = {
  attributes: reading({
    custom: flag('custom'),
    license: text('userLicense'),
    systemPermissions,
    loginIpRanges: count('loginIpRanges'),
    loginHours,
  }),
};
