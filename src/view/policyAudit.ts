import type { ForgottenStore } from '../account/forgottenStores.ts';
import type { OwedRevocation } from '../account/owedRevocations.ts';
import type { RefusedAction } from '../account/refusals.ts';
import { viewMessage } from '../messages.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import type { IsoTime } from '../model/names/salesforceValues.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import type { Weakness } from '../policy/findWeaknesses.ts';
import type { Role } from '../policy/policies.ts';
import { printable, redact } from '../redact.ts';
import type { LoginListing } from '../salesforce/login/allLogins.ts';
import type { AuditRecord, OrgRecord } from '../store/records.ts';
import { formatTime, shorten } from './format.ts';
import type { OrgConnection } from './orgConnection.ts';
import { manualSyncOnlyText } from './orgTable.ts';
import { tableOf, type Table } from './table.ts';

/** A longer detail helps nobody in a table; `--json` has all of it. */
const DETAIL_LENGTH = 160;

/** What contradicts the policy in force for an org. */
export type Violation = { kind: 'stored login' | 'revocation owed' | 'schedule active'; message: string };

/** A login of the sf CLI of which nobody can say which org it is to; `username`, or the path of what can't be read. */
export type UnattributedLogin = { username?: string; path?: string; message: string };

/** The connected orgs against the policies in force, as `--json` shows it. */
export type PolicyAudit = {
  /** What whoever asks is to the orgs of this backend. */
  roles: Role[];
  orgs: Array<
    OrgConnection & {
      violations: Violation[];
      /** Other users' logins to the same org that the sf CLI stores; the policy is about them too. */
      otherLogins: string[];
    }
  >;
  /** Logins that were to be removed and revoked at the end of a sync, and are not yet; of any store. */
  owedRevocations: Array<{
    username: string;
    orgId: string;
    /** URL of the store that knows the sync. */
    store: string;
    at: IsoTime;
    /** Why the last try failed. */
    problem?: string;
    message: string;
  }>;
  /** Logins of the sf CLI that may be to any org: their files do not say of which, or can't be read. */
  unattributedLogins: UnattributedLogin[];
  weaknesses: Weakness[];
  /** Newest first. */
  records: Array<{
    at: IsoTime;
    actor: string;
    from: string;
    orgKey?: string;
    /** Username of the org while it is connected, or while its model is kept. */
    username?: string;
    action: string;
    /** URL of the store in which this account was refused it, where that is no record of the store in use. */
    store?: string;
    detail: AuditRecord['detail'];
  }>;
};

/** `owed` are the usernames whose logins a sync still has to remove. */
export const violationsOf = (
  org: OrgConnection,
  otherLogins: readonly string[],
  owed: readonly string[]
): Violation[] => {
  if (!org.policy.manualSyncOnly.effective) return [];
  const name = printable(orgLabel(org));
  const violation = (username: string, message: string): Violation =>
    owed.includes(username)
      ? { kind: 'revocation owed', message: viewMessage('audit.owed', [printable(username), name]) }
      : { kind: 'stored login', message };
  return [
    ...(org.credential === 'none' ? [] : [violation(org.username, viewMessage('audit.storedLogin', [name]))]),
    ...otherLogins.map((username) => violation(username, viewMessage('audit.otherLogin', [printable(username), name]))),
    ...(org.schedule.state === 'active'
      ? [{ kind: 'schedule active', message: viewMessage('audit.schedule', [name]) } as const]
      : []),
  ];
};

/** What is owed of a login is not known where what was remembered of it can't be read. */
export const unreadableOwed = (path: string, problem: string): Weakness => ({
  kind: 'unknown',
  where: path,
  message: viewMessage('audit.unreadableOwed', [printable(path), printable(problem)]),
});

/** What this account still owes, whichever store it is about. */
export const owedView = (owed: readonly OwedRevocation[]): PolicyAudit['owedRevocations'] =>
  owed.map(({ username, orgId, store, at, tried }) => ({
    username,
    orgId,
    store,
    at,
    ...omitUndefined({ problem: tried?.problem }),
    message: viewMessage(tried ? 'audit.owedTried' : 'audit.owedSince', [
      printable(username),
      formatTime(at),
      printable(tried?.problem ?? ''),
    ]),
  }));

/** A connected org's sync user is known without what the file says. */
export const unattributedLogins = (
  { logins, unreadable }: LoginListing,
  orgs: ReadonlyArray<Pick<OrgRecord, 'username'>>
): UnattributedLogin[] => [
  ...logins
    .filter(({ state, orgId }) => state !== 'none' && orgId === undefined)
    .filter(({ username }) => !orgs.some((org) => org.username === username))
    .map(({ username }) => ({ username, message: viewMessage('audit.unattributed', [printable(username)]) })),
  ...unreadable.map(({ path, problem }) => ({
    path,
    message: viewMessage('audit.unreadableLogin', [printable(path), printable(problem)]),
  })),
];

export const auditRecordView = (record: AuditRecord, orgs: readonly OrgRecord[]): PolicyAudit['records'][number] => {
  const username = orgs.find(({ key }) => key === record.orgKey)?.username;
  return { ...record, ...omitUndefined({ username }), detail: redactedIn(record.detail) };
};

