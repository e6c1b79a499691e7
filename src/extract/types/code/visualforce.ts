import { flag, number, readAttributes, sourceSize } from '../../attributes.ts';
import {
  attributeMentions,
  globalMentions,
  namesIn,
  ownTags,
  tagAttributes,
  withoutMarkupComments,
  type Tag,
  type Target,
} from '../../markup.ts';
import type { Attributes, ComponentReader, Subject, SubjectMention } from '../../reader.ts';
import { sourceText } from '../../sourceText.ts';

const READERS = {
  apiVersion: number('apiVersion'),
  availableInTouch: flag('availableInTouch'),
  confirmationTokenRequired: flag('confirmationTokenRequired'),
};

/** The outermost tag: `<apex:page standardController="Case" extensions="A,B">`. */
const tagOf = ({ type }: Subject, markup: string): Tag | undefined =>
  tagAttributes(markup, type === 'ApexPage' ? 'apex:page' : 'apex:component');

const headOf = (subject: Subject): Attributes => {
  const tag = tagOf(subject, withoutMarkupComments(subject.body));
  const controller = tag?.get('controller')?.value;
  const standardController = tag?.get('standardcontroller')?.value;
  const extensions = namesIn(tag, 'extensions');
  const renderAs = tag?.get('renderas')?.value;
  return {
    ...(controller && { controller }),
    ...(standardController && { standardController }),
    ...(extensions.length > 0 && { extensions }),
    ...(renderAs && { renderAs }),
  };
};

/** A class of a package is written `ns.Name` here, and named `ns__Name`. */
const calledClass = (name: string): Target[] => [
  { kind: 'calls', type: 'ApexClass', fullName: name.replace('.', '__') },
];

/** Visualforce pages and components. */
export const visualforce: ComponentReader = {
  attributes: (subject): Attributes => ({
    ...readAttributes(subject.element, READERS),
    ...headOf(subject),
    ...sourceSize(subject.body),
  }),
  mentions: (subject): SubjectMention[] => {
    const markup = sourceText(withoutMarkupComments(subject.body), 'markup');
    const tag = tagOf(subject, markup.text);
    return [
      ...attributeMentions(markup, { tag, attribute: 'controller' }, calledClass),
      ...attributeMentions(markup, { tag, attribute: 'extensions' }, calledClass),
      ...attributeMentions(markup, { tag, attribute: 'standardController' }, (fullName) => [
        { kind: 'runs on', type: 'CustomObject', fullName },
      ]),
      ...ownTags(markup, 'ApexComponent'),
      ...globalMentions(markup),
    ];
  },
};
