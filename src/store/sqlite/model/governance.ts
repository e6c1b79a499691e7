import { randomBytes } from 'node:crypto';
import type { AuditRecord } from '../../records.ts';
import { jsonOf } from '../../sql/columns.ts';
import { askTokenSalt, askTokenUse } from '../../sql/questions/governance.ts';
import { queries } from '../../sql/tables.ts';
import type { Connection } from '../connection/connection.ts';

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
  const salt = connection.ask(askTokenSalt());
  if (salt === undefined) throw new Error('The salt that was just drawn is not there.');
  const used = digest(salt);
  if (connection.ask(askTokenUse(used)) !== undefined) return false;
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
