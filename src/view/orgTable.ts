import { printable } from '../printable.ts';
import { formatTime } from './format.ts';
import type { OrgConnection } from './orgConnection.ts';
import { tableOf, type Table } from './table.ts';
import { viewMessage } from './viewMessage.ts';

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
      org: `${isSetIn(org, orgs) ? '  └ ' : ''}${printable(org.alias ?? org.username)}`,
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
      (a.alias ?? a.username).localeCompare(b.alias ?? b.username)
  );
};

export const kindOf = (org: Pick<OrgConnection, 'edition' | 'isSandbox'>): string =>
  org.isSandbox ? viewMessage('sandbox') : printable(org.edition);

/** How the last sync ended, and when. */
export const lastSyncText = ({ lastSync }: Pick<OrgConnection, 'lastSync'>): string => {
  if (lastSync === undefined) return viewMessage('neverSynced');
  return lastSync.finishedAt === undefined ? lastSync.state : `${lastSync.state}, ${formatTime(lastSync.finishedAt)}`;
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
