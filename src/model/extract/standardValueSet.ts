import type { ComponentReader } from './componentReader.ts';
import { flag, number, objects, reading, text } from './readAttributes.ts';

/** What a value means beyond its name depends on the set: stages have a probability, statuses are closed. */
export const standardValueSet: ComponentReader = {
  attributes: reading({
    sorted: flag('sorted'),
    groupingStringEnum: text('groupingStringEnum'),
    values: objects('standardValue', {
      name: text('fullName'),
      label: text('label'),
      description: text('description'),
      default: flag('default'),
      active: flag('isActive'),
      closed: flag('closed'),
      won: flag('won'),
      converted: flag('converted'),
      reviewed: flag('reviewed'),
      highPriority: flag('highPriority'),
      allowEmail: flag('allowEmail'),
      cssExposed: flag('cssExposed'),
      probability: number('probability'),
      forecastCategory: text('forecastCategory'),
      groupingString: text('groupingString'),
      reverseRole: text('reverseRole'),
    }),
  }),
};
