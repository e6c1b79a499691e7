import { printable } from '../printable.ts';
import type { OrgConnection } from './orgConnection.ts';
import { kindOf, lastSyncText, manualSyncOnlyText } from './orgTable.ts';
import { scheduleText } from './scheduleText.ts';
import { tableOf, type Table } from './table.ts';
import { viewMessage } from './viewMessage.ts';

/** One connected org in full. */
export const orgCard = (org: OrgConnection): Table =>
  card(printable(org.name), [
    ['Alias', org.alias],
    ['Username', org.username],
    ['Org ID', org.orgId],
    ['Edition', kindOf(org)],
    ['URL', org.instanceUrl],
    ['Namespace', org.namespace],
    ['Production org', org.group === org.orgId ? undefined : org.group],
    ['Login held by the sf CLI', viewMessage(`credential.${org.credential}`)],
    ['Manual Sync Only', manualSyncOnlyText(org)],
    ['Turned on by', org.policy.manualSyncOnly.reason],
    ['Schedule', scheduleText(org.schedule)],
    ['Links open in', viewMessage(`linkTarget.${org.linkTarget}`)],
    ['Last sync', lastSyncText(org)],
    ['Key', org.key],
  ]);

/** A table of names and values, or lines of values; rows without a value are left out. */
export const card = (
  title: string,
  rows: ReadonlyArray<readonly [name: string, value: string | readonly string[] | undefined]>
): Table =>
  tableOf(
    [
      { key: 'name', name: 'Name' },
      { key: 'value', name: 'Value' },
    ],
    rows
      .map(([name, value = '']) => ({ name, value: [value].flat().map(printable).join('\n').trim() }))
      .filter(({ value }) => value !== ''),
    { title }
  );
