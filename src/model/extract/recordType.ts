import { decodeRawName } from '../componentName.ts';
import type { JsonValue } from '../extraction.ts';
import { booleanOf, childrenOf, textOf, type XmlElement } from '../xmlElement.ts';
import type { ComponentReader } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { ownField, sibling } from './namesInObject.ts';
import { flag, reading, text } from './readAttributes.ts';

/** By field, from each of its picklists; values are percent-encoded there. Absent when no picklist is named. */
const byPicklist =
  (read: (values: readonly XmlElement[]) => JsonValue | undefined) =>
  (element: XmlElement): JsonValue | undefined => {
    const found = childrenOf(element, 'picklistValues').flatMap((picklist): Array<[string, JsonValue]> => {
      const field = textOf(picklist, 'picklist');
      const value = read(childrenOf(picklist, 'values'));
      return field === undefined || value === undefined ? [] : [[field, value]];
    });
    return found.length > 0 ? Object.fromEntries(found) : undefined;
  };

const valueOf = (value: XmlElement): string => decodeRawName(textOf(value, 'fullName') ?? '');

/** A picklist's default value for records of this type, where it has one. */
const defaultOf = (values: readonly XmlElement[]): string | undefined => {
  const value = values.find((each) => booleanOf(each, 'default') === true);
  return value && valueOf(value);
};

export const recordType: ComponentReader = {
  attributes: reading({
    active: flag('active'),
    businessProcess: text('businessProcess'),
    compactLayout: text('compactLayoutAssignment'),
    picklistValues: byPicklist((values) => values.map(valueOf)),
    picklistDefaults: byPicklist(defaultOf),
  }),
  mentions: mentionsBy([
    { path: 'picklistValues.picklist', kind: 'refers to', type: 'CustomField', name: ownField },
    { path: 'businessProcess', kind: 'refers to', type: 'BusinessProcess', name: sibling },
    {
      path: 'compactLayoutAssignment',
      kind: 'displays',
      type: 'CompactLayout',
      name: (name, place) => (name === 'SYSTEM' ? undefined : sibling(name, place)),
    },
  ]),
};
