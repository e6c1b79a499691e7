import type { PrunedOrg } from '../connections/pruneOrgs.ts';
import { viewMessage } from '../messages.ts';
import { orgLabel } from '../model/names/orgLabel.ts';
import { printable } from '../redact.ts';
import type { Pruned } from '../store/records.ts';
import { formatCount } from './format.ts';

/** One org in the `--json` result: what went, or would go, or that it was left alone because a sync of it runs. */
export type PruneResultOrg = {
  key: string;
  orgId: string;
  username: string;
  name: string;
  pruned?: Pruned;
  skipped?: 'sync running';
};

export const pruneResultOrg = (one: PrunedOrg): PruneResultOrg => {
  const { key, orgId, username, name } = one.org;
  return {
    key,
    orgId,
    username,
    name,
    ...('pruned' in one ? { pruned: one.pruned } : { skipped: 'sync running' as const }),
  };
};

/** `1.2 MB` */
export const formatBytes = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
};

const ROWS = ['versions', 'references', 'grants', 'paths', 'documents', 'contents', 'components'] as const;

/** How many rows of any kind. */
export const prunedRows = ({ bytes: _, ...rows }: Pruned): number =>
  Object.values(rows).reduce((sum, count) => sum + count, 0);

/** What went of one org, in a line. */
export const prunedLine = (one: PrunedOrg): string => {
  const name = printable(orgLabel(one.org));
  if ('running' in one) return viewMessage('pruned.syncing', [name]);
  const { pruned } = one;
  if (prunedRows(pruned) === 0) return viewMessage('pruned.nothing', [name]);
  return viewMessage('pruned.rows', [name, ...ROWS.map((row) => formatCount(pruned[row])), formatBytes(pruned.bytes)]);
};
