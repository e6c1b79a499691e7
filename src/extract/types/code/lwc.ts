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
import { withoutMarkupComments } from '../../markup.ts';
import { mentionsBy } from '../../mentionRules.ts';
import { fieldFullName, inNamespace } from '../../naming.ts';
import type { SubjectMention, ComponentReader } from '../../reader.ts';

/** What an imported module of Salesforce's names: `@salesforce/label/c.Hello`. */
const targetOf = (scope: string, name: string): Omit<SubjectMention, 'place'> | undefined => {
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
const modulesIn = (script: string): string[] => {
  const code = script.replaceAll(/^[ \t]*\/\*[\s\S]*?\*\//gm, '');
  return [...code.matchAll(/^[ \t]*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"\n]+)['"]/gm)].map(
    ([, name = '']) => name
  );
};

/** What the scripts of a Lightning web component import from the org. */
const lwcImports = (script: string, place: string): SubjectMention[] =>
  modulesIn(script).flatMap((module): SubjectMention[] => {
    const own = /^c\/(\w+)$/.exec(module)?.[1];
    if (own) return [{ kind: 'refers to', type: 'LightningComponentBundle', fullName: own, place }];
    const [, scope = '', name = ''] = /^@salesforce\/(\w+)\/(\S+)$/.exec(module) ?? [];
    const target = targetOf(scope, name);
    return target ? [{ ...target, place }] : [];
  });

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
const childComponents = (markup: string, place: string): SubjectMention[] =>
  [...withoutMarkupComments(markup).matchAll(/<c-([\w-]+)/g)].map(([, tag = '']) => ({
    kind: 'displays',
    type: 'LightningComponentBundle',
    fullName: tag.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    place,
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
      if (name.endsWith('.js')) return lwcImports(utf8.toString('utf8'), name);
      return name.endsWith('.html') ? childComponents(utf8.toString('utf8'), name) : [];
    }),
  ],
};

export const lightningMessageChannel: ComponentReader = {
  attributes: reading({
    isExposed: flag('isExposed'),
    fields: objects('lightningMessageFields', { name: text('fieldName'), description: text('description') }),
  }),
};
