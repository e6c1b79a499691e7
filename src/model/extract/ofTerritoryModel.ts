import type { Subject, SubjectMention } from './componentReader.ts';
import type { Naming } from './mentionRules.ts';

/** Territories and their rules are named `Model.Name`. */
const modelOf = ({ fullName }: Subject): string => fullName.replace(/\..*$/s, '');

export const belongsToModel = (subject: Subject): SubjectMention[] => [
  { kind: 'belongs to', type: 'Territory2Model', fullName: modelOf(subject), place: '' },
];

/** They name each other without the model; a name with it stays as it is. */
export const inOwnModel: Naming = (name, { subject }) => (name.includes('.') ? name : `${modelOf(subject)}.${name}`);
