import type { Random } from '../random.ts';
import type { World, WorldField, WorldObject } from '../world.ts';
import { repeat, when, xmlDocument, type Xml } from '../xml.ts';

const picklist = (random: Random, count: number): Xml => [
  'valueSet',
  [
    ['restricted', 'true'],
    [
      'valueSetDefinition',
      [
        ['sorted', 'false'],
        ...repeat(count, (index): Xml => {
          const label = random.words(2);
          return [
            'value',
            [
              ['fullName', `${label} ${String(index)}`],
              ['default', String(index === 0)],
              ['label', label],
            ],
          ];
        }),
      ],
    ],
  ],
];

const formula = (random: Random, fields: readonly WorldField[]): string =>
  Array.from(
    { length: random.skewed(1, 12) },
    () =>
      `IF(AND(NOT(ISBLANK(${random.pick(fields).name})), ${random.pick(fields).name} > ${String(random.int(1, 900))}), "${random.words(2)}",`
  ).join('\n  ') + ' "")';

const ofType = (random: Random, type: string, object: WorldObject, world: World): Xml[] => {
  switch (type) {
    case 'Picklist':
    case 'MultiselectPicklist':
      return [['type', type], picklist(random, random.skewed(3, 40))];
    case 'Lookup':
      return [
        ['referenceTo', random.pick(world.records).name],
        ['relationshipLabel', random.words(2)],
        ['relationshipName', `${random.words(2).replaceAll(' ', '_')}_${String(random.int(1, 9999))}`],
        ['type', 'Lookup'],
      ];
    case 'Checkbox':
      return [
        ['defaultValue', 'false'],
        ['type', 'Checkbox'],
      ];
    case 'Number':
    case 'Currency':
    case 'Percent':
      return [
        ['precision', '18'],
        ['scale', '2'],
        ['type', type],
      ];
    case 'Formula':
      return [
        ['formula', formula(random, object.fields)],
        ['formulaTreatBlanksAs', 'BlankAsZero'],
        ['type', 'Text'],
        ['unique', 'false'],
      ];
    default:
      return [
        ['length', '255'],
        ['type', type],
        ['unique', 'false'],
      ];
  }
};

const field = (random: Random, { name, type }: WorldField, object: WorldObject, world: World): Xml => {
  if (type === 'Standard')
    return [
      'fields',
      [
        ['fullName', name],
        ['trackFeedHistory', 'false'],
        ['trackHistory', String(random.chance(0.2))],
      ],
    ];
  return [
    'fields',
    [
      ['fullName', name],
      ...when(random.chance(0.45), ['description', random.sentence()]),
      ['externalId', 'false'],
      ...when(random.chance(0.3), ['inlineHelpText', random.sentence()]),
      ['label', random.words(2)],
      ['required', 'false'],
      ['trackFeedHistory', 'false'],
      ['trackHistory', 'false'],
      ['trackTrending', 'false'],
      ...ofType(random, type, object, world),
    ],
  ];
};

const listView = (random: Random, object: WorldObject, index: number): Xml => [
  'listViews',
  [
    ['fullName', `View_${String(index)}`],
    ...repeat(random.int(3, 9), (): Xml => ['columns', random.pick(object.fields).name]),
    ['filterScope', 'Everything'],
    ...repeat(random.int(0, 3), (): Xml => [
      'filters',
      [
        ['field', random.pick(object.fields).name],
        ['operation', 'equals'],
        ['value', random.words(1)],
      ],
    ]),
    ['label', random.words(3)],
  ],
];

const recordType = (random: Random, object: WorldObject, index: number): Xml => [
  'recordTypes',
  [
    ['fullName', `Kind_${String(index)}`],
    ['active', 'true'],
    ['description', random.sentence()],
    ['label', random.words(2)],
    ...object.fields
      .filter(({ type }) => type === 'Picklist')
      .map(({ name }): Xml => [
        'picklistValues',
        [
          ['picklist', name],
          ...repeat(random.skewed(2, 20), (value): Xml => [
            'values',
            [
              ['fullName', `${random.words(2)} ${String(value)}`],
              ['default', 'false'],
            ],
          ]),
        ],
      ]),
  ],
];

const validationRule = (random: Random, object: WorldObject, index: number): Xml => [
  'validationRules',
  [
    ['fullName', `Rule_${String(index)}`],
    ['active', String(random.chance(0.8))],
    ['description', random.sentence()],
    ['errorConditionFormula', formula(random, object.fields)],
    ['errorDisplayField', random.pick(object.fields).name],
    ['errorMessage', random.sentence()],
  ],
];

const named = (element: string, index: number, ...content: Xml[]): Xml => [
  element,
  [['fullName', `${element}_${String(index)}`], ...content],
];

const ACTIONS = 'Accept CancelEdit Clone Delete Edit Follow List New SaveEdit Tab View'.split(' ');

/** An object with its fields and everything else that lies in its document, alphabetically as the API writes it. */
export const objectText = (random: Random, object: WorldObject, world: World): string => {
  const isRecord = !/__(mdt|e)$/.test(object.name);
  const some = (most: number): number => (isRecord ? random.skewed(0, most) : 0);
  const label = random.words(2);
  return xmlDocument('CustomObject', [
    ...ACTIONS.map((action): Xml => [
      'actionOverrides',
      [
        ['actionName', action],
        ['type', 'Default'],
      ],
    ]),
    ...repeat(some(3), (index) => named('businessProcesses', index, ['isActive', 'true'])),
    ...repeat(some(2), (index) =>
      named(
        'compactLayouts',
        index,
        ...repeat(random.int(2, 6), (): Xml => ['fields', random.pick(object.fields).name]),
        ['label', label]
      )
    ),
    ['deploymentStatus', 'Deployed'],
    ['description', random.sentence()],
    ['enableActivities', 'true'],
    ['enableHistory', 'false'],
    ['enableReports', 'true'],
    ...repeat(some(3), (index) =>
      named(
        'fieldSets',
        index,
        ['description', random.sentence()],
        ...repeat(random.int(3, 12), (): Xml => [
          'displayedFields',
          [
            ['field', random.pick(object.fields).name],
            ['isFieldManaged', 'false'],
            ['isRequired', 'false'],
          ],
        ]),
        ['label', random.words(2)]
      )
    ),
    ...object.fields.map((each) => field(random, each, object, world)),
    ['label', label],
    ...repeat(isRecord ? random.skewed(1, 30) : 0, (index) => listView(random, object, index)),
    [
      'nameField',
      [
        ['label', `${label} name`],
        ['type', 'Text'],
      ],
    ],
    ['pluralLabel', `${label}s`],
    ...repeat(some(6), (index) => recordType(random, object, index)),
    [
      'searchLayouts',
      repeat(random.int(1, 8), (): Xml => ['searchResultsAdditionalFields', random.pick(object.fields).name]),
    ],
    ['sharingModel', 'ReadWrite'],
    ...repeat(some(2), (index) => named('sharingReasons', index, ['label', random.words(2)])),
    ...repeat(some(14), (index) => validationRule(random, object, index)),
    ['visibility', 'Public'],
    ...repeat(some(6), (index) =>
      named(
        'webLinks',
        index,
        ['availability', 'online'],
        ['displayType', 'button'],
        ['linkType', 'url'],
        ['masterLabel', random.words(2)],
        ['openType', 'sidebar'],
        ['url', `/apex/${random.words(1)}?id={!${object.name}.Id}&mode=${random.words(1)}`]
      )
    ),
  ]);
};
