import { textOf } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { fieldFullName } from './fieldFullName.ts';
import { mentionsBy } from './mentionRules.ts';
import { reading, text, texts } from './readAttributes.ts';

/** Changes of Account come as `AccountChangeEvent`, those of Rental__c as `Rental__ChangeEvent`. */
const objectBehind = (entity: string): string =>
  entity.replace(/__ChangeEvent$/i, '__c').replace(/^(\w+?)ChangeEvent$/i, '$1');

export const platformEventChannelMember: ComponentReader = {
  attributes: reading({
    channel: text('eventChannel'),
    selectedEntity: text('selectedEntity'),
    filterExpression: text('filterExpression'),
    enrichedFields: texts('enrichedFields.name'),
  }),
  mentions: mentionsBy([
    { path: 'eventChannel', kind: 'belongs to', type: 'PlatformEventChannel' },
    { path: 'selectedEntity', kind: 'refers to', type: 'CustomObject', name: objectBehind },
    {
      path: 'enrichedFields.name',
      kind: 'reads',
      type: 'CustomField',
      name: (field, { subject }) => {
        const entity = textOf(subject.element, 'selectedEntity');
        return entity && fieldFullName(objectBehind(entity), field);
      },
    },
  ]),
};
