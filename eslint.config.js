import { readFileSync } from 'node:fs';
import { defineConfig, globalIgnores } from 'eslint/config';
import sfPlugin from 'eslint-plugin-sf-plugin';
import tseslint from 'typescript-eslint';

/**
 * The rooms of `src` from top to bottom, and the arrows between them: what a room may import besides itself. `types` are
 * rooms of which only types may be imported. What is not listed is forbidden. `npm run structure` reads the same file.
 */
const { common: COMMON, rooms: ROOMS } = JSON.parse(readFileSync(new URL('rooms.json', import.meta.url), 'utf8'));
const EVERYTHING = [...Object.keys(ROOMS), ...COMMON, 'configMeta.ts', 'index.ts'];

const escape = (name) => name.replaceAll('.', '\\.');

/** Matches a relative import that climbs out of the room and comes down in one of `names`, but not at one of `except`. */
const into = (names, except = []) => {
  const not = except.length > 0 ? `(?!(${except.map(escape).join('|')})$)` : '';
  return `^(\\.\\./)+${not}(${names.map(escape).join('|')})(/|$)`;
};

const HEAVY = [
  '@salesforce/source-deploy-retrieve',
  '@oclif/multi-stage-output',
  '@oclif/table',
  '@salesforce/core',
].map((name) => ({
  regex: `^${name}$`,
  allowTypeImports: true,
  message: 'Slow to load: import it inside the function that needs it, or a subpath such as @salesforce/core/messages.',
}));

const COMMAND_LINE = {
  regex: '^(@oclif/core|@salesforce/sf-plugins-core)(/|$)',
  message: 'Only commands know the command line.',
};

const NO_IO = {
  regex: '^(?!\\.|node:(?:buffer|crypto)$|saxes$)',
  message: 'Pure functions: nothing from outside comes in.',
};

/** The same for `import()`, which the rule about imports does not see. The selector's own slashes end its pattern. */
const dynamically = ({ regex, message }) => ({
  selector: `ImportExpression[source.value=/${regex.replaceAll('/', '\\u002F')}/]`,
  message,
});

const arrows = (room, { values: others = [], types = [], pure = false }) => {
  const values = pure ? others : [...others, ...COMMON];
  const forbidden = EVERYTHING.filter((name) => name !== room && !values.includes(name) && !types.includes(name));
  const strangers = { regex: into(forbidden, values), message: `src/${room} must not know this room.` };
  return {
    files: [`src/${room}/**/*.ts`],
    rules: {
      'no-restricted-syntax': ['error', dynamically(strangers), dynamically(COMMAND_LINE)],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            strangers,
            ...(types.length > 0
              ? [
                  {
                    regex: into(types, values),
                    allowTypeImports: true,
                    message: `src/${room} may import its types only.`,
                  },
                ]
              : []),
            ...HEAVY,
            COMMAND_LINE,
            ...(pure ? [NO_IO] : []),
          ],
        },
      ],
    },
  };
};

const TERMINAL = ['stdout', 'stderr', 'stdin', 'exit', 'exitCode', 'argv'].map((property) => ({
  object: 'process',
  property,
  message: 'Below the commands nothing prints, prompts, exits or reads a flag.',
}));

export default defineConfig(
  globalIgnores(['lib/', 'coverage/', '.sf/', '.demo/', 'test/sample-org/', 'node_modules/']),
  {
    files: ['**/*.{ts,js}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-param-reassign': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allow: [{ from: 'lib', name: ['URL', 'URLSearchParams'] }] },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // An empty text often stands for none, in answers of the API and in the environment.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // Said on purpose: the value is not wanted.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Ids and names of the API are ASCII.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Index signatures say that a key may be any string, a record says which keys there are.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/array-type': ['error', { default: 'array-simple' }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', 400],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/commands/**', 'src/cli/**'],
    rules: { 'no-restricted-properties': ['error', ...TERMINAL] },
  },
  ...Object.entries(ROOMS)
    .filter(([, { values = [] }]) => !values.includes('*'))
    .map(([room, allowed]) => arrows(room, allowed)),
  {
    files: ['src/commands/**/*.ts', 'src/cli/**/*.ts', 'src/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: HEAVY }] },
  },
  {
    files: ['src/commands/**/*.ts'],
    plugins: { 'sf-plugin': sfPlugin },
    rules: {
      'sf-plugin/command-example': 'error',
      'sf-plugin/command-summary': 'error',
      'sf-plugin/dash-o': 'error',
      'sf-plugin/esm-message-import': 'error',
      'sf-plugin/flag-case': 'error',
      'sf-plugin/flag-cross-references': 'error',
      'sf-plugin/flag-min-max-default': 'error',
      'sf-plugin/flag-summary': 'error',
      'sf-plugin/no-default-and-depends-on-flags': 'error',
      'sf-plugin/no-duplicate-short-characters': 'error',
      'sf-plugin/no-h-short-char': 'error',
      'sf-plugin/no-hardcoded-messages-commands': 'error',
      'sf-plugin/no-hardcoded-messages-flags': 'error',
      'sf-plugin/no-hyphens-aliases': 'error',
      'sf-plugin/no-json-flag': 'error',
      'sf-plugin/no-missing-messages': 'error',
      'sf-plugin/no-oclif-flags-command-import': 'error',
      'sf-plugin/no-split-examples': 'error',
      'sf-plugin/no-unnecessary-aliases': 'error',
      'sf-plugin/only-extend-SfCommand': 'error',
      'sf-plugin/read-only-properties': 'error',
      'sf-plugin/run-matches-class-type': 'error',
    },
  },
  {
    files: ['test/**/*.ts', 'standin/**/*.ts', 'bench/**/*.ts', 'scripts/compare/**/*.ts'],
    rules: {
      // Assertions of chai are expressions: expect(x).to.be.true.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
    },
  },
  {
    files: ['standin/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(\\.\\./)+src/',
              message: 'The stand-in has tables of its own: it must not believe what the plugin does.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
  }
);
