import type { Random } from '../random.ts';
import type { World, WorldObject } from '../world.ts';
import { repeat, xmlDocument, type Xml } from '../xml.ts';

/** A page layout of 5 to 20 KB. */
export const layoutText = (random: Random, object: WorldObject, world: World): string => {
  const field = (): string => random.pick(object.fields).name;
  const column = (): Xml => [
    'layoutColumns',
    repeat(random.int(2, 8), (): Xml => [
      'layoutItems',
      [
        ['behavior', random.pick(['Edit', 'Required', 'Readonly'])],
        ['field', field()],
      ],
    ]),
  ];
  return xmlDocument('Layout', [
    ...repeat(random.int(0, 4), (): Xml => ['excludeButtons', random.words(1)]),
    ...repeat(random.int(2, 7), (): Xml => [
      'layoutSections',
      [
        ['customLabel', 'true'],
        ['detailHeading', 'true'],
        ['editHeading', 'true'],
        ['label', random.words(2)],
        column(),
        column(),
        ['style', 'TwoColumnsLeftToRight'],
      ],
    ]),
    [
      'platformActionList',
      [
        ['actionListContext', 'Record'],
        ...repeat(random.int(3, 15), (index): Xml => [
          'platformActionListItems',
          [
            ['actionName', random.pick(world.names('QuickAction'))],
            ['actionType', 'QuickAction'],
            ['sortOrder', String(index)],
          ],
        ]),
      ],
    ],
    ...repeat(random.int(2, 10), (): Xml => {
      const child = random.pick(world.records);
      return [
        'relatedLists',
        [
          ...repeat(random.int(2, 6), (): Xml => ['fields', random.pick(child.fields).name]),
          ['relatedList', `${child.name}.${random.pick(child.fields).name}`],
        ],
      ];
    }),
    ['showEmailCheckbox', 'false'],
    ['showHighlightsPanel', 'false'],
    ['showInteractionLogPanel', 'false'],
    ['showRunAssignmentRulesCheckbox', 'false'],
    ['showSubmitAndAttachButton', 'false'],
  ]);
};
