import type { AuditRecord } from '../../records.ts';
import { present } from '../columns.ts';
import { foreignValue } from '../foreignContent.ts';
import { askAll, askFirst, type Question } from '../question.ts';
import { isObject, soundDate, soundJson } from '../soundColumns.ts';
import type { SqlDialect } from '../sqlDialect.ts';
import { queries } from '../tables.ts';

type PolicyRow = { readonly name: string; readonly value: number };

export const askCorporatePolicies = (): Question<PolicyRow, { readonly [name: string]: boolean }> => ({
  query: queries.selectFrom('corporate_policy').selectAll().orderBy('name'),
  answer: (rows) => Object.fromEntries(rows.map(({ name, value }) => [name, asBoolean(name, value)])),
});

/** Any other number is no value: what it was meant to be can't be known. */
const asBoolean = (name: string, value: number): boolean => {
  if (value !== 0 && value !== 1) throw foreignValue(`corporate_policy for ${name}`);
  return value === 1;
};

export const askTokenSalt = () => askFirst(queries.selectFrom('token_salt').select('salt'), ({ salt }): string => salt);

/** When the token was used that has this digest. */
export const askTokenUse = (digest: string) =>
  askFirst(queries.selectFrom('used_token').select('at').where('digest', '=', digest), ({ at }): string => at);

/** Not the id: somebody may have written one that is too large for a number here. */
const AUDIT_COLUMNS = ['at', 'actor', 'origin', 'org_key', 'action', 'detail'] as const;

/** Newest first. */
export const askAudits = (
  { ofRow }: Pick<SqlDialect, 'ofRow'>,
  filter: { readonly orgKey?: string; readonly limit?: number }
) => {
  let query = queries.selectFrom('audit').select(AUDIT_COLUMNS).orderBy('id', 'desc');
  if (filter.orgKey !== undefined) query = query.where(ofRow('audit.org_key', filter.orgKey));
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  return askAll(query, (row) =>
    present<AuditRecord>({
      at: soundDate(row.at),
      actor: row.actor,
      from: row.origin,
      orgKey: row.org_key,
      action: row.action,
      // That something was done is told all the same; a refusal or a removal that is not said here is none.
      detail: soundJson(row.detail, isObject, {}) ?? {},
    })
  );
};