/** What other stores, or none, refused about the orgs of the store in use; by their ids, or by name where that is all. */
export const refusalViews = (refused: readonly RefusedAction[], orgs: readonly OrgRecord[]): PolicyAudit['records'] =>
  refused.flatMap(({ at, actor, from, action, store, orgId, org: name, error, reason }) => {
    if (error === '') return [];
    const org = orgs.find((one) =>
      orgId === '' ? one.username === name || one.alias === name : one.orgId.slice(0, 15) === orgId.slice(0, 15)
    );
    if (org === undefined) return [];
    const detail = redactedIn({ org: name, ...(orgId === '' ? {} : { orgId }), error, reason });
    return [{ at, actor, from, orgKey: org.key, username: org.username, action, store, detail }];
  });

/** What was done, a policy set for example, and the store did not keep. */
export const unkeptViews = (kept: readonly RefusedAction[]): PolicyAudit['records'] =>
  kept.flatMap(({ at, actor, from, action, store, error, reason }) =>
    error === '' ? [{ at, actor, from, action, store, detail: redactedIn({ said: reason }) }] : []
  );

/** What this account lifted by forgetting a store, wherever it did. */
export const forgottenView = ({ at, actor, from, store, orgs }: ForgottenStore): PolicyAudit['records'][number] => ({
  at,
  actor,
  from,
  action: 'store forgotten',
  detail: redactedIn({ store, orgs: orgs.map(({ orgId, policies }) => ({ orgId, policies: { ...policies } })) }),
});

/** What another version wrote down may hold what this one would not. */
const redactedIn = <T extends Detail[string]>(value: T): T => {
  const redacted = (inner: Detail[string]): Detail[string] => {
    if (typeof inner === 'string') return redact(inner);
    if (typeof inner !== 'object' || inner === null) return inner;
    if (Array.isArray(inner)) return inner.map(redacted);
    return Object.fromEntries(Object.entries(inner).map(([name, item]) => [name, redacted(item)]));
  };
  return redacted(value) as T;
};

export const auditedOrgTable = ({ orgs }: PolicyAudit): Table =>
  tableOf(
    [
      { key: 'org', name: 'Org' },
      { key: 'policy', name: 'Manual Sync Only' },
      { key: 'reason', name: 'Turned On By' },
      { key: 'credential', name: 'Stored Login' },
      { key: 'others', name: 'Other Logins' },
      { key: 'schedule', name: 'Schedule' },
      { key: 'violations', name: 'Contradicts the Policy' },
    ],
    orgs.map((org) => ({
      org: printable(orgLabel(org)),
      policy: manualSyncOnlyText(org),
      reason: printable(org.policy.manualSyncOnly.reason ?? ''),
      credential: viewMessage(`credential.${org.credential}`),
      others: printable(org.otherLogins.join(', ')),
      schedule: printable(org.schedule.state),
      violations: [...new Set(org.violations.map(({ kind }) => viewMessage(`violation.${kind}`)))].join(', '),
    })),
    { title: viewMessage('audit.orgs') }
  );

/** Few columns of several lines each: six of one line have no room in a terminal. */
export const auditRecordTable = ({ records }: PolicyAudit): Table =>
  tableOf(
    [
      { key: 'at', name: 'When' },
      { key: 'actor', name: 'Who, From Where' },
      { key: 'action', name: 'What, Which Org' },
      { key: 'detail', name: 'Detail' },
    ],
    records.map(({ at, actor, from, store, action, username, detail }) => ({
      at: formatTime(at),
      actor: linesOf(actor, from, store),
      action: linesOf(action, typeof detail['org'] === 'string' ? detail['org'] : username),
      detail: shorten(printable(auditDetail(detail)), DETAIL_LENGTH),
    })),
    { title: viewMessage('audit.records') }
  );

const linesOf = (...lines: ReadonlyArray<string | undefined>): string =>
  lines
    .filter((line) => line !== undefined && line !== '')
    .map((line) => printable(line ?? ''))
    .join('\n');

type Detail = AuditRecord['detail'];

/** What the other columns of the record say, and what says no more than its own reason does. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(['org', 'orgId', 'username', 'instanceUrl', 'error']);

/** The detail of an audit record as a person reads it: `trigger manual; after: manual-sync-only on`. */
export const auditDetail = (detail: Detail): string =>
  Object.entries(detail)
    .filter(([name, value]) => !TOLD_ELSEWHERE.has(name) && textOf(value) !== '')
    .map(([name, value]) => `${name}${typeof value === 'object' ? ':' : ''} ${textOf(value)}`)
    .join('; ');

/** Empty for what says nothing. */
const textOf = (value: Detail[string]): string => {
  if (value === null) return '';
  if (typeof value === 'boolean') return viewMessage(value ? 'policy.on' : 'policy.off');
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return Object.entries(value)
    .filter(([, inner]) => textOf(inner) !== '')
    .map(([name, inner]) => `${name} ${textOf(inner)}`)
    .join(', ');
};
