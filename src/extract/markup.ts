import { inNamespace, fieldFullName } from './naming.ts';
import type { SubjectMention } from './reader.ts';
import { cutOut, placeAt, type SourceText } from './sourceText.ts';

/** What is mentioned, wherever that may stand. */
export type Target = Omit<SubjectMention, 'place' | 'line'>;

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

/** Markup comments are not rendered, what they name is not used. Lines stay as they are. */
export const withoutMarkupComments = (markup: string): string => cutOut(markup, /<!--[\s\S]*?-->/g);

/** Global variables in a page's or component's texts, scripts included. */
export const globalMentions = (source: SourceText): SubjectMention[] =>
  [...source.text.matchAll(/\$([A-Za-z]\w*)((?:\.\w+)+)/g)].flatMap(({ index, 1: variable = '', 2: path = '' }) => {
    const target = targetOf(variable, path.slice(1).split('.'));
    return target ? [{ ...target, ...placeAt(source, index) }] : [];
  });

/** The org's own components that stand as tags, `c:Address`, each of the types that it may be of. */
export const ownTags = (
  source: SourceText,
  ...types: ReadonlyArray<'ApexComponent' | 'AuraDefinitionBundle' | 'LightningComponentBundle'>
): SubjectMention[] =>
  [...source.text.matchAll(/<c:(\w+)/gi)].flatMap(({ index, 1: fullName = '' }) =>
    types.map((type): SubjectMention => ({ kind: 'displays', type, fullName, ...placeAt(source, index) }))
  );

/** `{!Case.Subject}` in classic templates, `{{{Case.Subject}}}` in Lightning ones. */
const MERGE_FIELD = /\{!\s*([A-Za-z]\w*)\.([\w.]+)\s*\}|\{\{\{\s*([A-Za-z]\w*)\.([\w.]+)\s*\}\}\}/g;

/** Fields that a template's text puts in; what it calls `relatedTo` or the like is found among the given objects. */
export const mergeFields = (source: SourceText, objects: ReadonlyMap<string, string> = new Map()): SubjectMention[] =>
  [...source.text.matchAll(MERGE_FIELD)].map((match) => {
    const [, classicObject, classicField, object = classicObject ?? '', field = classicField ?? ''] = match;
    const fullName = fieldFullName(objects.get(object.toLowerCase()) ?? object, field);
    return { kind: 'reads', type: 'CustomField', fullName, ...placeAt(source, match.index) };
  });

/** A tag's attributes by their names in lower case, each with its value and where it begins in the text. */
export type Tag = ReadonlyMap<string, { readonly value: string; readonly offset: number }>;

/**
 * The first tag of the name in a markup text. Visualforce and Aura take its attributes in any case, and their markup
 * need not be well-formed XML. Undefined where there is no such tag.
 */
export const tagAttributes = (markup: string, tag: string): Tag | undefined => {
  const open = new RegExp(`<${tag}(?=[\\s/>])`, 'i').exec(markup);
  if (!open) return undefined;
  const attribute = /(\s+)([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
  attribute.lastIndex = open.index + open[0].length;
  const found = new Map<string, { readonly value: string; readonly offset: number }>();
  for (let match = attribute.exec(markup); match; match = attribute.exec(markup)) {
    const [, space = '', name = '', double, single] = match;
    found.set(name.toLowerCase(), { value: double ?? single ?? '', offset: match.index + space.length });
  }
  return found;
};

/** The names in an attribute's value, separated by commas. */
export const namesIn = (tag: Tag | undefined, attribute: string): string[] =>
  (tag?.get(attribute.toLowerCase())?.value ?? '').split(',').flatMap((name) => name.trim() || []);

/** What stands behind each of the names in an attribute; its place is called like the attribute. */
export const attributeMentions = (
  source: SourceText,
  { tag, attribute }: { readonly tag: Tag | undefined; readonly attribute: string },
  targetsOf: (name: string) => readonly Target[]
): SubjectMention[] => {
  const place = placeAt({ ...source, place: attribute }, tag?.get(attribute.toLowerCase())?.offset ?? 0);
  return namesIn(tag, attribute).flatMap((name) => targetsOf(name).map((target) => ({ ...target, ...place })));
};
