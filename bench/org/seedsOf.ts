import { requiredEntry } from './composition.ts';
import type { ComponentSeed } from './filesOf.ts';
import { randomFor } from './random.ts';
import type { World } from './world.ts';

/** Types whose components are named after an object, one an object. */
const OF_OBJECT: ReadonlySet<string> = new Set([
  'AssignmentRules',
  'AutoResponseRules',
  'EscalationRules',
  'MatchingRules',
  'SharingRules',
  'Workflow',
]);

/** The names of all components of a type, and the object of those that belong to one. */
export const seedsOf = (type: string, world: World): ComponentSeed[] => {
  const entry = requiredEntry(type);
  return Array.from({ length: world.names(type).length }, (_, index): ComponentSeed => {
    const name = world.names(type)[index] ?? '';
    const record = world.records[index % world.records.length];
    const ofRecord = (rawName: string): ComponentSeed => ({ entry, rawName, ...(record && { object: record }) });
    if (type === 'CustomObject') {
      const object = world.objects[index];
      return { entry, rawName: object?.name ?? name, ...(object && { object }) };
    }
    if (type === 'CustomMetadata') {
      const object = world.metadataTypes[index % world.metadataTypes.length];
      return { entry, rawName: `${object?.name.replace('__mdt', '') ?? ''}.${name}`, ...(object && { object }) };
    }
    if (type === 'CustomLabels') return { entry, rawName: 'CustomLabels' };
    if (OF_OBJECT.has(type)) return ofRecord(record?.name ?? name);
    if (type === 'CustomObjectTranslation') return ofRecord(`${record?.name ?? name}-l${String(index)}`);
    if (type === 'Layout') return ofRecord(`${record?.name ?? name}-${name.replaceAll('_', ' ')} %28Sales%29 Layout`);
    if (entry.nested && entry.nested.owner !== type) {
      const owners = world.names(entry.nested.owner);
      return { entry, rawName: `${owners[index % owners.length] ?? ''}.${name}` };
    }
    if (entry.listing.how !== 'folders') return { entry, rawName: name };
    const folder = randomFor(`folder of ${name}`).pick(world.names(entry.listing.folderType));
    return { entry, rawName: `${folder}/${name}${type === 'Document' ? '.pdf' : ''}` };
  });
};
