import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type SchemaObject, type ValidateFunction } from 'ajv';

const SCHEMAS = new URL('../schemas/', import.meta.url);

const ajv = new Ajv({ allErrors: true, formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/ } });
const compiled = new Map<string, ValidateFunction>();

/**
 * Throws when a command's result is not what its published schema says. Stricter than the schema, which leaves room for
 * what may be added: what is in a result today has to be named.
 */
export const checkResult = (id: string, result: unknown): void => {
  const validate = compiled.get(id) ?? ajv.compile(closed(readSchema(id)));
  compiled.set(id, validate);
  if (validate(JSON.parse(JSON.stringify(result)))) return;
  throw new Error(
    `${id}: not the published result: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(result, null, 2)}`
  );
};

/** The command that a command line begins with; undefined when it is none of the plugin's. */
export const commandOf = (args: readonly string[]): string | undefined =>
  args.map((_, last) => args.slice(0, last + 1).join(' ')).findLast((id) => existsSync(schemaOf(id)));

const schemaOf = (id: string): URL => new URL(`${id.replaceAll(' ', '-')}.json`, SCHEMAS);

const readSchema = (id: string): SchemaObject => JSON.parse(readFileSync(schemaOf(id), 'utf8')) as SchemaObject;

/** The same schema without the room for more members. */
const closed = (schema: SchemaObject): SchemaObject =>
  JSON.parse(JSON.stringify(schema), (_, value: unknown) => {
    const isObject = typeof value === 'object' && value !== null && 'type' in value && value.type === 'object';
    return isObject && 'properties' in value ? { additionalProperties: false, ...value } : value;
  }) as SchemaObject;
