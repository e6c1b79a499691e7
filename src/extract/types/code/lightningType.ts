import { jsonOf, jsonText, memberOf, textsNamed } from '../../json.ts';
import { inNamespace } from '../../naming.ts';
import type { ComponentReader, Subject, SubjectMention } from '../../reader.ts';

const SCHEMA = 'schema.json';
const TYPE = 'lightning:type';

const schemaOf = ({ parts }: Subject) => {
  const part = parts.find(({ name }) => name === SCHEMA);
  return part && jsonOf(part);
};

/**
 * What a type is made of: `@apexClassType/c__Weather$Day` of an Apex class or one inside it, `c__Address` of another
 * type of the org. Salesforce's own begin with `lightning__`.
 */
const madeOf = (type: string): SubjectMention[] => {
  const [, apex, namespace = '', name = ''] = /^(@apexClassType\/)?(\w+?)__(\w+)/.exec(type) ?? [];
  if (name === '' || namespace === 'lightning') return [];
  const fullName = inNamespace(namespace, name);
  return [{ kind: 'refers to', type: apex ? 'ApexClass' : 'LightningTypeBundle', fullName, place: SCHEMA }];
};

/** `c/weatherCard`; other namespaces are Salesforce's or a package's. */
const shownIn = ({ name, utf8 }: Subject['parts'][number]): SubjectMention[] =>
  textsNamed(jsonOf({ utf8 }), 'definition').flatMap((definition): SubjectMention[] => {
    const fullName = /^c\/(\w+)$/.exec(definition)?.[1];
    return fullName ? [{ kind: 'displays', type: 'LightningComponentBundle', fullName, place: name }] : [];
  });

/**
 * A type of data of agents, with what shows and edits it in each channel (`lightningDesktopGenAi/renderer.json`). Its
 * name and description are `title` and `description` of the schema (source: Agentforce Developer Guide).
 */
export const lightningTypeBundle: ComponentReader = {
  label: (subject) => jsonText(memberOf(schemaOf(subject), 'title')),
  description: (subject) => jsonText(memberOf(schemaOf(subject), 'description')),
  attributes: (subject) => {
    const lightningType = jsonText(memberOf(schemaOf(subject), TYPE));
    const files = subject.parts.map(({ name }) => name);
    const channels = new Set(files.flatMap((name) => (name.includes('/') ? name.replace(/\/.*$/s, '') : [])));
    return { ...(lightningType !== undefined && { lightningType }), channels: [...channels], files };
  },
  mentions: (subject) => [
    ...textsNamed(schemaOf(subject), TYPE).flatMap(madeOf),
    ...subject.parts.filter(({ name }) => name !== SCHEMA && name.endsWith('.json')).flatMap(shownIn),
  ],
};
