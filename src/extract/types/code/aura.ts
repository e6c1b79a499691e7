import { number, readAttributes, sourceSize } from '../../attributes.ts';
import { globalMentions, ownTags, withoutMarkupComments, tagAttributes } from '../../markup.ts';
import { inNamespace } from '../../naming.ts';
import type { Attributes, ComponentReader, Subject, SubjectMention } from '../../reader.ts';

/** Kind of a bundle, by the extension of its main file. */
const KINDS: ReadonlyMap<string, { readonly kind: string; readonly tag: string }> = new Map([
  ['app', { kind: 'Application', tag: 'aura:application' }],
  ['cmp', { kind: 'Component', tag: 'aura:component' }],
  ['evt', { kind: 'Event', tag: 'aura:event' }],
  ['intf', { kind: 'Interface', tag: 'aura:interface' }],
  ['tokens', { kind: 'Tokens', tag: 'aura:tokens' }],
]);

type Main = { readonly kind: string; readonly tag: ReadonlyMap<string, string> };

const mainOf = ({ parts, body }: Subject): Main | undefined => {
  for (const { name } of parts) {
    const known = KINDS.get(name.slice(name.lastIndexOf('.') + 1));
    if (known) return { kind: known.kind, tag: tagAttributes(withoutMarkupComments(body), known.tag) ?? new Map() };
  }
  return undefined;
};

const listOf = (text: string | undefined): string[] => (text ?? '').split(',').flatMap((name) => name.trim() || []);

const attributes = (subject: Subject): Attributes => {
  const main = mainOf(subject);
  const controller = main?.tag.get('controller');
  const extended = main?.tag.get('extends');
  const implemented = listOf(main?.tag.get('implements'));
  const access = main?.tag.get('access');
  return {
    ...readAttributes(subject.element, { apiVersion: number('apiVersion') }),
    ...(main && { kind: main.kind }),
    ...(controller && { controller }),
    ...(extended && { extends: extended }),
    ...(implemented.length > 0 && { implements: implemented }),
    ...(access && { access }),
    files: subject.parts.filter((part) => part.root === undefined).map((part) => part.name),
    ...sourceSize(subject.body),
  };
};

/** A component's name may stand for an Aura or for a Lightning web component; an org has one of them. */
const component = (fullName: string, kind: 'displays' | 'extends', place: string): SubjectMention[] => [
  { kind, type: 'AuraDefinitionBundle', fullName, place },
  ...(kind === 'displays' ? [{ kind, type: 'LightningComponentBundle', fullName, place } as const] : []),
];

/** `c:Name` of the org's own; names of other namespaces are Salesforce's or a package's. */
const ownName = (name: string): string[] => (name.startsWith('c:') ? [name.slice('c:'.length)] : []);

export const auraDefinitionBundle: ComponentReader = {
  attributes,
  mentions: (subject): SubjectMention[] => {
    const tag = mainOf(subject)?.tag;
    const markup = withoutMarkupComments(subject.body);
    const [namespace, controller] = (tag?.get('controller') ?? '').split('.');
    const apex = controller && namespace ? inNamespace(namespace, controller) : namespace;
    const events = [...markup.matchAll(/<aura:(?:registerEvent|handler)\b[^>]*?\s(?:type|event)\s*=\s*["']c:(\w+)/gi)];
    return [
      ...(apex ? [{ kind: 'calls', type: 'ApexClass', fullName: apex, place: 'controller' } as const] : []),
      ...ownName(tag?.get('extends') ?? '').flatMap((name) => component(name, 'extends', 'extends')),
      ...listOf(tag?.get('implements'))
        .flatMap(ownName)
        .flatMap((name) => component(name, 'extends', 'implements')),
      ...events.map(
        ([, fullName = '']) => ({ kind: 'refers to', type: 'AuraDefinitionBundle', fullName, place: 'event' }) as const
      ),
      ...ownTags(markup).flatMap((name) => component(name, 'displays', 'markup')),
      ...globalMentions(markup, 'markup'),
      ...subject.parts
        .filter((part) => part.name.endsWith('.js'))
        .flatMap((part) => globalMentions(part.utf8.toString('utf8'), part.name)),
    ];
  },
};
