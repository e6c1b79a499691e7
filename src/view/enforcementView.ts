import type { Enforcement } from '../connections/removeLogins.ts';
import { viewMessage } from '../messages.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import { omitUndefined } from '../model/omitUndefined.ts';
import { printable, redact } from '../redact.ts';
import { tableOf, type Table } from './table.ts';

/** What became of an org's stored credential, as `--json` shows it. */
export type EnforcementView = {
  /** Absent where the store in use has no record of the org. */
  key?: string;
  orgId: string;
  /** Whose login it was: the sync user's, or another user's of the org. */
  username: string;
  /** Of the org, where it is the sync user's login. */
  alias?: string;
  /** What the sf CLI held before. */
  credential?: 'renewable' | 'session' | 'key' | 'none';
  /** Names of the fields that were taken out of the sf CLI's record. */
  removed: string[];
  revocation?: { state: 'revoked' | 'nothing to revoke' | 'left' | 'failed'; problem?: string };
  /** What can log in again and can't be removed from here. */
  remaining: Array<{ source: 'key file' | 'dev hub' | 'production org'; path?: string; username?: string }>;
  error?: { name: string; message: string };
  /** Why the store keeps no audit record of what was done. */
  unaudited?: string;
};

export const enforcementView = ({ org, username, removal, refusal, unaudited }: Enforcement): EnforcementView => ({
  ...omitUndefined({ key: org.key }),
  orgId: org.orgId,
  username,
  ...omitUndefined({ alias: username === org.username ? org.alias : undefined }),
  ...omitUndefined({ credential: removal?.before, revocation: removal && { ...removal.revocation } }),
  removed: [...(removal?.removed ?? [])],
  remaining: (removal?.remaining ?? []).map((source) => ({ ...source })),
  ...omitUndefined({
    error: refusal && { name: refusal.name, message: refusal.message },
    unaudited: unaudited && redact(printable(unaudited.message)),
  }),
});

/** Whether something is left that should have gone, or was not written down. */
export const isIncomplete = ({ error, revocation, unaudited }: EnforcementView): boolean =>
  error !== undefined || unaudited !== undefined || revocation?.state === 'failed';

export const enforcementTable = (outcomes: readonly EnforcementView[]): Table =>
  tableOf(
    [
      { key: 'org', name: 'Org' },
      { key: 'credential', name: 'Login Before' },
      { key: 'removed', name: 'Removed' },
      { key: 'revocation', name: 'Tokens' },
    ],
    outcomes.map((outcome) => ({
      org: printable(orgLabel(outcome)),
      credential: outcome.credential === undefined ? '' : viewMessage(`credential.${outcome.credential}`),
      removed: outcome.removed.join(', '),
      revocation: outcome.revocation === undefined ? '' : viewMessage(`revocation.${outcome.revocation.state}`),
    }))
  );

/** What could not be removed from here, and why; sentences for a person. */
export const leftovers = (outcome: EnforcementView): string[] => {
  const name = printable(orgLabel(outcome));
  const { error, revocation, unaudited } = outcome;
  return [
    ...(error === undefined ? [] : [viewMessage('leftover.failed', [name, printable(error.message)])]),
    ...(unaudited === undefined ? [] : [viewMessage('leftover.unaudited', [name, unaudited])]),
    ...(revocation?.state === 'left' ? [viewMessage('leftover.left', [name])] : []),
    ...(revocation?.state === 'failed'
      ? [viewMessage('leftover.notRevoked', [name, printable(revocation.problem ?? '')])]
      : []),
    ...outcome.remaining.map(({ source, path, username }) =>
      viewMessage(`leftover.${source}`, [printable(path ?? username ?? ''), name])
    ),
  ];
};
