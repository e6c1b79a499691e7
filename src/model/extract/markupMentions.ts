import type { SubjectMention } from './componentReader.ts';
import { inNamespace } from './inNamespace.ts';

type Target = Omit<SubjectMention, 'place'>;

/** What stands behind a global variable, as Visualforce and Aura write it: `$Label.Hi`, `$Label.c.Hi`, `$Resource.Logo`. */
const targetOf = (variable: string, [first, second, third]: readonly string[]): Target | undefined => {
  if (!first) return undefined;
  switch (variable.toLowerCase()) {
    case 'label':
      return { kind: 'reads', type: 'CustomLabel', fullName: second ? inNamespace(first, second) : first };
    case 'resource':
      return { kind: 'refers to', type: 'StaticResource', fullName: first };
    case 'contentasset':
      return { kind: 'refers to', type: 'ContentAsset', fullName: first };
    case 'page':
      return { kind: 'refers to', type: 'ApexPage', fullName: first };
    case 'permission':
      return { kind: 'reads', type: 'CustomPermission', fullName: first };
    case 'setup':
      return second ? { kind: 'reads', type: 'CustomField', fullName: `${first}.${second}` } : undefined;
    case 'objecttype':
      return third ? ofObject(first, second, third) : undefined;
    default:
      return undefined;
  }
};

const ofObject = (object: string, what: string | undefined, name: string): Target | undefined => {
  if (what?.toLowerCase() === 'fields') return { kind: 'reads', type: 'CustomField', fullName: `${object}.${name}` };
  if (what?.toLowerCase() === 'fieldsets') return { kind: 'displays', type: 'FieldSet', fullName: `${object}.${name}` };
  return undefined;
};

/** Markup comments are not rendered, what they name is not used. */
export const withoutMarkupComments = (markup: string): string => markup.replaceAll(/<!--[\s\S]*?-->/g, '');

/** Global variables in a page's or component's texts, scripts included. */
export const globalMentions = (source: string, place: string): SubjectMention[] =>
  [...source.matchAll(/\$([A-Za-z]\w*)((?:\.\w+)+)/g)].flatMap(([, variable = '', path = '']) => {
    const target = targetOf(variable, path.slice(1).split('.'));
    return target ? [{ ...target, place }] : [];
  });

/** Names of the org's own components that stand as tags: `c:Address`. */
export const ownTags = (markup: string): string[] => [...markup.matchAll(/<c:(\w+)/gi)].map(([, name = '']) => name);
