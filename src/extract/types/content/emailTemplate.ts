import { textOf } from '../../../xml/xmlElement.ts';
import { flag, number, readAttributes, text, texts, sourceSize } from '../../attributes.ts';
import { attributeMentions, globalMentions, mergeFields, ownTags, tagAttributes, type Tag } from '../../markup.ts';
import { mentionsBy } from '../../mentionRules.ts';
import { filedIn } from '../../naming.ts';
import type { ComponentReader, SubjectMention } from '../../reader.ts';
import { sourceText, type SourceText } from '../../sourceText.ts';

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
const objectsOf = (tag: Tag | undefined): ReadonlyMap<string, string> =>
  new Map(
    [
      ['relatedto', tag?.get('relatedtotype')?.value],
      ['recipient', tag?.get('recipienttype')?.value],
    ].filter((pair): pair is [string, string] => Boolean(pair[1]))
  );

/** Classic and Lightning templates alike. */
export const emailTemplate: ComponentReader = {
  label: ({ element }) => textOf(element, 'name'),
  attributes: ({ element, body }) => ({ ...readAttributes(element, READERS), ...sourceSize(body) }),
  mentions: (subject): SubjectMention[] => {
    const { element } = subject;
    const body = sourceText(subject.body, 'body');
    const tag = tagAttributes(body.text, 'messaging:emailTemplate');
    const objects = objectsOf(tag);
    const sources: readonly SourceText[] = [
      body,
      { text: textOf(element, 'subject') ?? '', place: 'subject' },
      { text: textOf(element, 'textOnly') ?? '', place: 'textOnly' },
    ];
    return [
      ...inFolder(subject),
      ...said(subject),
      ...attributeMentions(body, { tag, attribute: 'relatedToType' }, (fullName) => [
        { kind: 'runs on', type: 'CustomObject', fullName },
      ]),
      ...sources.flatMap((source) => [...mergeFields(source, objects), ...globalMentions(source)]),
      ...ownTags(body, 'ApexComponent'),
    ];
  },
};
