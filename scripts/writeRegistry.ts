import { writeFileSync } from 'node:fs';
import { registry, standardValueSet, type MetadataType } from '@salesforce/source-deploy-retrieve';
import type { DocumentShape, RegistryFacts } from '../src/catalogue/entry.ts';

/** Text of `src/catalogue/registry.generated.ts`: what the installed source-deploy-retrieve knows. */
export const registryText = (): string =>
  [
    '/* eslint max-lines: off -- a line for each metadata type, written by a program */',
    "import type { RegistryFacts } from './entry.ts';",
    '',
    '/**',
    ' * Every metadata type that source-deploy-retrieve knows, in alphabetical order. Written by `npm run docs`, because',
    ' * loading the library takes longer than most commands may.',
    ' */',
    '// prettier-ignore',
    'export const REGISTRY = {',
    ...Object.values(registry.types)
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((type) => `  ${type.name}: ${literal(factsOf(type))},`),
    '} satisfies { readonly [type: string]: RegistryFacts };',
    '',
    '/** Names of standard value sets, which no listing returns. */',
    '// prettier-ignore',
    'export const STANDARD_VALUE_SETS: readonly string[] = [',
    ...(
      standardValueSet.fullnames
        .map(literal)
        .join(', ')
        .match(/.{1,116}(, |$)/g) ?? []
    ).map((line) => `  ${line.trimEnd()}`),
    '];',
    '',
  ].join('\n');

const factsOf = (type: MetadataType): RegistryFacts => {
  const { suffix, folderType, folderContentType } = type;
  const folders = folderType === undefined ? undefined : typeOf(folderType);
  const shape = shapeOf(type);
  const children = childrenOf(type);
  return {
    directory: type.directoryName,
    ...(suffix !== undefined && { suffix }),
    ...(shape !== 'xml' && { shape }),
    // `digitalExperiences/site/Shop/…`: the adapter takes the kind of the workspace for a part of the name.
    ...(type.strategies?.adapter === 'digitalExperience' && { depth: 2 }),
    ...(type.metaFileSuffix?.endsWith('.json') && { metaFile: type.metaFileSuffix }),
    ...(folderContentType !== undefined && { folderOf: typeOf(folderContentType).name }),
    ...(folders && (folders.folderContentType ? { folderType: folders.name } : nestedIn(folders, type))),
    ...(children.length > 0 && { children: Object.fromEntries(children) }),
  };
};

/** Lies in a folder for each component of the `owner` type, which is no type of folders. */
const nestedIn = (owner: MetadataType, { name, directoryName }: MetadataType): Partial<RegistryFacts> => ({
  directory: owner.directoryName,
  nested: { owner: owner.name, folder: name === owner.name ? '' : directoryName },
});

/** The strategy for mixed content takes a file of any suffix, or a folder where the type has no suffix. */
const shapeOf = ({ strategies, suffix }: MetadataType): DocumentShape => {
  switch (strategies?.adapter) {
    case 'matchingContentFile':
      return 'source';
    case 'mixedContent':
      return suffix === undefined ? 'bundle' : 'binary';
    case 'bundle':
    case 'digitalExperience':
    case 'uiBundles':
      return 'bundle';
    default:
      return 'xml';
  }
};

/**
 * Children with the elements that hold them. Those of a decomposed type lie in folders named after the element; of
 * other types the registry says it, or has children that are files. What has no name in the API is no component.
 */
const childrenOf = ({ children, strategies }: MetadataType): Array<[type: string, element: string]> =>
  Object.values(children?.types ?? {}).flatMap(({ name, xmlElementName, directoryName, isAddressable = true }) => {
    const element = strategies?.adapter === 'decomposed' ? (xmlElementName ?? directoryName) : xmlElementName;
    return element === undefined || !isAddressable ? [] : [[name, element]];
  });

const typeOf = (id: string): MetadataType => {
  const type = registry.types[id];
  if (type === undefined) throw new Error(`source-deploy-retrieve has no type ${id}.`);
  return type;
};

/** As prettier would write it on one line. */
const literal = (value: object | string | number): string => {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'number') return String(value);
  const members = Object.entries(value as Record<string, object | string | number>);
  return `{ ${members.map(([name, member]) => `${name}: ${literal(member)}`).join(', ')} }`;
};

if (import.meta.main) {
  writeFileSync(new URL('../src/catalogue/registry.generated.ts', import.meta.url), registryText());
}
