import { number, readAttributes, sourceSize } from '../../attributes.ts';
import {
  attributeMentions,
  globalMentions,
  namesIn,
  ownTags,
  tagAttributes,
  withoutMarkupComments,
  type Tag,
  type Target,
} from '../../markup.ts';
import { inNamespace } from '../../naming.ts';
import type { Attributes, ComponentReader, Subject, SubjectMention } from '../../reader.ts';
import { placeAt, sourceText } from '../../sourceText.ts';

/** Kind of a bundle, by the extension of its main file. */
const KINDS: ReadonlyMap<string, { readonly kind: string; readonly tag: string }> = new Map([
  ['app', { kind: 'Application', tag: 'aura:application' }],
  ['cmp', { kind: 'Component', tag: 'aura:component' }],
  ['evt', { kind: 'Event', tag: 'aura:event' }],
  ['intf', { kind: 'Interface', tag: 'aura:interface' }],
  ['tokens', { kind: 'Tokens', tag: 'aura:tokens' }],
]);

type Main = { readonly kind: string; readonly tag: Tag | undefined };

const mainOf = ({ parts }: Subject, markup: string): Main | undefined => {
  for (const { name } of parts) {
    const known = KINDS.get(name.slice(name.lastIndexOf('.') + 1));
    if (known) return { kind: known.kind, tag: tagAttributes(markup, known.tag) };
  }
  return undefined;
};

const attributes = (subject: Subject): Attributes => {
  const { kind, tag } = mainOf(subject, withoutMarkupComments(subject.body)) ?? {};
  const controller = tag?.get('controller')?.value;
  const extended = tag?.get('extends')?.value;
  const implemented = namesIn(tag, 'implements');
  const access = tag?.get('access')?.value;
  return {
    ...readAttributes(subject.element, { apiVersion: number('apiVersion') }),
    ...(kind && { kind }),
    ...(controller && { controller }),
    ...(extended && { extends: extended }),
    ...(implemented.length > 0 && { implements: implemented }),
    ...(access && { access }),
    files: subject.parts.filter((part) => part.root === undefined).map((part) => part.name),
    ...sourceSize(subject.body),
  };
};

/** `c:Name` of the org's own; names of other namespaces are Salesforce's or a package's. */
const extendedBundle = (name: string): Target[] =>
  name.startsWith('c:') ? [{ kind: 'extends', type: 'AuraDefinitionBundle', fullName: name.slice('c:'.length) }] : [];

const controllerClass = (name: string): Target[] => {
  const [namespace = '', controller] = name.split('.');
  const fullName = namespace && controller ? inNamespace(namespace, controller) : namespace;
  return fullName ? [{ kind: 'calls', type: 'ApexClass', fullName }] : [];
};

const EVENT = /<aura:(?:registerEvent|handler)\b[^>]*?\s(?:type|event)\s*=\s*["']c:(\w+)/gi;

export const auraDefinitionBundle: ComponentReader = {
  attributes,
  mentions: (subject): SubjectMention[] => {
    const markup = sourceText(withoutMarkupComments(subject.body), 'markup');
    const { tag } = mainOf(subject, markup.text) ?? {};
    return [
      ...attributeMentions(markup, { tag, attribute: 'controller' }, controllerClass),
      ...attributeMentions(markup, { tag, attribute: 'extends' }, extendedBundle),
      ...attributeMentions(markup, { tag, attribute: 'implements' }, extendedBundle),
      ...[...markup.text.matchAll(EVENT)].map(({ index, 0: match, 1: fullName = '' }): SubjectMention => ({
        kind: 'refers to',
        type: 'AuraDefinitionBundle',
        fullName,
        ...placeAt({ ...markup, place: 'event' }, index + match.length),
      })),
      // A name may stand for an Aura or for a Lightning web component; an org has one of them.
      ...ownTags(markup, 'AuraDefinitionBundle', 'LightningComponentBundle'),
      ...globalMentions(markup),
      ...subject.parts
        .filter((part) => part.name.endsWith('.js'))
        .flatMap((part) => globalMentions(sourceText(part.utf8.toString('utf8'), part.name))),
    ];
  },
};
