import type { Random } from '../random.ts';
import type { World, WorldObject } from '../world.ts';
import { repeat, xmlDocument, type Xml } from '../xml.ts';

const at = (random: Random): Xml[] => [
  ['locationX', String(random.int(50, 900))],
  ['locationY', String(random.int(50, 3000))],
];

const filters = (random: Random, object: WorldObject, element: string): Xml[] =>
  repeat(random.int(1, 4), (): Xml => [
    element,
    [
      ['field', random.pick(object.fields).name],
      ...(element === 'filters' ? [['operator', 'EqualTo'] as const] : []),
      ['value', [['elementReference', `$Record.${random.pick(object.fields).name}`]]],
    ],
  ]);

const step = (random: Random, index: number, object: WorldObject, world: World): Xml => {
  const name = `Step_${String(index)}`;
  const next: Xml = ['connector', [['targetReference', `Step_${String(index + 1)}`]]];
  const head: Xml[] = [['name', name], ['label', random.words(3)], ...at(random)];
  switch (random.int(0, 6)) {
    case 0:
      return [
        'actionCalls',
        [
          ...head,
          ['actionName', random.pick(world.names('ApexClass'))],
          ['actionType', 'apex'],
          next,
          ['flowTransactionModel', 'CurrentTransaction'],
          ...repeat(random.int(1, 5), (): Xml => [
            'inputParameters',
            [
              ['name', random.words(1)],
              ['value', [['elementReference', `$Record.${random.pick(object.fields).name}`]]],
            ],
          ]),
          ['offset', '0'],
        ],
      ];
    case 1:
      return [
        'assignments',
        [
          ...head,
          ...repeat(random.int(1, 6), (): Xml => [
            'assignmentItems',
            [
              ['assignToReference', `$Record.${random.pick(object.fields).name}`],
              ['operator', 'Assign'],
              ['value', [['stringValue', random.words(3)]]],
            ],
          ]),
          next,
        ],
      ];
    case 2:
      return [
        'decisions',
        [
          ...head,
          ['defaultConnectorLabel', 'Default Outcome'],
          ...repeat(random.int(1, 4), (rule): Xml => [
            'rules',
            [
              ['name', `${name}_Rule_${String(rule)}`],
              ['conditionLogic', 'and'],
              ...repeat(random.int(1, 3), (): Xml => [
                'conditions',
                [
                  ['leftValueReference', `$Record.${random.pick(object.fields).name}`],
                  ['operator', 'EqualTo'],
                  ['rightValue', [['stringValue', random.words(2)]]],
                ],
              ]),
              next,
              ['label', random.words(2)],
            ],
          ]),
        ],
      ];
    case 3:
      return [
        'recordLookups',
        [
          ...head,
          ['assignNullValuesIfNoRecordsFound', 'false'],
          next,
          ['filterLogic', 'and'],
          ...filters(random, object, 'filters'),
          ['getFirstRecordOnly', 'true'],
          ['object', object.name],
          ['storeOutputAutomatically', 'true'],
        ],
      ];
    case 4:
      return [
        'recordUpdates',
        [
          ...head,
          next,
          ['filterLogic', 'and'],
          ...filters(random, object, 'filters'),
          ...filters(random, object, 'inputAssignments'),
          ['object', object.name],
        ],
      ];
    case 5:
      return [
        'screens',
        [
          ...head,
          ['allowBack', 'true'],
          ['allowFinish', 'true'],
          next,
          ...repeat(random.int(2, 8), (input): Xml => [
            'fields',
            [
              ['name', `${name}_Input_${String(input)}`],
              ['dataType', 'String'],
              ['fieldText', random.sentence()],
              ['fieldType', 'InputField'],
              ['isRequired', 'false'],
            ],
          ]),
          ['showFooter', 'true'],
        ],
      ];
    default:
      return ['subflows', [...head, next, ['flowName', random.pick(world.names('Flow'))]]];
  }
};

/** A record-triggered flow of 5 to 60 KB. Elements of one name stand together, as the API writes them. */
export const flowText = (random: Random, world: World): string => {
  const object = random.pick(world.records);
  const count = random.skewed(4, 36);
  const steps = repeat(count, (index) => step(random, index, object, world)).sort(([a], [b]) => (a < b ? -1 : 1));
  return xmlDocument('Flow', [
    ['apiVersion', '66.0'],
    ...steps,
    ['description', random.sentence()],
    ['environments', 'Default'],
    ...repeat(random.int(0, 4), (index): Xml => [
      'formulas',
      [
        ['name', `Formula_${String(index)}`],
        ['dataType', 'String'],
        ['expression', `IF({!$Record.${random.pick(object.fields).name}} > 0, "${random.words(2)}", "")`],
      ],
    ]),
    ['interviewLabel', `${random.words(3)} {!$Flow.CurrentDateTime}`],
    ['label', random.words(3)],
    ...['BuilderType', 'CanvasMode', 'OriginBuilderType'].map((name): Xml => [
      'processMetadataValues',
      [
        ['name', name],
        ['value', [['stringValue', 'LightningFlowBuilder']]],
      ],
    ]),
    ['processType', 'AutoLaunchedFlow'],
    [
      'start',
      [
        ...at(random),
        ['connector', [['targetReference', 'Step_0']]],
        ...filters(random, object, 'filters'),
        ['object', object.name],
        ['recordTriggerType', 'CreateAndUpdate'],
        ['triggerType', 'RecordAfterSave'],
      ],
    ],
    ['status', 'Active'],
    ...repeat(random.int(2, 15), (index): Xml => [
      'variables',
      [
        ['name', `var_${String(index)}`],
        ['dataType', 'SObject'],
        ['isCollection', String(random.chance(0.4))],
        ['isInput', 'false'],
        ['isOutput', 'false'],
        ['objectType', random.pick(world.records).name],
      ],
    ]),
  ]);
};
