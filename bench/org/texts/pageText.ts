import type { Random } from '../random.ts';
import type { World } from '../world.ts';
import { repeat, xmlDocument, type Xml } from '../xml.ts';

/** A Lightning page. */
export const flexiPageText = (random: Random, world: World): string => {
  const object = random.pick(world.records);
  return xmlDocument('FlexiPage', [
    ...repeat(random.int(3, 9), (region): Xml => [
      'flexiPageRegions',
      [
        ...repeat(random.int(1, 8), (item): Xml => [
          'itemInstances',
          [
            [
              'componentInstance',
              [
                ...repeat(random.int(1, 4), (): Xml => [
                  'componentInstanceProperties',
                  [
                    ['name', random.words(1)],
                    ['value', random.words(2)],
                  ],
                ]),
                ['componentName', `c:${random.pick(world.names('LightningComponentBundle'))}`],
                ['identifier', `c_${String(region)}_${String(item)}`],
                [
                  'visibilityRule',
                  [
                    [
                      'criteria',
                      [
                        ['leftValue', `{!Record.${random.pick(object.fields).name}}`],
                        ['operator', 'EQUAL'],
                        ['rightValue', random.words(1)],
                      ],
                    ],
                  ],
                ],
              ],
            ],
          ],
        ]),
        ['name', `region_${String(region)}`],
        ['type', 'Region'],
      ],
    ]),
    ['masterLabel', random.words(3)],
    ['sobjectType', object.name],
    ['template', [['name', 'flexipage:recordHomeTemplateDesktop']]],
    ['type', 'RecordPage'],
  ]);
};

export const quickActionText = (random: Random, world: World): string => {
  const object = random.pick(world.records);
  return xmlDocument('QuickAction', [
    ['description', random.sentence()],
    ['label', random.words(2)],
    ['optionsCreateFeedItem', 'false'],
    [
      'quickActionLayout',
      [
        ['layoutSectionStyle', 'TwoColumnsLeftToRight'],
        ...repeat(2, (): Xml => [
          'quickActionLayoutColumns',
          repeat(random.int(1, 7), (): Xml => [
            'quickActionLayoutItems',
            [
              ['emptySpace', 'false'],
              ['field', random.pick(object.fields).name],
              ['uiBehavior', 'Edit'],
            ],
          ]),
        ]),
      ],
    ],
    ['targetObject', object.name],
    ['type', 'Create'],
  ]);
};

export const reportTypeText = (random: Random, world: World): string => {
  const object = random.pick(world.records);
  return xmlDocument('ReportType', [
    ['baseObject', object.name],
    ['category', 'other'],
    ['deployed', 'true'],
    ['description', random.sentence()],
    ['label', random.words(3)],
    ...repeat(random.int(1, 3), (): Xml => [
      'sections',
      [
        ...object.fields.map(({ name }): Xml => [
          'columns',
          [
            ['checkedByDefault', 'false'],
            ['field', name],
            ['table', object.name],
          ],
        ]),
        ['masterLabel', random.words(2)],
      ],
    ]),
  ]);
};

export const customMetadataText = (random: Random, fields: readonly string[]): string =>
  xmlDocument('CustomMetadata', [
    ['label', random.words(2)],
    ['protected', 'false'],
    ...fields.map((field): Xml => [
      'values',
      [
        ['field', field],
        ['value', random.words(3)],
      ],
    ]),
  ]).replaceAll('<value>', '<value xsi:type="xsd:string">');
