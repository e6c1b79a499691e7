import { viewMessage } from '../messages.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import { printable } from '../redact.ts';
import { formatTime, scheduleText } from './format.ts';
import type { OrgConnection } from './orgConnection.ts';
import { tableOf, type Table } from './table.ts';

/** Connected orgs by group: a production org, then its sandboxes set in below it. */
export const orgTable = (orgs: readonly OrgConnection[]): Table =>
  tableOf(
    [
      { key: 'org', name: 'Org' },
      { key: 'name', name: 'Name' },
      { key: 'kind', name: 'Edition' },
      { key: 'sync', name: 'Last Sync' },
      { key: 'next', name: 'Next Sync' },
      { key: 'policy', name: 'Manual Sync Only' },
      { key: 'credential', name: 'Login' },
    ],
    sortByGroup(orgs).map((org) => ({
      org: `${isSetIn(org, orgs) ? '  └ ' : ''}${printable(orgLabel(org))}`,
      name: printable(org.name),
      // "Enterprise Edition" says no more than "Enterprise" below this head.
      kind: kindOf(org).replace(/ Edition$/, ''),
      sync: lastSyncText(org),
      next: nextSyncText(org.schedule),
      policy: manualSyncOnlyText(org),
      credential: viewMessage(`credential.${org.credential}`),
    }))
  );

/** Production orgs by name, each followed by its sandboxes by name. */
export const sortByGroup = <Org extends OrgConnection>(orgs: readonly Org[]): Org[] => {
  const heads = new Map(orgs.filter((org) => org.orgId === org.group).map((org) => [org.group, org.name]));
  const headName = (org: OrgConnection): string => heads.get(org.group) ?? org.name;
  return [...orgs].sort(
    (a, b) =>
      headName(a).localeCompare(headName(b)) ||
      a.group.localeCompare(b.group) ||
      Number(a.orgId !== a.group) - Number(b.orgId !== b.group) ||
      orgLabel(a).localeCompare(orgLabel(b))
  );
};

const kindOf = (org: Pick<OrgConnection, 'edition' | 'isSandbox'>): string =>
  org.isSandbox ? viewMessage('sandbox') : printable(org.edition);

/** How the last sync ended, and when. */
const lastSyncText = ({ lastSync }: Pick<OrgConnection, 'lastSync'>): string => {
  if (lastSync === undefined) return viewMessage('neverSynced');
  const state = printable(lastSync.state);
  return lastSync.finishedAt === undefined ? state : `${state}, ${formatTime(lastSync.finishedAt)}`;
};

export const manualSyncOnlyText = ({ policy }: OrgConnection): string => {
  const { effective, decidedBy } = policy.manualSyncOnly;
  return viewMessage(effective ? `policyOn.${decidedBy}` : 'policyOff');
};

/** The moment of the next sync that starts by itself, or the state of a schedule that has none. */
export const nextSyncText = ({ state, nextRun }: OrgConnection['schedule']): string =>
  nextRun === undefined ? (state === 'off' ? '' : state) : formatTime(nextRun);

/** Only below a production org that is listed too. */
const isSetIn = (org: OrgConnection, orgs: readonly OrgConnection[]): boolean =>
  org.orgId !== org.group && orgs.some((other) => other.orgId === org.group);

/** One connected org in full. */
export const orgCard = (org: OrgConnection): Table =>
  card(printable(org.name), [
    ['Alias', org.alias],
    ['Username', org.username],
    ['Org ID', org.orgId],
    ['Edition', kindOf(org)],
    ['URL', org.isInstanceUrlVerified ? org.instanceUrl : viewMessage('url.notVerified', [org.instanceUrl])],
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

/** Room for a long formula. */
const LONGEST_VALUE = 5_000;

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
    { title, longest: LONGEST_VALUE }
  );
