import type { ComponentName } from './componentName.ts';

/**
 * Paths of a type's Setup page with placeholders: `{id}`, `{id15}`, `{name}` (last part of the full name), `{parent}`
 * (full name of the container), `{head}` (full name up to its first hyphen), `{id|name}` (the id, or else the name).
 */
export type SetupTemplates = { readonly lightning?: string; readonly classic?: string };

export type SetupSubject = { readonly fullName: string; readonly id?: string; readonly parent?: ComponentName };

/** Address of a component's Setup page; undefined where the type has none or the component lacks what it takes. */
export const setupUrl = (
  component: SetupSubject,
  org: { readonly instanceUrl: string; readonly linkTarget: 'lightning' | 'classic' },
  templates: SetupTemplates | undefined
): string | undefined => {
  const template = templates?.[org.linkTarget];
  if (template === undefined) return undefined;
  // Split with a group: texts at even places, placeholders at odd ones.
  const pieces = template.split(/\{([\w|]+)\}/).map((piece, at) => (at % 2 === 0 ? piece : filled(piece, component)));
  return pieces.includes(undefined) ? undefined : org.instanceUrl.replace(/\/+$/, '') + pieces.join('');
};

const filled = (placeholder: string, component: SetupSubject): string | undefined => {
  for (const name of placeholder.split('|')) {
    const value = valueOf(name, component);
    if (value !== undefined) return encodeURIComponent(value);
  }
  return undefined;
};

const valueOf = (placeholder: string, { fullName, id, parent }: SetupSubject): string | undefined => {
  switch (placeholder) {
    case 'id':
      return id;
    case 'id15':
      return id?.slice(0, 15);
    case 'name':
      return parent && fullName.startsWith(`${parent.fullName}.`)
        ? fullName.slice(parent.fullName.length + 1)
        : fullName;
    case 'parent':
      return parent?.fullName;
    case 'head':
      return fullName.includes('-') ? fullName.slice(0, fullName.indexOf('-')) : undefined;
    default:
      return undefined;
  }
};
