import { textOf } from '../xmlElement.ts';
import type { ComponentReader, SubjectMention } from './componentReader.ts';
import { mentionsBy } from './mentionRules.ts';
import { flag, number, reading, text } from './readAttributes.ts';

const said = mentionsBy([{ path: 'targetEntity', kind: 'belongs to', type: 'CustomObject' }]);

export const restrictionRule: ComponentReader = {
  attributes: reading({
    active: flag('active'),
    object: text('targetEntity'),
    enforcementType: text('enforcementType'),
    recordFilter: text('recordFilter'),
    userCriteria: text('userCriteria'),
    version: number('version'),
  }),
  mentions: (subject): SubjectMention[] => {
    const criteria = textOf(subject.element, 'userCriteria') ?? '';
    const permissions = [...criteria.matchAll(/\$Permission\.(\w+)/gi)].map(([, name = '']) => name);
    return [
      ...said(subject),
      ...permissions.map((fullName) => ({
        kind: 'reads' as const,
        type: 'CustomPermission',
        fullName,
        place: 'userCriteria',
      })),
    ];
  },
};
