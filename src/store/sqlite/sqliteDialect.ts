import { sql, type Expression, type RawBuilder } from 'kysely';
import type { SqlDialect } from '../sql/sqlDialect.ts';

/**
 * JSON in SQLite. A text that is no JSON would make a whole query fail, so each function sees only a text that is. No
 * name that stands in a row is made a path: a path ends at a quotation mark, and fails where it is empty. Every program
 * that opens the file runs these by the views, so they are as old as what Debian 12 has: SQLite 3.40.
 */

type JsonText = Expression<string | null>;

const soundJson = (json: JsonText): RawBuilder<string | null> => sql`CASE WHEN json_valid(${json}) THEN ${json} END`;

/** `path` is ours, or made of a number. */
const memberOf = <Value>(json: JsonText, path: Expression<string>, kind: string): RawBuilder<Value | null> =>
  sql`CASE WHEN json_type(${soundJson(json)}, ${path}) = ${sql.lit(kind)} THEN json_extract(${json}, ${path}) END`;

const ofName = (name: string): RawBuilder<string> => sql.lit(`$.${name}`);

/** The object itself, NULL for any other value. */
const objectOf = (json: JsonText): RawBuilder<string | null> => memberOf(json, sql.lit('$'), 'object');

/** What the document says. */
const ownAttributes = memberOf<string>(
  sql.ref<string | null>('document.components'),
  // There is no place before the first one: a path with a negative number would fail.
  sql`'$[' || CASE WHEN component_version.ordinal >= 0 THEN component_version.ordinal END || '].attributes'`,
  'object'
);

const facts = objectOf(sql.ref<string | null>('component_version.facts'));

/** A member as JSON again. JSON can write a number that is too large to be one. */
const memberText = sql<string>`CASE
  WHEN type IN ('object', 'array') THEN value
  WHEN type IN ('true', 'false') THEN type
  WHEN type = 'real' AND abs(value) = 9e999 THEN 'null'
  ELSE json_quote(value) END`;

const bothAttributes = sql<string>`(SELECT '{' || group_concat(json_quote(key) || ':' || ${memberText}, ',') || '}' FROM (
  SELECT key, value, type FROM json_each(${ownAttributes})
    WHERE key NOT IN (SELECT key FROM json_each(component_version.facts))
  UNION ALL SELECT key, value, type FROM json_each(component_version.facts)))`;

export const sqliteDialect: SqlDialect = {
  jsonText: (json, name) => memberOf(json, ofName(name), 'text'),
  jsonNumber: (json, name) => memberOf(json, ofName(name), 'integer'),
  // Not sum(), which fails where numbers are too large.
  jsonSum: (json) =>
    sql`(SELECT CAST(total(value) AS INTEGER) FROM json_each(${objectOf(json)}) WHERE type = 'integer')`,
  jsonWords: (json) =>
    sql`(SELECT group_concat(value, ', ') FROM json_each(${memberOf(json, sql.lit('$'), 'array')}) WHERE type = 'text')`,
  jsonEntries: {
    of: (json) => sql`json_each(${json})`,
    name: sql`entry.key`,
    value: sql`CASE
      WHEN entry.type IN ('true', 'false') THEN entry.type
      WHEN entry.type <> 'null' THEN CAST(entry.value AS TEXT) END`,
  },
  attributes: sql`CASE
    WHEN ${facts} IS NULL OR ${facts} = '{}' THEN coalesce(${ownAttributes}, '{}')
    WHEN ${ownAttributes} IS NULL THEN ${facts}
    ELSE ${bothAttributes} END`,
};
