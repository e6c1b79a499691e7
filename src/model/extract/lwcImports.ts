import type { SubjectMention } from './componentReader.ts';
import { fieldFullName } from './fieldFullName.ts';
import { inNamespace } from './inNamespace.ts';

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
export const lwcImports = (script: string, place: string): SubjectMention[] =>
  modulesIn(script).flatMap((module): SubjectMention[] => {
    const own = /^c\/(\w+)$/.exec(module)?.[1];
    if (own) return [{ kind: 'refers to', type: 'LightningComponentBundle', fullName: own, place }];
    const [, scope = '', name = ''] = /^@salesforce\/(\w+)\/(\S+)$/.exec(module) ?? [];
    const target = targetOf(scope, name);
    return target ? [{ ...target, place }] : [];
  });
