import type { CatalogueEntry } from '../../../src/catalogue/entry.ts';
import type { Random } from '../random.ts';
import { CHILD_TYPES } from '../composition.ts';
import type { World } from '../world.ts';
import { repeat, xmlDocument, type Xml } from '../xml.ts';

/** Blocks of elements in a document of a type without a text of its own; 3 for the others. */
const BLOCKS: { readonly [type: string]: number } = {
  ApprovalProcess: 14,
  Bot: 20,
  CustomLabels: 0,
  CustomObjectTranslation: 60,
  EntitlementProcess: 10,
  FlowTest: 8,
  GlobalValueSet: 20,
  Network: 40,
  OmniDataTransform: 60,
  OmniIntegrationProcedure: 40,
  OmniScript: 60,
  OmniUiCard: 20,
  Role: 0,
  Group: 0,
  CustomTab: 0,
  CustomPermission: 0,
  RemoteSiteSetting: 0,
  Settings: 5,
  Translations: 400,
};

/** Components in a document of a type with children. An org has one document of labels, however large it is. */
const childrenOf = (type: string, { scale }: World): number => {
  if (type === 'CustomLabels') return Math.max(1, Math.round(2500 * scale));
  return type === 'SharingRules' ? 6 : 4;
};

const block = (random: Random, name: string): Xml => [
  name,
  [
    ['name', random.words(2).replaceAll(' ', '_')],
    ['label', random.words(3)],
    ['active', String(random.chance(0.5))],
    ['value', random.sentence()],
    [
      'settings',
      repeat(random.int(1, 4), (): Xml => [random.pick(['field', 'operation', 'priority', 'target']), random.words(2)]),
    ],
  ],
];

/** Looks like a document of its type to an XML parser: label, description, some blocks, and the type's children. */
export const genericText = (random: Random, entry: CatalogueEntry, fullName: string, world: World): string => {
  const root = entry.type === 'Settings' ? `${fullName}Settings` : entry.type;
  const names = ['items', 'entries', 'rules', 'steps'].filter(
    (name) => !entry.children.some(({ element }) => element === name)
  );
  const children = entry.children
    .filter(({ type }) => CHILD_TYPES.includes(type))
    .flatMap(({ element, nameElement }) =>
      repeat(childrenOf(entry.type, world), (index): Xml => [
        element,
        [
          [nameElement, `${element}_${String(index)}`],
          ['categories', random.words(1)],
          ['language', 'en_US'],
          ['protected', 'true'],
          ['shortDescription', random.words(4)],
          ['value', random.sentence()],
        ],
      ])
    );
  return xmlDocument(root, [
    ['description', random.sentence()],
    ['label', random.words(3)],
    ...repeat(BLOCKS[entry.type] ?? 3, () => block(random, random.pick(names))),
    ...children,
  ]);
};
