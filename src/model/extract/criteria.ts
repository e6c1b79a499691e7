import { objects, text, type AttributeReader } from './readAttributes.ts';

/** Filter items at a path, as the document has them. */
export const filterItems = (path: string): AttributeReader =>
  objects(path, {
    field: text('field'),
    operation: text('operation'),
    value: text('value'),
    valueField: text('valueField'),
  });

/** What decides whether a rule applies: filter items with their logic, or a formula. */
export const criteria = {
  criteria: filterItems('criteriaItems'),
  booleanFilter: text('booleanFilter'),
  formula: text('formula'),
} satisfies Record<string, AttributeReader>;
