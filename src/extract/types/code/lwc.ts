import {
  elementsAt,
  flag,
  number,
  readAttributes,
  text,
  texts,
  type AttributeReader,
  sourceSize,
  objects,
  reading,
} from '../../attributes.ts';
import { withoutMarkupComments, type Target } from '../../markup.ts';
import { mentionsBy } from '../../mentionRules.ts';
import { fieldFullName, inNamespace } from '../../naming.ts';
import type { SubjectMention, ComponentReader } from '../../reader.ts';
import { cutOut, placeAt, sourceText, type SourceText } from '../../sourceText.ts';

/** What an imported module of Salesforce's names: `@salesforce/label/c.Hello`. */
const targetOf = (scope: string, name: string): Target | undefined => {
  const dot = name.indexOf('.');
  switch (scope) {
    case 'apex':
    case 'apexContinuation':
      return { kind: 'calls', type: 'ApexClass', fullName: classOf(name) };
    case 'schema':
      return dot < 0
        ? { kind: 'refers to', type: 'CustomObject', fullName: name }
        : { kind: 'reads', type: 'CustomField', fullName: fieldFullName(name.slice(0, dot), name.slice(dot + 1)) };
    case 'label':
      return dot < 0
        ? undefined
        : { kind: 'reads', type: 'CustomLabel', fullName: inNamespace(name.slice(0, dot), name.slice(dot + 1)) };
    case 'resourceUrl':
      return { kind: 'refers to', type: 'StaticResource', fullName: name };
    case 'contentAssetUrl':
      return { kind: 'refers to', type: 'ContentAsset', fullName: name };
    case 'messageChannel':
      return { kind: 'refers to', type: 'LightningMessageChannel', fullName: name.replace(/__c$/, '') };
    case 'customPermission':
      return { kind: 'reads', type: 'CustomPermission', fullName: name };
    default:
      return undefined;
  }
};

/** `Class.method` or, of a package, `ns.Class.method`. */
const classOf = (name: string): string => {
  const [first = '', second = '', third] = name.split('.');
  return third === undefined ? first : inNamespace(first, second);
};

/**
 * Imports stand at the beginning of a line; blocks of comments that start one are left out, so that an import that was
 * commented out is none.
 */
const withoutLeadingComments = (script: string): string => cutOut(script, /^[ \t]*\/\*[\s\S]*?\*\//gm);

const IMPORT = /^[ \t]*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"\n]+)['"]/gm;

/** What the scripts of a Lightning web component import from the org. */
const lwcImports = (script: SourceText): SubjectMention[] =>
  [...script.text.matchAll(IMPORT)].flatMap(({ index, 0: match, 1: module = '' }): SubjectMention[] => {
    const target = importedFrom(module);
    return target ? [{ ...target, ...placeAt(script, index + match.length) }] : [];
  });

const importedFrom = (module: string): Target | undefined => {
  const own = /^c\/(\w+)$/.exec(module)?.[1];
  if (own) return { kind: 'refers to', type: 'LightningComponentBundle', fullName: own };
  const [, scope = '', name = ''] = /^@salesforce\/(\w+)\/(\S+)$/.exec(module) ?? [];
  return targetOf(scope, name);
};

const OBJECT = 'targetConfigs.targetConfig.objects.object';

const targetObjects: AttributeReader = (element) => {
  const names = new Set(elementsAt(element, OBJECT).map((each) => each.text.trim()));
  return names.size > 0 ? [...names] : undefined;
};

const READERS = {
  apiVersion: number('apiVersion'),
  isExposed: flag('isExposed'),
  targets: texts('targets.target'),
  objects: targetObjects,
  capabilities: texts('capabilities.capability'),
  runtimeNamespace: text('runtimeNamespace'),
};

const said = mentionsBy([{ path: OBJECT, kind: 'runs on', type: 'CustomObject' }]);

/** `<c-depot-map>` is the component `depotMap`. */
const childComponents = (markup: SourceText): SubjectMention[] =>
  [...markup.text.matchAll(/<c-([\w-]+)/g)].map(({ index, 1: tag = '' }) => ({
    kind: 'displays',
    type: 'LightningComponentBundle',
    fullName: tag.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    ...placeAt(markup, index),
  }));

export const lightningComponentBundle: ComponentReader = {
  attributes: ({ element, body, parts }) => ({
    ...readAttributes(element, READERS),
    files: parts.filter((part) => part.root === undefined).map((part) => part.name),
    ...sourceSize(body),
  }),
  mentions: (subject) => [
    ...said(subject),
    ...subject.parts.flatMap(({ name, utf8 }) => {
      if (name.endsWith('.js')) return lwcImports(sourceText(withoutLeadingComments(utf8.toString('utf8')), name));
      if (!name.endsWith('.html')) return [];
      return childComponents(sourceText(withoutMarkupComments(utf8.toString('utf8')), name));
    }),
  ],
};

export const lightningMessageChannel: ComponentReader = {
  attributes: reading({
    isExposed: flag('isExposed'),
    fields: objects('lightningMessageFields', { name: text('fieldName'), description: text('description') }),
  }),
};
