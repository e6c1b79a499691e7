import { randomBytes } from 'node:crypto';
import type { AuditRecord, OrgPolicies } from '../records.ts';
import { jsonOf, parsePolicies, present } from '../sql/columns.ts';
import type { Connection } from './connection.ts';
import { foreignValue } from '../sql/foreignContent.ts';
import { ofRow } from './ofRow.ts';
import { isObject, soundDate, soundJson } from '../sql/soundColumns.ts';
import { queries } from '../sql/tables.ts';

export const corporatePolicies = (connection: Connection): { readonly [name: string]: boolean } =>
  Object.fromEntries(
    connection
      .all(queries.selectFrom('corporate_policy').selectAll().orderBy('name'))
      .map(({ name, value }) => [name, asBoolean(name, value)])
  );

/** Any other number is no value: what it was meant to be can't be known. */
const asBoolean = (name: string, value: number): boolean => {
  if (value !== 0 && value !== 1) throw foreignValue(`corporate_policy for ${name}`);
  return value === 1;
};

/** The own policies of every org, also of those whose model alone is kept. */
export const orgPolicies = (connection: Connection): OrgPolicies[] =>
  connection
    .all(
      queries
        .selectFrom('org')
        .select(['org_id', 'username', 'is_sandbox', 'instance_url', 'policies', 'disconnected_at'])
        .orderBy('id')
    )
    .map((row) => ({
      orgId: row.org_id,
      username: row.username,
      isSandbox: row.is_sandbox === 1,
      instanceUrl: row.instance_url,
      policies: parsePolicies(row.policies),
      ...(row.disconnected_at === null ? {} : { disconnectedAt: soundDate(row.disconnected_at) }),
    }));

export const setCorporatePolicy = (connection: Connection, name: string, value: boolean | undefined): void => {
  connection.run(
    value === undefined
      ? queries.deleteFrom('corporate_policy').where('name', '=', name)
      : queries
          .insertInto('corporate_policy')
          .values({ name, value: Number(value) })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: Number(value) }))
  );
};

/** Called in a transaction. The salt is drawn with the first token. */
export const useToken = (connection: Connection, digest: (salt: string) => string, at: string): boolean => {
  connection.run(
    queries
      .insertInto('token_salt')
      .values({ id: 1, salt: randomBytes(32).toString('hex') })
      .onConflict((conflict) => conflict.doNothing())
  );
  const kept = connection.first(queries.selectFrom('token_salt').select('salt'));
  if (kept === undefined) throw new Error('The salt that was just drawn is not there.');
  const used = digest(kept.salt);
  if (connection.first(queries.selectFrom('used_token').select('at').where('digest', '=', used))) return false;
  connection.run(queries.insertInto('used_token').values({ digest: used, at }));
  return true;
};

export const addAudit = (connection: Connection, record: AuditRecord): void => {
  connection.run(
    queries.insertInto('audit').values({
      at: record.at,
      actor: record.actor,
      origin: record.from,
      org_key: record.orgKey ?? null,
      action: record.action,
      detail: jsonOf(record.detail),
    })
  );
};

/** Newest first. */
export const listAudits = (
  connection: Connection,
  options: { readonly orgKey?: string; readonly limit?: number }
): AuditRecord[] => {
  // Not the id: somebody may have written one that is too large for a number here.
  const columns = ['at', 'actor', 'origin', 'org_key', 'action', 'detail'] as const;
  let query = queries.selectFrom('audit').select(columns).orderBy('id', 'desc');
  if (options.orgKey !== undefined) query = query.where(ofRow('audit.org_key', options.orgKey));
  if (options.limit !== undefined) query = query.limit(options.limit);
  return connection.all(query).map((row) =>
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
