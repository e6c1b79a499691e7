import type { Random } from '../random.ts';
import type { World, WorldObject } from '../world.ts';
import { repeat, xmlDocument, type Xml } from '../xml.ts';

export const workflowText = (random: Random, object: WorldObject, world: World): string => {
  const named = (element: string, index: number, ...content: Xml[]): Xml => [
    element,
    [['fullName', `${element}_${String(index)}`], ...content],
  ];
  const criteria = (): Xml => [
    'criteriaItems',
    [
      ['field', `${object.name}.${random.pick(object.fields).name}`],
      ['operation', 'equals'],
      ['value', random.words(2)],
    ],
  ];
  return xmlDocument('Workflow', [
    ...repeat(random.skewed(1, 12), (index) =>
      named(
        'alerts',
        index,
        ['description', random.words(5)],
        ['protected', 'false'],
        [
          'recipients',
          [
            ['recipient', random.pick(world.users)],
            ['type', 'user'],
          ],
        ],
        ['senderType', 'CurrentUser'],
        ['template', `Folder/${random.pick(world.names('EmailTemplate'))}`]
      )
    ),
    ...repeat(random.skewed(2, 24), (index) =>
      named(
        'fieldUpdates',
        index,
        ['description', random.sentence()],
        ['field', random.pick(object.fields).name],
        ['formula', `IF(ISBLANK(${random.pick(object.fields).name}), "${random.words(1)}", "${random.words(1)}")`],
        ['name', random.words(3)],
        ['notifyAssignee', 'false'],
        ['operation', 'Formula'],
        ['protected', 'false']
      )
    ),
    ...repeat(random.int(0, 1), (index) =>
      named('flowActions', index, ['flow', random.pick(world.names('Flow'))], ['label', random.words(2)])
    ),
    ...repeat(random.int(0, 2), (index) =>
      named(
        'outboundMessages',
        index,
        ['apiVersion', '60.0'],
        ['endpointUrl', `https://example.com/${random.words(1)}`],
        ...repeat(random.int(2, 9), (): Xml => ['fields', random.pick(object.fields).name]),
        ['includeSessionId', 'false'],
        ['name', random.words(2)],
        ['useDeadLetterQueue', 'false']
      )
    ),
    ...repeat(random.skewed(2, 24), (index) =>
      named(
        'rules',
        index,
        [
          'actions',
          [
            ['name', `fieldUpdates_${String(random.int(0, 2))}`],
            ['type', 'FieldUpdate'],
          ],
        ],
        ['active', 'true'],
        criteria(),
        criteria(),
        ['description', random.sentence()],
        ['triggerType', 'onCreateOrTriggeringUpdate']
      )
    ),
    ...repeat(random.int(0, 3), (index) =>
      named(
        'tasks',
        index,
        ['assignedToType', 'owner'],
        ['dueDateOffset', '3'],
        ['priority', 'Normal'],
        ['protected', 'false'],
        ['status', 'Not Started'],
        ['subject', random.words(4)]
      )
    ),
  ]);
};
