import { childrenOf, textOf, type XmlElement } from '../xmlElement.ts';
import { flowTriggerObject } from './flowTriggerObject.ts';

/**
 * The object behind each name that stands for a record or a collection of records in a flow: the triggering record,
 * record variables, what a lookup stores, and what a loop or filter takes from these.
 */
export const flowRecords = (flow: XmlElement): ReadonlyMap<string, string> => {
  const objects = new Map<string, string>();
  const add = (name: string | undefined, object: string | undefined): void => {
    if (name !== undefined && object !== undefined) objects.set(name, object);
  };
  const trigger = flowTriggerObject(flow);
  add('$Record', trigger);
  add('$Record__Prior', trigger);
  for (const variable of childrenOf(flow, 'variables')) add(textOf(variable, 'name'), textOf(variable, 'objectType'));
  for (const lookup of childrenOf(flow, 'recordLookups')) add(textOf(lookup, 'name'), textOf(lookup, 'object'));
  for (const element of ['collectionProcessors', 'loops']) {
    for (const taker of childrenOf(flow, element)) {
      add(textOf(taker, 'name'), objects.get(textOf(taker, 'collectionReference') ?? ''));
    }
  }
  return objects;
};
