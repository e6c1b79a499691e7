import type { Random } from '../random.ts';
import type { World } from '../world.ts';
import { repeat, when, xmlDocument, type Xml } from '../xml.ts';

export const reportText = (random: Random, world: World): string => {
  const object = random.pick(world.records);
  const column = (): string => `${object.name}.${random.pick(object.fields).name}`;
  return xmlDocument('Report', [
    ...repeat(random.int(4, 22), (): Xml => ['columns', [['field', column()]]]),
    ['description', random.sentence()],
    [
      'filter',
      repeat(random.int(1, 6), (): Xml => [
        'criteriaItems',
        [
          ['column', column()],
          ['columnToColumn', 'false'],
          ['isUnlocked', 'true'],
          ['operator', 'equals'],
          ['value', random.words(2)],
        ],
      ]),
    ],
    ['format', 'Summary'],
    ...repeat(random.int(0, 3), (): Xml => [
      'groupingsDown',
      [
        ['dateGranularity', 'Day'],
        ['field', column()],
        ['sortOrder', 'Asc'],
      ],
    ]),
    ['name', random.words(4)],
    ...when(random.chance(0.3), [
      'params',
      [
        ['name', 'open'],
        ['value', 'all'],
      ],
    ]),
    ['reportType', 'CustomEntity$' + object.name],
    ['scope', 'organization'],
    ['showDetails', 'true'],
    ['showGrandTotal', 'true'],
    ['showSubTotals', 'true'],
    ['sortColumn', column()],
    ['sortOrder', 'Asc'],
    [
      'timeFrameFilter',
      [
        ['dateColumn', 'CREATED_DATE'],
        ['interval', 'INTERVAL_CUSTOM'],
      ],
    ],
  ]);
};

export const dashboardText = (random: Random, world: World): string =>
  xmlDocument('Dashboard', [
    ['backgroundEndColor', '#FFFFFF'],
    ['backgroundFadeDirection', 'Diagonal'],
    ['dashboardType', 'SpecifiedUser'],
    [
      'dashboardGridLayout',
      [
        ...repeat(random.int(4, 18), (index): Xml => [
          'dashboardGridComponents',
          [
            ['colSpan', '4'],
            ['columnIndex', String((index * 4) % 12)],
            [
              'dashboardComponent',
              [
                ['autoselectColumnsFromReport', 'true'],
                ['componentType', random.pick(['Bar', 'Donut', 'Metric', 'Table'])],
                ['displayUnits', 'Auto'],
                ['footer', random.words(3)],
                ['header', random.words(3)],
                ['legendPosition', 'Bottom'],
                ['report', `Folder/${random.pick(world.names('Report'))}`],
                ['showPercentage', 'false'],
                ['title', random.words(4)],
              ],
            ],
            ['rowIndex', String(Math.floor(index / 3))],
            ['rowSpan', '8'],
          ],
        ]),
        ['numberOfColumns', '12'],
        ['rowHeight', '36'],
      ],
    ],
    ['runningUser', random.pick(world.users)],
    ['textColor', '#000000'],
    ['title', random.words(4)],
  ]);
