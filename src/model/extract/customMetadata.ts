import type { JsonValue } from '../extraction.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../xmlElement.ts';
import type { ComponentReader, Subject, SubjectMention } from './componentReader.ts';
import { readAttributes, flag } from './readAttributes.ts';

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
  const value = Number(text);
  return NUMBERS.has(type) && text.trim() !== '' && Number.isFinite(value) ? value : text;
};

const fieldsOf = ({ element }: Subject): Array<[string, JsonValue]> =>
  childrenOf(element, 'values').flatMap((each): Array<[string, JsonValue]> => {
    const field = textOf(each, 'field');
    const value = childOf(each, 'value');
    const read = value && valueOf(value);
    return field === undefined || read === undefined ? [] : [[field, read]];
  });

export const customMetadata: ComponentReader = {
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
    }));
    return [{ kind: 'belongs to', type: 'CustomObject', fullName: object, place: '' }, ...fields];
  },
};
