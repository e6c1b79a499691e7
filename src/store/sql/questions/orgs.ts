import type { OrgPolicies } from '../../records.ts';
import { parsePolicies } from '../columns.ts';
import { askAll, askFirst, type Question } from '../question.ts';
import { fromOrgRow, ORG_COLUMNS } from '../rows.ts';
import { soundDate } from '../soundColumns.ts';
import type { SqlDialect } from '../sqlDialect.ts';
import { queries } from '../tables.ts';

type RowFinder = Pick<SqlDialect, 'ofRow'>;

/** The number by which other tables name an org. */
export const askOrgNumber = ({ ofRow }: RowFinder, key: string) =>
  askFirst(queries.selectFrom('org').select('id').where(ofRow('org.key', key)), ({ id }): number => id);

export const askOrg = ({ ofRow }: RowFinder, key: string) =>
  askFirst(queries.selectFrom('org').select(ORG_COLUMNS).where(ofRow('org.key', key)), fromOrgRow);

/** In the order they were connected; with `all` the disconnected ones, too. */
export const askOrgs = (all: boolean) => {
  const query = queries.selectFrom('org').select(ORG_COLUMNS).orderBy('connected_at').orderBy('key');
  return askAll(all ? query : query.where('disconnected_at', 'is', null), fromOrgRow);
};

/** How much is in the current model; an org that is not there has nothing. */
export const askCounts = ({ ofRow }: RowFinder, key: string): Question<Counts, Counts> => ({
  query: queries
    .selectFrom('org')
    .select(['component_count as components', 'reference_count as references', 'grant_count as grants'])
    .where(ofRow('org.key', key)),
  answer: ([row]) => ({ components: 0, references: 0, grants: 0, ...row }),
});

type Counts = { readonly components: number; readonly references: number; readonly grants: number };

/** The own policies of every org, also of those whose model alone is kept. */
export const askOrgPolicies = () =>
  askAll(
    queries
      .selectFrom('org')
      .select(['org_id', 'username', 'is_sandbox', 'instance_url', 'policies', 'disconnected_at'])
      .orderBy('id'),
    (row): OrgPolicies => ({
      orgId: row.org_id,
      username: row.username,
      isSandbox: row.is_sandbox === 1,
      instanceUrl: row.instance_url,
      policies: parsePolicies(row.policies),
      ...(row.disconnected_at === null ? {} : { disconnectedAt: soundDate(row.disconnected_at) }),
    })
  );
