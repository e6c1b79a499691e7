import { inNamespace, fieldFullName } from './naming.ts';
import type { SubjectMention } from './reader.ts';

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

/** `{!Case.Subject}` in classic templates, `{{{Case.Subject}}}` in Lightning ones. */
const MERGE_FIELD = /\{!\s*([A-Za-z]\w*)\.([\w.]+)\s*\}|\{\{\{\s*([A-Za-z]\w*)\.([\w.]+)\s*\}\}\}/g;

/** Fields that a template's text puts in; what it calls `relatedTo` or the like is found among the given objects. */
export const mergeFields = (
  source: string,
  place: string,
  objects: ReadonlyMap<string, string> = new Map()
): SubjectMention[] =>
  [...source.matchAll(MERGE_FIELD)].map((match) => {
    const [, classicObject, classicField, object = classicObject ?? '', field = classicField ?? ''] = match;
    const fullName = fieldFullName(objects.get(object.toLowerCase()) ?? object, field);
    return { kind: 'reads', type: 'CustomField', fullName, place };
  });

/**
 * Attributes of the first tag of the name in a markup text, names in lower case: Visualforce and Aura take them in any
 * case, and their markup need not be well-formed XML. Undefined where there is no such tag.
 */
export const tagAttributes = (markup: string, tag: string): ReadonlyMap<string, string> | undefined => {
  const open = new RegExp(`<${tag}(?=[\\s/>])`, 'i').exec(markup);
  if (!open) return undefined;
  const attribute = /\s+([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
  attribute.lastIndex = open.index + open[0].length;
  const found = new Map<string, string>();
  for (let match = attribute.exec(markup); match; match = attribute.exec(markup)) {
    const [, name = '', double, single] = match;
    found.set(name.toLowerCase(), double ?? single ?? '');
  }
  return found;
};
