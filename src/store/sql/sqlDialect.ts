import type { Expression, RawBuilder } from 'kysely';

/** A column or expression that holds a JSON text, or NULL. */
type JsonText = Expression<string | null>;

/**
 * What each SQL database says in its own words, for queries that are otherwise the same in all of them. Who may write a
 * store may have put anything into it: no function fails because of what stands in a row. A text that is no JSON is as if
 * it were NULL, and a member of another kind than the asked one as if it were not there.
 */
export type SqlDialect = {
  /** Whether the row itself has the value in this column, whatever an index says that somebody may have bent. */
  readonly ofRow: (column: 'org.key' | 'audit.org_key', value: string) => RawBuilder<boolean>;
  /** The text that an object has under a name. */
  readonly jsonText: (json: JsonText, name: string) => RawBuilder<string | null>;
  /** The whole number that an object has under a name. */
  readonly jsonNumber: (json: JsonText, name: string) => RawBuilder<number | null>;
  /** The sum of all numbers of an object; 0 where there are none. */
  readonly jsonSum: (json: JsonText) => RawBuilder<number>;
  /** The texts of an array as one text, with `, ` between them; NULL where there are none. */
  readonly jsonWords: (json: JsonText) => RawBuilder<string | null>;
  /** The members of an object as the rows of a table `entry`: of a name, and of a value as a person reads it. */
  readonly jsonEntries: {
    readonly of: (json: JsonText) => RawBuilder<object>;
    readonly name: RawBuilder<string>;
    /** A text as it is, JSON for lists and objects, NULL for null. */
    readonly value: RawBuilder<string | null>;
  };
  /**
   * The text of an object that has the members of both, and of the second one where both have one. It is an object whatever
   * the two are.
   */
  readonly jsonOverlay: (under: JsonText, over: JsonText) => RawBuilder<string>;
};
