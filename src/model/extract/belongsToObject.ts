import type { Subject, SubjectMention } from './componentReader.ts';
import { objectOf } from './namesInObject.ts';

/** For components that are named after the object they work on: `Case`, `Case.Unsafe_bikes`. */
export const belongsToObject = (subject: Subject): SubjectMention[] => [
  { kind: 'belongs to', type: 'CustomObject', fullName: objectOf(subject), place: '' },
];
