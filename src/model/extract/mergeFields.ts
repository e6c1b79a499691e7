import type { SubjectMention } from './componentReader.ts';
import { fieldFullName } from './fieldFullName.ts';

/** `{!Case.Subject}` in classic templates, `{{{Case.Subject}}}` in Lightning ones. */
const MERGE_FIELD = /\{!\s*([A-Za-z]\w*)\.([\w.]+)\s*\}|\{\{\{\s*([A-Za-z]\w*)\.([\w.]+)\s*\}\}\}/g;

/** Fields that a template's text puts in; what it calls `relatedTo` or the like is found among the given objects. */
export const mergeFields = (
  source: string,
  place: string,
  objects: ReadonlyMap<string, string> = new Map()
): SubjectMention[] =>
  [...source.matchAll(MERGE_FIELD)].map((match) => {
    const [, classicObject, classicField, object = classicObject ?? '', field = classicField ?? ''] = match;
    const fullName = fieldFullName(objects.get(object.toLowerCase()) ?? object, field);
    return { kind: 'reads', type: 'CustomField', fullName, place };
  });
