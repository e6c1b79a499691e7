import { elementsAt, flag, number, objects, reading, text } from '../../attributes.ts';
import { textOf } from '../../../xml/xmlElement.ts';
import { mentionsBy, type MentionRule } from '../../mentionRules.ts';
import { fieldFullName } from '../../naming.ts';
import type { ComponentReader, Subject, SubjectMention } from '../../reader.ts';

/** Component type by the `type` of a target; licences are no components. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['Group', 'Group'],
  ['PermissionSet', 'PermissionSet'],
  ['PermissionSetGroup', 'PermissionSetGroup'],
  ['Profile', 'Profile'],
  ['Queue', 'Queue'],
  ['UserRole', 'Role'],
]);

const assigned = mentionsBy(
  [...TYPES].map(([kind, type]): MentionRule => ({
    path: 'userAccessPolicyActions.target',
    kind: 'assigns',
    type,
    name: (name, { parent }) => (textOf(parent, 'type') === kind ? name : undefined),
  }))
);

/** One filter may name several targets, with commas between them; one of users names a field of theirs. */
const filtered = ({ element }: Subject): SubjectMention[] =>
  elementsAt(element, 'userAccessPolicyFilters').flatMap((filter): SubjectMention[] => {
    const field = textOf(filter, 'columnName');
    if (textOf(filter, 'type') === 'User') {
      const place = 'userAccessPolicyFilters.columnName';
      return field ? [{ kind: 'filters', type: 'CustomField', fullName: fieldFullName('User', field), place }] : [];
    }
    const type = TYPES.get(textOf(filter, 'type') ?? '');
    const names = (textOf(filter, 'target') ?? '').split(',').flatMap((name) => name.trim() || []);
    if (type === undefined) return [];
    return names.map((fullName) => ({ kind: 'filters', type, fullName, place: 'userAccessPolicyFilters.target' }));
  });

/** Gives to users who meet its criteria, or takes from them, what is named in its actions. */
export const userAccessPolicy: ComponentReader = {
  attributes: reading({
    status: text('status'),
    triggerType: text('triggerType'),
    order: number('order'),
    isProtected: flag('isProtected'),
    actions: objects('userAccessPolicyActions', { action: text('action'), type: text('type'), target: text('target') }),
    filters: objects('userAccessPolicyFilters', {
      sortOrder: number('sortOrder'),
      type: text('type'),
      target: text('target'),
      columnName: text('columnName'),
      operation: text('operation'),
      value: text('value'),
    }),
    booleanFilter: text('booleanFilter'),
  }),
  mentions: (subject) => [...assigned(subject), ...filtered(subject)],
};
