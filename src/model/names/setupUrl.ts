import type { ComponentName } from './componentName.ts';
import type { ObjectKind } from './nameParts.ts';

/**
 * Path of a Setup page below the org's address, or several, of which the first counts that a component has everything
 * for. Placeholders: `{id}`, `{name}` (last part of the full name), `{field}` (the same without `Id` at its end),
 * `{parent}` (full name of what it belongs to); `{id|name}` is the id, or the name where a component has no id.
 */
export type SetupPaths = string | readonly string[];

export type SetupStyles = { readonly lightning?: SetupPaths; readonly classic?: SetupPaths };

/** Pages of a type; in place of them, those of objects of one kind and of what belongs to such objects. */
export type SetupTemplates = SetupStyles & { readonly kinds?: { readonly [Kind in ObjectKind]?: SetupStyles } };

export type SetupSubject = {
  readonly fullName: string;
  readonly id?: string;
  readonly parent?: ComponentName;
  /** Of the object that it is, or belongs to. */
  readonly kind?: ObjectKind;
};

/**
 * Address of a component's Setup page; undefined where the type has none or the component lacks what it takes. Of the
 * org's address its origin alone counts: a path or a name in it would lead elsewhere.
 */
export const setupUrl = (
  component: SetupSubject,
  org: { readonly instanceUrl: string; readonly linkTarget: 'lightning' | 'classic' },
  templates: SetupTemplates | undefined
): string | undefined => {
  const origin = URL.parse(org.instanceUrl)?.origin;
  if (origin === undefined || origin === 'null') return undefined;
  const special = component.kind && templates?.kinds?.[component.kind];
  const paths = special?.[org.linkTarget] ?? templates?.[org.linkTarget] ?? [];
  for (const template of typeof paths === 'string' ? [paths] : paths) {
    // Split with a group: texts at even places, placeholders at odd ones.
    const pieces = template.split(/\{([\w|]+)\}/).map((piece, at) => (at % 2 === 0 ? piece : filled(piece, component)));
    if (!pieces.includes(undefined)) return origin + pieces.join('');
  }
  return undefined;
};

const filled = (placeholder: string, component: SetupSubject): string | undefined => {
  for (const name of placeholder.split('|')) {
    const value = valueOf(name, component);
    if (value !== undefined) return encodeURIComponent(value);
  }
  return undefined;
};

const valueOf = (placeholder: string, component: SetupSubject): string | undefined => {
  switch (placeholder) {
    case 'id':
      return component.id;
    case 'name':
      return nameOf(component);
    case 'field':
      return nameOf(component).replace(/(?<=.)Id$/, '');
    case 'parent':
      return component.parent?.fullName;
    default:
      return undefined;
  }
};

const nameOf = ({ fullName, parent }: SetupSubject): string =>
  parent && fullName.startsWith(`${parent.fullName}.`) ? fullName.slice(parent.fullName.length + 1) : fullName;
