import { flag, number, readAttributes, sourceSize } from '../../attributes.ts';
import { globalMentions, ownTags, withoutMarkupComments, tagAttributes } from '../../markup.ts';
import type { Attributes, ComponentReader, Subject, SubjectMention } from '../../reader.ts';

const READERS = {
  apiVersion: number('apiVersion'),
  availableInTouch: flag('availableInTouch'),
  confirmationTokenRequired: flag('confirmationTokenRequired'),
};

type Head = {
  readonly controller?: string;
  readonly standardController?: string;
  readonly extensions?: readonly string[];
  readonly renderAs?: string;
};

/** What the outermost tag says: `<apex:page standardController="Case" extensions="A,B">`. */
const headOf = ({ type, body }: Subject): Head => {
  const tag = tagAttributes(withoutMarkupComments(body), type === 'ApexPage' ? 'apex:page' : 'apex:component');
  const controller = tag?.get('controller');
  const standardController = tag?.get('standardcontroller');
  const extensions = (tag?.get('extensions') ?? '').split(',').flatMap((name) => name.trim() || []);
  const renderAs = tag?.get('renderas');
  return {
    ...(controller && { controller }),
    ...(standardController && { standardController }),
    ...(extensions.length > 0 && { extensions }),
    ...(renderAs && { renderAs }),
  };
};

const apexClass = (fullName: string, place: string): SubjectMention => ({
  kind: 'calls',
  type: 'ApexClass',
  // A class of a package is written `ns.Name` here, and named `ns__Name`.
  fullName: fullName.replace('.', '__'),
  place,
});

const headMentions = ({ controller, standardController, extensions = [] }: Head): SubjectMention[] => [
  ...(controller ? [apexClass(controller, 'controller')] : []),
  ...extensions.map((extension) => apexClass(extension, 'extensions')),
  ...(standardController
    ? [{ kind: 'runs on', type: 'CustomObject', fullName: standardController, place: 'standardController' } as const]
    : []),
];

/** Visualforce pages and components. */
export const visualforce: ComponentReader = {
  attributes: (subject): Attributes => ({
    ...readAttributes(subject.element, READERS),
    ...headOf(subject),
    ...sourceSize(subject.body),
  }),
  mentions: (subject): SubjectMention[] => {
    const markup = withoutMarkupComments(subject.body);
    return [
      ...headMentions(headOf(subject)),
      ...ownTags(markup).map(
        (fullName) => ({ kind: 'displays', type: 'ApexComponent', fullName, place: 'markup' }) as const
      ),
      ...globalMentions(markup, 'markup'),
    ];
  },
};
