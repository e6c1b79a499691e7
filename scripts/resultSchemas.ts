import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { createGenerator } from 'ts-json-schema-generator';

const ROOT = join(import.meta.dirname, '..');
const COMMANDS = join(ROOT, 'src', 'commands');

/**
 * The published JSON Schemas of what the commands return with `--json`, by the names of their files; from the types that
 * the commands' `run` promises. What they don't name may be added later.
 */
export const resultSchemas = async (): Promise<Map<string, string>> => {
  const generator = createGenerator({
    path: `${COMMANDS}/**/*.ts`,
    tsconfig: join(ROOT, 'tsconfig.json'),
    additionalProperties: true,
    sortProps: false,
    // That is for "npm run typecheck", and takes longer than all the rest.
    skipTypeCheck: true,
  });
  const schemas = commandFiles().map(async (file): Promise<[string, string]> => {
    const schema = JSON.stringify(generator.createSchema(promisedType(file)));
    return [schemaFile(file), await format(schema, { parser: 'json', printWidth: 120 })];
  });
  return new Map(await Promise.all(schemas));
};

const commandFiles = (): string[] =>
  readdirSync(COMMANDS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort();

/** The command's id, with `-` between its words. */
const schemaFile = (file: string): string => `${file.replace(/\.ts$/, '').split(/[\\/]/).join('-')}.json`;

/** The name of a type that the command exports. */
const promisedType = (file: string): string => {
  const name = / run\(\): Promise<(\w+)>/.exec(readFileSync(join(COMMANDS, file), 'utf8'))?.[1];
  if (name === undefined) throw new Error(`${file}: run() must promise a type that has a name.`);
  return name;
};
