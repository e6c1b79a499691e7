import type { ComponentReader } from './componentReader.ts';
import { mentionsBy, type Naming } from './mentionRules.ts';
import { objects, reading, text } from './readAttributes.ts';

/** Definitions are addresses: `flow://Find`, `apex://Finder`, `SOBJECT://Contact`. */
const behind =
  (scheme: string): Naming =>
  (definition) => {
    const start = `${scheme}://`;
    return definition.toLowerCase().startsWith(start) ? definition.slice(start.length) : undefined;
  };

const PROVIDER = 'templateVersions.templateDataProviders.definition';

export const genAiPromptTemplate: ComponentReader = {
  attributes: reading({
    type: text('type'),
    visibility: text('visibility'),
    relatedEntity: text('relatedEntity'),
    // A number in older templates, a made-up identifier in newer ones.
    activeVersion: (element) => text('activeVersionIdentifier')(element) ?? text('activeVersion')(element),
    versions: objects('templateVersions', { status: text('status'), primaryModel: text('primaryModel') }),
  }),
  mentions: mentionsBy([
    { path: 'relatedEntity', kind: 'runs on', type: 'CustomObject' },
    { path: 'templateVersions.inputs.definition', kind: 'refers to', type: 'CustomObject', name: behind('sobject') },
    { path: PROVIDER, kind: 'calls', type: 'Flow', name: behind('flow') },
    { path: PROVIDER, kind: 'calls', type: 'ApexClass', name: behind('apex') },
  ]),
};
