import { childOf, childrenOf, textOf, type XmlElement } from '../xmlElement.ts';

/** Object or platform event that starts a flow; processes of Process Builder say it in a metadata value of their own. */
export const flowTriggerObject = (flow: XmlElement): string | undefined => {
  const start = childOf(flow, 'start');
  const object = start && textOf(start, 'object');
  if (object !== undefined) return object;
  const named = childrenOf(flow, 'processMetadataValues').find((value) => textOf(value, 'name') === 'ObjectType');
  const value = named && childOf(named, 'value');
  return value && textOf(value, 'stringValue');
};
