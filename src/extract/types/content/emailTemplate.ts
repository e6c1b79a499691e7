import { textOf } from '../../../xml/xmlElement.ts';
import { flag, number, readAttributes, text, texts, sourceSize } from '../../attributes.ts';
import { globalMentions, ownTags, mergeFields, tagAttributes } from '../../markup.ts';
import { mentionsBy } from '../../mentionRules.ts';
import { filedIn } from '../../naming.ts';
import type { ComponentReader, Subject, SubjectMention } from '../../reader.ts';

const READERS = {
  type: text('type'),
  uiType: text('uiType'),
  style: text('style'),
  available: flag('available'),
  subject: text('subject'),
  encodingKey: text('encodingKey'),
  letterhead: text('letterhead'),
  relatedEntityType: text('relatedEntityType'),
  apiVersion: number('apiVersion'),
  attachments: texts('attachments.name'),
  attachedDocuments: texts('attachedDocuments'),
};

const inFolder = filedIn('EmailFolder');

const said = mentionsBy([
  { path: 'letterhead', kind: 'refers to', type: 'Letterhead' },
  { path: 'relatedEntityType', kind: 'runs on', type: 'CustomObject' },
  { path: 'attachedDocuments', kind: 'refers to', type: 'Document' },
]);

/** Objects behind `relatedTo` and `recipient` in a Visualforce template. */
const objectsOf = ({ body }: Subject): ReadonlyMap<string, string> => {
  const tag = tagAttributes(body, 'messaging:emailTemplate');
  return new Map(
    [
      ['relatedto', tag?.get('relatedtotype')],
      ['recipient', tag?.get('recipienttype')],
    ].filter((pair): pair is [string, string] => Boolean(pair[1]))
  );
};

/** Classic and Lightning templates alike. */
export const emailTemplate: ComponentReader = {
  label: ({ element }) => textOf(element, 'name'),
  attributes: ({ element, body }) => ({ ...readAttributes(element, READERS), ...sourceSize(body) }),
  mentions: (subject): SubjectMention[] => {
    const { element, body } = subject;
    const objects = objectsOf(subject);
    const relatedTo = objects.get('relatedto');
    const sources = [
      ['body', body],
      ['subject', textOf(element, 'subject') ?? ''],
      ['textOnly', textOf(element, 'textOnly') ?? ''],
    ] as const;
    return [
      ...inFolder(subject),
      ...said(subject),
      ...(relatedTo
        ? [{ kind: 'runs on', type: 'CustomObject', fullName: relatedTo, place: 'relatedToType' } as const]
        : []),
      ...sources.flatMap(([place, source]) => [
        ...mergeFields(source, place, objects),
        ...globalMentions(source, place),
      ]),
      ...ownTags(body).map(
        (fullName) => ({ kind: 'displays', type: 'ApexComponent', fullName, place: 'body' }) as const
      ),
    ];
  },
};
