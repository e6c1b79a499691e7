import type { JsonValue } from '../../../model/extraction.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../../../xml/xmlElement.ts';
import { exactNumber, readAttributes, flag } from '../../attributes.ts';
import type { ComponentReader, Subject, SubjectMention } from '../../reader.ts';

/** `Pricing_Rule__mdt` of the record `Pricing_Rule.Winter`. */
const typeOf = ({ fullName }: Subject): string | undefined => {
  const dot = fullName.indexOf('.');
  return dot < 0 ? undefined : `${fullName.slice(0, dot)}__mdt`;
};

const NUMBERS: ReadonlySet<string> = new Set(['decimal', 'double', 'float', 'int', 'integer', 'long']);

/** A value in its XML schema type (`xsi:type="xsd:double"`); undefined where it is nil, which is an empty field. */
const valueOf = ({ attributes, text }: XmlElement): JsonValue | undefined => {
  if (attributes['nil'] === 'true') return undefined;
  const type = attributes['type']?.replace(/^.*:/, '') ?? 'string';
  if (type === 'boolean') return text.trim().toLowerCase() === 'true';
  return NUMBERS.has(type) ? exactNumber(text) : text;
};

const fieldsOf = ({ element }: Subject): Array<[string, JsonValue]> =>
  childrenOf(element, 'values').flatMap((each): Array<[string, JsonValue]> => {
    const field = textOf(each, 'field');
    const value = childOf(each, 'value');
    const read = value && valueOf(value);
    return field === undefined || read === undefined ? [] : [[field, read]];
  });

export const customMetadata: ComponentReader = {
  version: 2,
  attributes: (subject) => {
    const object = typeOf(subject);
    return {
      ...(object !== undefined && { object }),
      ...readAttributes(subject.element, { protected: flag('protected') }),
      values: Object.fromEntries(fieldsOf(subject)),
    };
  },
  mentions: (subject): SubjectMention[] => {
    const object = typeOf(subject);
    if (object === undefined) return [];
    const fields = fieldsOf(subject).map(([field]): SubjectMention => ({
      kind: 'assigns',
      type: 'CustomField',
      fullName: `${object}.${field}`,
      place: 'values.field',
      access: 'write',
    }));
    return [{ kind: 'belongs to', type: 'CustomObject', fullName: object, place: '' }, ...fields];
  },
};

const VALUES: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/**
 * Switches of a feature by their element's name; everything else differs from feature to feature. Names inside of
 * settings name parts of them, so that there is no label.
 */
export const settings: ComponentReader = {
  label: () => undefined,
  attributes: ({ element }) => {
    const switches: { [name: string]: JsonValue } = {};
    for (const { name, text, children } of element.children) {
      const value = children.length === 0 ? VALUES.get(text.trim()) : undefined;
      if (value !== undefined) switches[name] ??= value;
    }
    return switches;
  },
};
