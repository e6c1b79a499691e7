import { sql, type Expression, type RawBuilder } from 'kysely';
import type { SqlDialect } from '../../sql/sqlDialect.ts';
import { ofRow } from './ofRow.ts';

/**
 * JSON in SQLite. A text that is no JSON would make a whole query fail, so each function sees only a text that is. No
 * name that stands in a row is made a path: a path ends at a quotation mark, and fails where it is empty. Every program
 * that opens the file runs these by the views, so they are as old as what Debian 12 has: SQLite 3.40.
 */

type JsonText = Expression<string | null>;

/** What is at a path of ours if it is of the kind, else NULL. */
const sound = <Value>(json: JsonText, path: string, kind: string): RawBuilder<Value | null> => {
  const at = sql.lit(path);
  return sql`CASE WHEN json_type(${soundJson(json)}, ${at}) = ${sql.lit(kind)} THEN json_extract(${json}, ${at}) END`;
};

const soundJson = (json: JsonText): RawBuilder<string | null> => sql`CASE WHEN json_valid(${json}) THEN ${json} END`;

const objectOf = (json: JsonText): RawBuilder<string | null> => sound(json, '$', 'object');

/** A member as JSON again. JSON can write a number that is too large to be one. */
const memberText = sql<string>`CASE
  WHEN type IN ('object', 'array') THEN value
  WHEN type IN ('true', 'false') THEN type
  WHEN type = 'real' AND abs(value) = 9e999 THEN 'null'
  ELSE json_quote(value) END`;

/** One parameter for a list of any length. */
export const listed = (values: ReadonlyArray<number | string>) =>
  sql<number>`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

/** Both are objects. */
const overlay = (under: JsonText, over: JsonText): RawBuilder<string> =>
  sql`(SELECT '{' || group_concat(json_quote(key) || ':' || ${memberText}, ',') || '}' FROM (
    SELECT key, value, type FROM json_each(${under}) WHERE key NOT IN (SELECT key FROM json_each(${over}))
    UNION ALL SELECT key, value, type FROM json_each(${over})))`;

export const sqliteDialect: SqlDialect = {
  ofRow,
  jsonText: (json, name) => sound(json, `$.${name}`, 'text'),
  jsonNumber: (json, name) => sound(json, `$.${name}`, 'integer'),
  // Not sum(), which fails where numbers are too large.
  jsonSum: (json) =>
    sql`(SELECT CAST(total(value) AS INTEGER) FROM json_each(${objectOf(json)}) WHERE type = 'integer')`,
  jsonWords: (json) =>
    sql`(SELECT group_concat(value, ', ') FROM json_each(${sound(json, '$', 'array')}) WHERE type = 'text')`,
  jsonEntries: {
    of: (json) => sql`json_each(${json})`,
    name: sql`entry.key`,
    value: sql`CASE
      WHEN entry.type IN ('true', 'false') THEN entry.type
      WHEN entry.type <> 'null' THEN CAST(entry.value AS TEXT) END`,
  },
  // Most components have no facts: their attributes are taken as they are written.
  jsonOverlay: (under, over) => sql`CASE
    WHEN ${objectOf(over)} IS NULL OR ${over} = '{}' THEN coalesce(${objectOf(under)}, '{}')
    WHEN ${objectOf(under)} IS NULL THEN ${objectOf(over)}
    ELSE ${overlay(under, over)} END`,
};
